"""What belongs together, read from the tables: for tests that hold every row to them."""

import re
from functools import cache

from smelt_datagen_domains.data.reading import table as table_of

_CLASSES = {"#": "[0-9]", "%": "[1-9]", "?": "[A-Z]"}


@cache
def pattern(mask):
    """Return what matches the texts that a mask stands for."""
    return re.compile("".join(_CLASSES.get(c, re.escape(c)) for c in mask))


@cache
def cities(locale):
    """Return the cities of a locale by their names."""
    return {city["name"]: city for city in table_of("places", locale)["cities"]}


def different(rows, *names):
    """Return the different combinations of some columns' values."""
    return set(zip(*(rows.column(name).to_pylist() for name in names), strict=True))
