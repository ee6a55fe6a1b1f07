"""Birth dates of adults."""

from __future__ import annotations

import datetime

import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import arrow_array
from smelt_datagen.plugin import Block, Column, ColumnType, GeneratedColumn, GuideTable

from smelt_datagen_domains.people.person import Person

_FIRST, _FULL, _LAST = 1935, 1960, 2006
"""Years of birth: as frequent as each other from the second to the last, fewer before."""


def birth_date(person: Person) -> Column:
    """Return the column of dates."""
    years = range(_FIRST, _LAST + 1)
    guide = GuideTable([min(1.0, (year - _FIRST + 1) / (_FULL - _FIRST + 1)) for year in years])
    days = [(datetime.date(year, 1, 1) - datetime.date(1970, 1, 1)).days for year in years]
    starts = np.array(days, dtype=np.int32)
    lengths = np.array([366 if year % 4 == 0 else 365 for year in years], dtype=np.float64)

    def generate(block: Block) -> pa.Array:
        draws = person.draws(block)
        year = guide.codes(draws.uint64("birth year"))
        day = (draws.uniform("birth day") * lengths.take(year)).astype(np.int32)
        return arrow_array(starts.take(year) + day, pa.date32())

    return GeneratedColumn(ColumnType(pa.date32(), format="text"), generate)
