"""A plugin in one file, doing the work of `uniform_int`: see `plugin_generator.py`."""

import pyarrow as pa
from smelt_datagen.arrays import arrow_array
from smelt_datagen.plugin import Block, Generator, generator, param


@generator("bench.uniform", example="{ type: bench.uniform, low: 1950, high: 2005 }")
class Uniform(Generator):
    """Integer, uniform in [low, high)."""

    low: int = param("Smallest value.")
    high: int = param("Upper bound, itself not included.")
    data_type = pa.int64()

    def generate(self, block: Block) -> pa.Array:
        return arrow_array(block.integers(self.low, self.high))
