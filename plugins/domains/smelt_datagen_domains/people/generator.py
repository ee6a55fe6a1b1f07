"""People in YAML."""

from __future__ import annotations

from smelt_datagen.plugin import Column, Generator, Scope, generator, param

from smelt_datagen_domains.selection.locales import KNOWN_LOCALES, LOCALES, MIX, STREAM
from smelt_datagen_domains.selection.selected import Choice, Draws

FIELD_NAMES = (
    "given_name",
    "family_name",
    "full_name",
    "gender",
    "title",
    "birth_date",
    "email",
    "user_name",
    "phone",
)
"""Those of `fields`, which is imported when there is a person."""

_UNIQUE = ("email", "user_name")


@generator(
    "person",
    example="{ type: person, field: full_name, locale: de_DE }",
    output="string, or date for birth_date",
    independent_of=["column"],
)
class PersonField(Generator):
    """One fact about a person; all columns of a row that name the same person agree.

    The columns must also name the same locale. E-mail addresses are on domains, and phone numbers
    in ranges, that are kept for examples and fiction or given to nobody: they reach nobody.
    """

    field: str = param("What the column holds.", choices=FIELD_NAMES)
    locale: Choice = param(
        f"Where the person lives: {', '.join(LOCALES)}; weights of several; or {{ column: name }} "
        "of a column that has locales, or countries as `place` takes them.",
        default="en_US",
    )
    fallback: str | None = param(
        "Locale where the column has another value, or null.", default=None
    )
    unique: bool = param(
        "Whether no two rows have the same value; of `email` and `user_name`.", default=False
    )
    person: str = param("Name of the person, to tell several in one row apart.", default="person")

    def bind(self, scope: Scope) -> Column:
        """Return the column of the field; fail for an unknown locale."""
        from smelt_datagen_domains.people.fields import FIELDS  # noqa: PLC0415 (see FIELD_NAMES)
        from smelt_datagen_domains.people.person import Person  # noqa: PLC0415
        from smelt_datagen_domains.places.place import Place  # noqa: PLC0415

        if self.unique and self.field not in _UNIQUE:
            scope.fail(f"only {' and '.join(_UNIQUE)} can be unique", "unique")
        # below the dataset's stream, not the column's: the same one in all columns of the person
        stream = scope.own.stream.child(STREAM, self.person)
        draws = Draws(MIX, self.fallback, stream)
        selected = KNOWN_LOCALES.select(self.locale, scope, "locale", draws)
        place = Place(stream, selected.keys, selected)
        return FIELDS[self.field](Person(place, scope.row_count, self.unique))
