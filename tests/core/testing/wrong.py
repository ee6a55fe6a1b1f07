"""One generator for each way of breaking a law, all at the top so that a fresh process has them."""

import itertools
import os
import threading

import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import arrow_array, dictionary_array, string_array, with_validity
from smelt_datagen.plugin import Column, ColumnType, Generator, generator, param

_calls = itertools.count()


class Whole(Generator):
    """Base of those that make integers."""

    data_type = pa.int64()


def numbers(block):
    return block.integers(0, 1000)


@generator("good", example="{ type: good, low: 0 }")
class Good(Whole):
    """Breaks nothing."""

    low: int = param("Smallest value.", ge=-1000, le=1000)

    def generate(self, block):
        return arrow_array(block.integers(self.low, self.low + 1000))


@generator("counts_calls", example="{ type: counts_calls }")
class CountsCalls(Whole):
    """Depends on how often it was called."""

    def generate(self, block):
        return arrow_array(numbers(block) + next(_calls))


@generator("hashes", example="{ type: hashes }")
class Hashes(Whole):
    """Depends on PYTHONHASHSEED."""

    def generate(self, block):
        return arrow_array(numbers(block) + hash("salt") % 1000)


@generator("hashes_later", example="{ type: hashes_later }")
class HashesLater(Whole):
    """Depends on PYTHONHASHSEED from row 40,000 on."""

    def generate(self, block):
        salt = np.where(block.index >= 40_000, hash("salt") % 1000, 0)
        return arrow_array(numbers(block) + salt)


@generator("order_of_a_set", example="{ type: order_of_a_set }", output="string")
class OrderOfASet(Generator):
    """Has the same values in every process, but not the same dictionary."""

    data_type = ColumnType.categorical(string_array(list({"a", "b", "c", "d", "e", "f", "g"})))

    def generate(self, block):
        letters = np.array(self.data_type.dictionary.to_pylist())
        codes = np.argsort(letters)[block.integers(0, 7)]
        return dictionary_array(codes.astype(np.int8), self.data_type.dictionary)


@generator("counts_columns", example="{ type: counts_columns }")
class CountsColumns(Whole):
    """Depends on how many columns stand before it."""

    def bind(self, scope):
        return CountedColumn(len(scope.own.members))


class CountedColumn(Column):
    type = ColumnType(pa.int64())

    def __init__(self, count):
        self._count = count

    def generate(self, block):
        return arrow_array(numbers(block) + self._count)


@generator("rarely_outside", example="{ type: rarely_outside }")
class RarelyOutside(Whole):
    """Leaves its bounds in one row of many."""

    data_type = ColumnType(pa.int64(), bounds=(0, 5))

    def generate(self, block):
        return arrow_array(np.where(block.index == 50_000, 7, block.integers(0, 6)))


@generator("by_length", example="{ type: by_length }")
class ByLength(Whole):
    """Depends on the number of rows that are asked for."""

    def generate(self, block):
        return arrow_array(numbers(block) + len(block))


@generator("by_order", example="{ type: by_order }")
class ByOrder(Whole):
    """Sorts what it returns."""

    def generate(self, block):
        return arrow_array(np.sort(numbers(block)))


@generator("by_neighbour", example="{ type: by_neighbour }")
class ByNeighbour(Whole):
    """Breaks where row 7 is asked for together with row 3."""

    def generate(self, block):
        both = np.isin([3, 7], block.index).all()
        return arrow_array(numbers(block) + np.where(block.index == 7, int(both), 0))


@generator("by_block_size", example="{ type: by_block_size }")
class ByBlockSize(Whole):
    """Wrong in blocks of more than 2,000 rows only."""

    def generate(self, block):
        return arrow_array(numbers(block) + int(len(block) > 2000))


@generator("by_thread", example="{ type: by_thread }")
class ByThread(Whole):
    """Depends on the thread."""

    def generate(self, block):
        main = threading.current_thread() is threading.main_thread()
        return arrow_array(numbers(block) + int(not main))


@generator("shares_a_buffer", example="{ type: shares_a_buffer }")
class SharesABuffer(Whole):
    """Writes every block into the same memory."""

    def bind(self, scope):
        return SharedColumn(scope.row_count)


class SharedColumn(Column):
    type = ColumnType(pa.int64())

    def __init__(self, count):
        self._buffer = np.zeros(count, dtype=np.int64)

    def generate(self, block):
        self._buffer[: len(block)] = numbers(block)
        return arrow_array(self._buffer[: len(block)])


@generator("wrong_type", example="{ type: wrong_type }")
class WrongType(Whole):
    """Returns floats."""

    def generate(self, block):
        return arrow_array(block.uniform())


@generator("undeclared_nulls", example="{ type: undeclared_nulls }")
class UndeclaredNulls(Whole):
    """Returns nulls."""

    def generate(self, block):
        return with_validity(arrow_array(numbers(block)), block.bernoulli(0.5, "null"))


@generator("out_of_bounds", example="{ type: out_of_bounds }")
class OutOfBounds(Whole):
    """Declares bounds that it does not keep."""

    data_type = ColumnType(pa.int64(), bounds=(0, 500))

    def generate(self, block):
        return arrow_array(numbers(block))


@generator("own_dictionaries", example="{ type: own_dictionaries }", output="string")
class OwnDictionaries(Generator):
    """Makes a dictionary of its own for every block."""

    data_type = ColumnType.categorical(string_array(["a", "b"]))

    def generate(self, block):
        other = string_array(["b", "a"]) if len(block) > 1 else self.data_type.dictionary
        return dictionary_array(block.integers(0, 2).astype(np.int8), other)


@generator("double_dictionary", example="{ type: double_dictionary }", output="string")
class DoubleDictionary(Generator):
    """Has one value twice in its dictionary."""

    data_type = ColumnType.categorical(string_array(["a", "b", "a"]))

    def generate(self, block):
        return dictionary_array(block.integers(0, 3).astype(np.int8), self.data_type.dictionary)


@generator("unseeded", example="{ type: unseeded }")
class Unseeded(Whole):
    """Knows the row only."""

    def generate(self, block):
        return arrow_array(block.index.astype(np.int64) * 7919 % 1000)


@generator("reseeds", example="{ type: reseeds }")
class Reseeds(Whole):
    """Seeds NumPy's global generator."""

    def generate(self, block):
        np.random.seed(7)  # noqa: NPY002 (that is what is wrong with it)
        return arrow_array(numbers(block))


@generator("sets_environment", example="{ type: sets_environment }")
class SetsEnvironment(Whole):
    """Leaves something in the environment."""

    def generate(self, block):
        os.environ["LAST_BLOCK"] = "made"
        return arrow_array(numbers(block))


@generator("sets_errors", example="{ type: sets_errors }")
class SetsErrors(Whole):
    """Changes how NumPy handles errors, always to the same."""

    def bind(self, scope):
        np.seterr(divide="ignore")
        return super().bind(scope)

    def generate(self, block):
        return arrow_array(numbers(block))
