"""Generators, configs and statistics that the tests of the core share.

The generators are the tests' own, so that nothing here depends on the built-in ones.
"""

import json
import re

import mpmath
import numpy as np
import pyarrow as pa
from smelt_datagen import Plugins, loads, plan
from smelt_datagen.arrays import arrow_array, string_array
from smelt_datagen.plugin import (
    CategoricalColumn,
    Column,
    ColumnType,
    Dataset,
    Generator,
    GuideTable,
    Rows,
    Stream,
    generator,
    param,
)
from smelt_datagen.plugins.registry import Origin, Plugin

BUILTIN = Origin("smelt-datagen", "1.0", "builtin")
ACME = Origin("acme-data", "2.1", "main")


@generator("number", example="{ type: number }")
class Number(Generator):
    """The row's number."""

    data_type = pa.int64()

    def generate(self, block):
        return arrow_array(block.index.astype(np.int64))


@generator("random", example="{ type: random, low: 0, high: 10 }")
class Random(Generator):
    """A uniform integer in [low, high)."""

    low: int = param("Smallest value.", default=0)
    high: int = param("Behind the largest value.", default=1_000_000, gt=0)

    data_type = pa.int64()

    def bind(self, scope):
        if self.low >= self.high:
            scope.fail(f"must be less than high (got {self.low}, high is {self.high})", "low")
        return super().bind(scope)

    def generate(self, block):
        return arrow_array(block.integers(self.low, self.high))


@generator("letter", example="{ type: letter, values: [a, b] }", output="utf8")
class Letter(Generator):
    """One of some texts, equally likely."""

    values: list[str] = param("The texts.")

    def bind(self, scope):  # noqa: ARG002 (the protocol's)
        kind = ColumnType.categorical(string_array(self.values))
        return CategoricalColumn(kind, GuideTable([1] * len(self.values)))


@generator("text", example="{ type: text }")
class Text(Generator):
    """The row's number as text, not categorical."""

    data_type = pa.utf8()

    def generate(self, block):
        return string_array([str(row) for row in block.index.tolist()])


@generator("half_null", example="{ type: half_null, inner: { type: number } }", output="any")
class HalfNull(Generator):
    """The inner generator's value in half of the rows."""

    inner: Generator = param("What the values come from.")

    def bind(self, scope):
        return HalfNullColumn(scope.bind(self.inner, "inner"))


class HalfNullColumn(Column):
    def __init__(self, inner):
        self.type = ColumnType(inner.type.data_type, nullable=True)
        self._inner = inner

    def generate(self, block):
        values = self._inner.generate(block.child("inner")).to_pylist()
        kept = block.bernoulli(0.5).tolist()
        pairs = zip(values, kept, strict=True)
        return pa.array([value if keep else None for value, keep in pairs], self.type.data_type)


@generator("reference", example="{ type: reference, dataset: users }")
class Reference(Generator):
    """A number from 1 to the row count of another dataset."""

    dataset: str = param("Name of the dataset.")

    data_type = pa.int64()

    def bind(self, scope):
        rows = scope.dataset(self.dataset, "dataset").row_count
        return Random(low=1, high=rows + 1).bind(scope)


@generator("failing", example="{ type: failing, row: 0 }")
class Failing(Generator):
    """Row numbers, but raises for the block in which `row` lies."""

    row: int = param("The row at which it fails.", ge=0)

    data_type = pa.int64()

    def generate(self, block):
        if self.row in block.index:
            raise RuntimeError("made to fail")
        return arrow_array(block.index.astype(np.int64))


GENERATORS = (Number, Random, Letter, Text, HalfNull, Reference, Failing)

NUMBER = {"name": "n", "generator": {"type": "number"}}
RANDOM = {"name": "r", "generator": {"type": "random"}}


def plugins_of(*generators, origin=ACME):
    """Return `Plugins` with one plugin that provides these generators."""
    return Plugins((Plugin(origin, generators),))


PLUGINS = plugins_of(*GENERATORS)


def dataset(name="users", *, num_rows=10, output=None, columns=(NUMBER,), **keys):
    """Return the YAML value of a dataset."""
    output = name if output is None else output
    return {"name": name, "output": output, "num_rows": num_rows, **keys, "columns": list(columns)}


def partition(days, column="day", start="2024-02-28"):
    """Return the YAML value of a partition."""
    return {"column": column, "start": start, "days": days}


def config_of(*datasets, **keys):
    """Return the config with these YAML values; JSON is YAML too."""
    return loads(json.dumps({**keys, "datasets": list(datasets)}))


def plan_of(*datasets, plugins=PLUGINS, keys=None, **overrides):
    """Return the plan of a config with these datasets, made with the tests' own generators."""
    return plan(config_of(*datasets, **(keys or {})), plugins=plugins, **overrides)


def problems_of(error):
    """Return `PATH: MESSAGE` for every problem of a `ConfigError` that pytest caught."""
    return [re.sub(r"^config(:\d+:\d+)?: ", "", line) for line in error.value.lines]


def made_dataset(name, row_count, stream, columns=None):
    """Return a dataset with these generators or columns by name, as a plan would place them."""
    bound = {
        key: column.bind(None) if isinstance(column, Generator) else column
        for key, column in (columns or {}).items()
    }
    return Dataset.of(name, row_count, stream, bound)


def rows_at(index, row_count=2**64 - 1, key=0):
    """Return rows of a dataset without columns."""
    return Rows(Dataset("d", row_count, Stream(key)), np.array(index, dtype=np.uint64))


def uint64s(values):
    return np.array(values, dtype=np.uint64)


def chi_square_tail(observed, expected):
    """Return the probability of a chi-square at least as large as that of these counts."""
    observed, expected = np.asarray(observed, float), np.asarray(expected, float)
    statistic = float((((observed - expected) ** 2) / expected).sum())
    degrees = len(observed) - 1
    return float(mpmath.gammainc(degrees / 2, statistic / 2, regularized=True))


def assert_plausible(observed, expected, tail=1e-5):
    """Fail if counts are farther from, or nearer to, what is expected than chance would be."""
    probability = chi_square_tail(observed, expected)
    assert tail < probability < 1 - tail, f"chi-square tail probability {probability}"
