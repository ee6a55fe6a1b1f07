"""The distribution that a column was asked for, whatever stands around its generator."""

import numpy as np
import pytest
import smelt_datagen as sd
from smelt_datagen.plugin import quantiles

CONFIG = """
datasets:
  - name: rows
    output: rows
    num_rows: 50
    columns:
      - {{ name: value, generator: {generator}{keys} }}
"""


def of(generator, keys="", count=4):
    plan = sd.plan(sd.loads(CONFIG.format(generator=generator, keys=keys)))
    member = plan["rows"].bound.members["value"]
    return quantiles(member.column, count, member.stream)


UNIFORM = "{ type: uniform_int, min: 0, max: 8 }"


@pytest.mark.parametrize(
    "keys",
    ["", ", order: desc", ", exact: true", ", order: asc, exact: true", ", data_type: int16"],
    ids=str,
)
def test_it_is_that_of_the_generator_whatever_the_keys_of_the_column(keys):
    assert of(UNIFORM, keys).to_pylist() == [1, 3, 5, 7]


def test_a_type_behind_an_order_changes_nothing():
    assert of(UNIFORM, ", order: desc, data_type: int8").to_pylist() == [1, 3, 5, 7]


def test_dates_keep_their_distribution_as_text():
    made = of('{ type: date, start: "2024-01-01", end: "2024-01-09" }', ", order: desc")
    assert [str(day) for day in made.to_pylist()] == [
        "2024-01-02",
        "2024-01-04",
        "2024-01-06",
        "2024-01-08",
    ]


def test_nulls_are_drawn_apart():
    made = of(UNIFORM, ", null_fraction: 0.5", count=1024)
    assert 400 < made.null_count < 624
    assert (np.diff(made.drop_null().to_numpy()) >= 0).all()


def test_what_follows_from_no_draw_has_none():
    assert of("{ type: uuid }") is None
