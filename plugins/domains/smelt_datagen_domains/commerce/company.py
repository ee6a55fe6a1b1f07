"""Companies in YAML."""

from __future__ import annotations

from smelt_datagen.plugin import Column, Generator, Scope, generator, param

from smelt_datagen_domains.selection.locales import KNOWN_LOCALES, MIX
from smelt_datagen_domains.selection.selected import Choice, Draws

FIELD_NAMES = ("name", "legal_form", "domain", "industry", "department", "job_title")
"""Those of `companies`, which is imported when there is a company."""


@generator(
    "company",
    example="{ type: company, field: name, locale: en_GB }",
    output="string",
    independent_of=["column"],
)
class CompanyField(Generator):
    """One fact about a company; all columns of a row that name the same company agree.

    The columns must also name the same locale. Companies are called after one or two families, and
    their domains end with .example, which reaches nobody. Industries, departments and the job
    titles in these are English.
    """

    field: str = param("What the column holds.", choices=FIELD_NAMES)
    locale: Choice = param(
        "Where the company is, as for `person`: one, weights of several, or { column: name }.",
        default="en_US",
    )
    fallback: str | None = param(
        "Locale where the column has another value, or null.", default=None
    )
    company: str = param(
        "Name of the company, to tell several in one row apart.", default="company"
    )

    def bind(self, scope: Scope) -> Column:
        """Return the column of the field; fail for an unknown locale."""
        from smelt_datagen_domains.commerce.companies import (  # noqa: PLC0415 (see FIELD_NAMES)
            FIELDS,
            Company,
        )

        stream = scope.own.stream.child("company", self.company)
        draws = Draws(MIX, self.fallback, stream)
        selected = KNOWN_LOCALES.select(self.locale, scope, "locale", draws)
        return FIELDS[self.field](Company(stream, selected))
