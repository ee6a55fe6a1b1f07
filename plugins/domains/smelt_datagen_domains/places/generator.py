"""Places in YAML."""

from __future__ import annotations

from smelt_datagen.plugin import Column, Generator, Scope, generator, param

from smelt_datagen_domains.selection.locales import COUNTRIES, KNOWN_COUNTRIES, MIX, STREAM
from smelt_datagen_domains.selection.selected import Choice, Draws

FIELD_NAMES = (
    "country",
    "native_country",
    "country_code",
    "country_code3",
    "region",
    "city",
    "postcode",
    "street",
    "latitude",
    "longitude",
    "time_zone",
)
"""Those of `fields`, which is imported when there is a place."""


@generator(
    "place",
    example="{ type: place, field: city, country: DE }",
    output="string, or double for coordinates",
    independent_of=["column"],
)
class PlaceField(Generator):
    """One fact about a place; all columns of a row that name the same place agree.

    The columns must also name the same country. Cities are drawn by population, streets after
    family names: there need be none of that name in the city.
    """

    field: str = param("What the column holds.", choices=FIELD_NAMES)
    country: Choice = param(
        "Two letters (ISO 3166), weights of several, or { column: name } of a column that has such "
        "letters, three of them, a locale or the name of a country.",
        default="US",
    )
    fallback: str | None = param(
        "Country where the column has another value, or null.", default=None
    )
    place: str = param(
        "Name of the place, to tell several in one row apart: a `person` lives at the place of "
        "their name.",
        default="person",
    )

    def bind(self, scope: Scope) -> Column:
        """Return the column of the field; fail for an unknown country."""
        from smelt_datagen_domains.places.fields import FIELDS  # noqa: PLC0415 (see FIELD_NAMES)
        from smelt_datagen_domains.places.place import Place  # noqa: PLC0415

        # below the dataset's stream, not the column's: the same one in all columns of the place
        stream = scope.own.stream.child(STREAM, self.place)
        draws = Draws(MIX, self.fallback, stream)
        selected = KNOWN_COUNTRIES.select(self.country, scope, "country", draws)
        locales = tuple(COUNTRIES[country] for country in selected.keys)
        return FIELDS[self.field](Place(stream, locales, selected))
