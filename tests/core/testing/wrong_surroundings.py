"""One wrong generator for each thing around a process, for each kind of state, and for order."""

import datetime
import locale
import os
import time
import zlib
from pathlib import Path

import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import arrow_array, numpy_values
from smelt_datagen.plugin import Column, ColumnType, GeneratedColumn, generator, param

from .wrong import Whole, numbers


@generator("hour_of_the_day", example="{ type: hour_of_the_day }")
class HourOfTheDay(Whole):
    """Has larger values in the evening."""

    def generate(self, block):
        return arrow_array(numbers(block) + int(datetime.datetime.now().hour > 17))


@generator("day_of_the_clock", example="{ type: day_of_the_clock }")
class DayOfTheClock(Whole):
    """Counts from today."""

    def generate(self, block):
        return arrow_array(numbers(block) + datetime.date.today().toordinal())


@generator("local_time", example="{ type: local_time }")
class LocalTime(Whole):
    """Knows what month it is."""

    def generate(self, block):
        return arrow_array(numbers(block) + time.localtime().tm_mon)


@generator("unset_variable", example="{ type: unset_variable }")
class UnsetVariable(Whole):
    """Would follow a variable that is not set."""

    def generate(self, block):
        return arrow_array(numbers(block) + int(os.environ.get("ACME_OFFSET", "0")))


@generator("home_folder", example="{ type: home_folder }")
class HomeFolder(Whole):
    """Depends on who runs it."""

    def generate(self, block):
        return arrow_array(numbers(block) + len(os.environ.get("HOME", "")))


@generator("working_directory", example="{ type: working_directory }")
class WorkingDirectory(Whole):
    """Depends on where it runs."""

    def generate(self, block):
        return arrow_array(numbers(block) + zlib.crc32(str(Path.cwd()).encode()))


@generator("encoding_of_the_locale", example="{ type: encoding_of_the_locale }")
class EncodingOfTheLocale(Whole):
    """Depends on the locale."""

    def generate(self, block):
        return arrow_array(numbers(block) + len(locale.getpreferredencoding(False)))  # noqa: FBT003


@generator("first_one_counts", example="{ type: first_one_counts, step: 3 }")
class FirstOneCounts(Whole):
    """Keeps on the class what the first of its kind was told."""

    step: int = param("A number.", ge=1, le=9)

    kept = []  # noqa: RUF012 (what is wrong with it)

    def generate(self, block):
        self.kept.append(self.step)
        return arrow_array(numbers(block) * self.kept[0])


@generator("keeps_arrays", example="{ type: keeps_arrays }")
class KeepsArrays(Whole):
    """Gives for as many rows what it gave before."""

    def bind(self, scope):  # noqa: ARG002 (the protocol's)
        kept = {}

        def make(block):
            return kept.setdefault(len(block), arrow_array(numbers(block)))

        return GeneratedColumn(ColumnType(pa.int64()), make)


@generator("outer_block", example="{ type: outer_block }")
class OuterBlock(Whole):
    """Shares a draw that comes from whichever column asks first."""

    def bind(self, scope):
        stream = scope.own.stream.child("shared")

        def make(block):
            return arrow_array(block.rows.derived("shared", stream, lambda _: numbers(block)))

        return GeneratedColumn(ColumnType(pa.int64()), make)


@generator("short_key", example="{ type: short_key, step: 2 }")
class ShortKey(Whole):
    """Shares what depends on parameters under a key that does not."""

    step: int = param("A number.", ge=1, le=9)

    def generate(self, block):
        stream = block.rows.dataset.stream.child("shared")
        return block.rows.derived("short", stream, lambda b: arrow_array(numbers(b) * self.step))


BESIDE = """
columns:
  - name: size
    generator: { type: uniform_int, min: 0, max: 9 }
"""


@generator("reads_unasked", example="{ type: reads_unasked }", context=BESIDE)
class ReadsUnasked(Whole):
    """Reads a column without having asked for it."""

    def generate(self, block):
        return arrow_array(numbers(block) + numpy_values(block.rows.column("size")))


@generator("writes_into_a_column", example="{ type: writes_into_a_column }", context=BESIDE)
class WritesIntoAColumn(Whole):
    """Changes the values of another column."""

    def bind(self, scope):
        scope.column("size")
        return super().bind(scope)

    def generate(self, block):
        sizes = numpy_values(block.rows.column("size"))
        sizes += 1
        return arrow_array(sizes)


@generator("one_child_twice", example="{ type: one_child_twice }")
class OneChildTwice(Whole):
    """Gives one stream to two children."""

    def generate(self, block):
        return arrow_array(numbers(block.child("part")) + numbers(block.child("part")))


class RowsAsInt32(Column):
    """Cuts row numbers."""

    type = ColumnType(pa.int64())

    def generate(self, block):
        return arrow_array(block.index.astype(np.int32).astype(np.int64) + numbers(block))


@generator("rows_as_int32", example="{ type: rows_as_int32 }")
class CutsRows(Whole):
    """Knows 32 bits of a row."""

    def bind(self, scope):  # noqa: ARG002 (the protocol's)
        return RowsAsInt32()


@generator("rows_as_float", example="{ type: rows_as_float }", independent_of=["seed"])
class RowsAsFloat(Whole):
    """Knows 53 bits of a row."""

    def generate(self, block):
        return arrow_array(block.index.astype(np.float64).astype(np.uint64).view(np.int64))
