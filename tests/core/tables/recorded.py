"""Plans that every test of tables queries, and what is made of their rows meanwhile."""

import numpy as np
import pyarrow as pa
from smelt_datagen import to_table
from smelt_datagen.arrays import arrow_array
from smelt_datagen.plugin import Generator, generator, param

from ..helpers import GENERATORS, NUMBER, RANDOM, dataset, partition, plan_of, plugins_of

MADE = []
"""Name and number of rows of each array that a recorded column made, the latest last."""


@generator("recorded", example="{ type: recorded, name: a }")
class Recorded(Generator):
    """A number below 1,000, and a note of who asked for it."""

    name: str = param("What is noted.")

    data_type = pa.int64()

    def generate(self, block):
        MADE.append((self.name, len(block.index)))
        return arrow_array(block.integers(0, 1_000))


PLUGINS = plugins_of(*GENERATORS, Recorded)


def recorded(name):
    return {"name": name, "generator": {"type": "recorded", "name": name}}


ROWS = 70_001
"""More than two blocks."""

LETTER = {"name": "letter", "generator": {"type": "letter", "values": ["a", "b", "c"]}}
MAYBE = {"name": "maybe", "generator": {"type": "half_null", "inner": {"type": "random"}}}
TEXT = {"name": "text", "generator": {"type": "text"}}
PLAN = plan_of(
    dataset(num_rows=ROWS, columns=[NUMBER, RANDOM, LETTER, MAYBE, TEXT], partition=partition(7))
)["users"]
WHOLE = to_table(PLAN)

WIDE = plan_of(
    dataset(num_rows=ROWS, columns=[recorded(name) for name in "abcdef"]), plugins=PLUGINS
)["users"]
WIDE_WHOLE = to_table(WIDE)


def made():
    """Return the rows that were made of each column since the last call, probes left out."""
    counts = {}
    for name, rows in MADE:
        if rows > 64:  # so many rows tell how wide they are
            counts[name] = counts.get(name, 0) + rows
    MADE.clear()
    return counts


def below(limit):
    """Return how many rows of `WIDE` have a number below `limit` in column a."""
    return int((np.asarray(WIDE_WHOLE["a"]) < limit).sum())
