"""The generator: its parameters in YAML, and the stream that the columns of a person share."""

from __future__ import annotations

from smelt_datagen.plugin import Column, Generator, Scope, generator, param

from smelt_datagen_people.data import LOCALES
from smelt_datagen_people.fields import FIELDS
from smelt_datagen_people.person import Person


@generator(
    "people.person",
    example="{ type: people.person, field: full_name, locale: de_DE }",
    output="string",
)
class PersonField(Generator):
    """One fact about a person; all columns of a row that name the same person agree.

    The columns must also name the same locale. Emails are on domains, and phone numbers in ranges,
    that are reserved for examples and fiction: they reach nobody.
    """

    field: str = param("What the column holds.", choices=list(FIELDS))
    locale: str = param("Where the person lives.", default="en_US", choices=LOCALES)
    person: str = param("Name of the person, to tell several in one row apart.", default="person")

    def bind(self, scope: Scope) -> Column:
        """Return the column of the field."""
        # below the dataset's stream, not the column's: the same one in all columns of the person
        stream = scope.own.stream.child("people.person", self.locale, self.person)
        return FIELDS[self.field](Person(stream, self.locale))
