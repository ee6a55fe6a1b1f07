"""One generator at work, and what is wrong with one."""

import math

import pyarrow as pa
import pytest
from smelt_datagen import ConfigError, discover, loads, plan, to_table

PLUGINS = discover()

CONFIG = """
datasets:
  - name: customers
    output: customers
    num_rows: 100
    columns: [{{ name: id, generator: {{ type: sequential_id }} }}]
  - name: orders
    output: orders
    num_rows: {rows}
    columns:
      - name: value
        generator: {generator}
  - name: returns
    output: returns
    num_rows: 5
    columns: [{{ name: id, generator: {{ type: sequential_id }} }}]
"""


def planned(generator, rows=1000, seed=42):
    config = loads(CONFIG.format(rows=rows, generator=generator))
    return plan(config, seed=seed, plugins=PLUGINS)["orders"]


def column(generator, rows=1000, seed=42):
    """Return the generator's values as one Arrow array, as a reader sees them."""
    return to_table(planned(generator, rows, seed)).column("value").combine_chunks()


def values(generator, rows=1000, seed=42):
    return column(generator, rows, seed).to_pylist()


def numbers(generator, rows=1000, seed=42):
    return column(generator, rows, seed).to_numpy()


def data_type(generator):
    return column(generator, 1).type


def problems(generator):
    """Return where below the generator, and what, every error is; there must be one."""
    with pytest.raises(ConfigError) as caught:
        planned(generator)
    place = ("datasets", 1, "columns", 0, "generator")
    found = caught.value.problems
    assert all(problem.path[:5] == place for problem in found)
    assert all("orders" in line and "value" in line for line in caught.value.lines)
    return [(problem.path[5:], problem.message) for problem in found]


def assert_share(found, share, count, sigmas=5):
    """Fail if `found` of `count` is further than `sigmas` binomial standard errors from `share`."""
    error = math.sqrt(count * share * (1 - share))
    assert abs(found - count * share) <= sigmas * error, f"{found} of {count}, expected {share}"


def assert_shares(observed, shares, sigmas=5):
    """Fail if the chi-square statistic is beyond its mean by `sigmas` standard deviations.

    Under the shares it has mean and variance of k - 1 and 2 (k - 1), for k categories.
    """
    count = sum(observed)
    statistic = sum(
        (found - count * share) ** 2 / (count * share)
        for found, share in zip(observed, shares, strict=True)
    )
    freedom = len(observed) - 1
    assert statistic <= freedom + sigmas * math.sqrt(2 * freedom), statistic


STRING, INT, FLOAT, BOOL = pa.utf8(), pa.int64(), pa.float64(), pa.bool_()
