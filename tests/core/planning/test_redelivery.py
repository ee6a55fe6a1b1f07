"""Rows that arrive twice: copies at the end of their part, later and otherwise identical."""

import datetime
from collections import Counter
from fractions import Fraction

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from smelt_datagen import ConfigError, to_table, write
from smelt_datagen.execution.blocks import part_blocks
from smelt_datagen.plugin import ColumnType, Generator, generator, param

from ..helpers import (
    GENERATORS,
    NUMBER,
    RANDOM,
    assert_plausible,
    dataset,
    partition,
    plan_of,
    plugins_of,
    problems_of,
)


@generator("moment", example="{ type: moment }")
class Moment(Generator):
    """A second of the year 2024, written as text, null in every `null_every`-th row."""

    null_every: int = param("How often it is null; 0: never.", default=0)

    data_type = ColumnType(pa.timestamp("s"), nullable=True, format="text")

    def generate(self, block):
        seconds = block.integers(1_704_067_200, 1_735_689_600).tolist()
        every = self.null_every
        rows = block.index.tolist()
        kept = [None if every and r % every == 0 else t for r, t in zip(rows, seconds, strict=True)]
        return pa.array(kept, pa.timestamp("s"))


@generator("value", example="{ type: value, value: 1.5 }")
class Value(Generator):
    """One float everywhere."""

    value: float = param("The float.")

    data_type = pa.float64()

    def generate(self, block):
        return pa.array([self.value] * len(block), pa.float64())


PLUGINS = plugins_of(*GENERATORS, Moment, Value)
SEEN = {"name": "seen", "generator": {"type": "moment"}}
COLUMNS = (NUMBER, RANDOM, SEEN)


def redelivery(fraction=0.1, delay=None, column="seen"):
    delay = {"type": "random", "low": 1, "high": 1000} if delay is None else delay
    return {"fraction": fraction, "arrival_column": column, "delay_seconds": delay}


def events(rows=1000, columns=COLUMNS, fraction=0.1, delay=None, **keys):
    if fraction is not None:
        keys.setdefault("redelivery", redelivery(fraction, delay))
    return plan_of(dataset("events", num_rows=rows, columns=columns, **keys), plugins=PLUGINS)[
        "events"
    ]


def refused(**keys):
    with pytest.raises(ConfigError) as error:
        events(**keys)
    return [problem.removeprefix("datasets[events].") for problem in problems_of(error)]


def part_rows(plan, part):
    """Return a part's rows as tuples: the primary ones, and the copies."""
    rows = []
    for arrays in part_blocks(plan, part, 0, part.row_count):
        rows.extend(zip(*(array.to_pylist() for array in arrays), strict=True))
    primary = part.stop - part.start
    return rows[:primary], rows[primary:]


def seconds(text):
    epoch = datetime.datetime(1970, 1, 1)
    return int((datetime.datetime.fromisoformat(text) - epoch).total_seconds())


@pytest.mark.parametrize("keys", [{}, {"partition": partition(7)}], ids=["one file", "daily"])
@pytest.mark.parametrize("fraction", [0.03, 0.5, 1])
def test_copies_are_rows_of_their_own_part_that_arrive_later(keys, fraction):
    plan = events(fraction=fraction, **keys)
    total = 0
    for part in plan.parts:
        primary, copies = part_rows(plan, part)
        assert len(copies) == part.copies
        assert len({row[0] for row in copies}) == len(copies)
        by_number = {row[0]: row for row in primary}
        for copy in copies:
            original = by_number[copy[0]]
            assert copy[:2] == original[:2]
            assert 1 <= seconds(copy[2]) - seconds(original[2]) < 1000
        total += len(copies)
    assert total == round(fraction * 1000)


@given(
    rows=st.integers(1, 10**6), millionths=st.integers(0, 10**6), days=st.none() | st.integers(1, 9)
)
def test_every_part_has_the_share_of_copies_of_its_range(rows, millionths, days):
    keys = {} if days is None else {"partition": partition(days)}
    plan = events(rows, fraction=millionths / 10**6, **keys)
    wanted = round(Fraction(millionths, 10**6) * rows)
    for part in plan.parts:
        first, last = part.start * wanted // rows, part.stop * wanted // rows
        assert part.copies == last - first <= part.stop - part.start
        assert part.row_count == part.stop - part.start + part.copies
    assert sum(part.copies for part in plan.parts) == wanted
    assert plan.written_rows == rows + wanted


@pytest.mark.parametrize(
    ("rows", "fraction", "count"),
    [(100, 0.29, 29), (10, 0.25, 2), (10, 0.35, 4), (3, 0.5, 2), (1, 0.4, 0), (7, 0, 0), (7, 1, 7)],
)
def test_copies_number_fraction_times_rows_rounded_halves_to_even(rows, fraction, count):
    assert events(rows, fraction=fraction).parts[0].copies == count


def test_the_count_follows_the_scaled_rows():
    keys = {"num_rows": 1000, "columns": COLUMNS, "redelivery": redelivery(0.1)}
    plan = plan_of(dataset("events", **keys), plugins=PLUGINS, scale_factor=0.5)["events"]
    assert plan.parts[0].copies == 50


def test_every_row_is_copied_equally_often():
    found = Counter()
    for seed in range(200):
        plan = events(20, fraction=0.25, seed=seed)
        rows = plan.redelivery.rows(0, 20, 0, 5).index.tolist()
        assert len(set(rows)) == 5
        found.update(rows)
    # without replacement within a seed, so nearer to even than independent draws would be
    assert_plausible([found[row] for row in range(20)], [50] * 20, tail=1e-6)


def test_primary_rows_do_not_change_when_copies_are_switched_on():
    with_copies, without = events(), events(fraction=None)
    assert without.parts[0].copies == 0
    assert (
        part_rows(with_copies, with_copies.parts[0])[0] == part_rows(without, without.parts[0])[0]
    )
    assert to_table(with_copies).equals(to_table(without))


def test_a_larger_fraction_keeps_the_copies_of_a_smaller_one():
    small, large = events(fraction=0.1), events(fraction=0.2)
    few = part_rows(small, small.parts[0])[1]
    assert part_rows(large, large.parts[0])[1][: len(few)] == few


def test_a_null_arrival_stays_null():
    column = {"name": "seen", "generator": {"type": "moment", "null_every": 3}}
    plan = events(300, (NUMBER, column), fraction=1)
    copies = part_rows(plan, plan.parts[0])[1]
    assert all((seen is None) == (number % 3 == 0) for number, seen in copies)


@pytest.mark.parametrize(
    ("delay", "later"),
    [
        ({"type": "value", "value": 2.999}, 2),
        ({"type": "value", "value": 0.5}, 0),
        ({"type": "value", "value": -100.0}, 0),
        ({"type": "random", "low": -50, "high": 1}, 0),
    ],
)
def test_delays_are_rounded_down_and_never_go_back(delay, later):
    plan = events(50, fraction=1, delay=delay)
    primary, copies = part_rows(plan, plan.parts[0])
    by_number = {row[0]: row[2] for row in primary}
    assert {seconds(row[2]) - seconds(by_number[row[0]]) for row in copies} == {later}


@pytest.mark.parametrize("inner", [{"type": "number"}, {"type": "value", "value": 7.0}])
def test_a_null_delay_is_none(inner):
    plan = events(50, fraction=1, delay={"type": "half_null", "inner": inner})
    primary, copies = part_rows(plan, plan.parts[0])
    by_number = {row[0]: row[2] for row in primary}
    gaps = {row[0]: seconds(row[2]) - seconds(by_number[row[0]]) for row in copies}
    full = (lambda number: number) if inner["type"] == "number" else (lambda _: 7)
    assert all(gap in (0, full(number)) for number, gap in gaps.items())
    assert 10 < sum(gap > 0 for gap in gaps.values()) < 40


def test_a_delay_beyond_all_time_ends_with_it():
    delay = {"type": "random", "low": 2**63 - 10, "high": 2**63 - 1}
    plan = events(3, fraction=1, delay=delay)
    assert {row[2] for row in part_rows(plan, plan.parts[0])[1]} == {"9999-12-31T23:59:59"}


@pytest.mark.parametrize("start", range(0, 60, 17))
def test_any_range_of_a_part_is_that_of_the_whole(start):
    plan = events(40, fraction=0.5)
    part = plan.parts[0]
    primary, copies = part_rows(plan, part)
    for stop in (start, start + 1, 60):
        found = []
        for arrays in part_blocks(plan, part, start, stop):
            found.extend(zip(*(array.to_pylist() for array in arrays), strict=True))
        assert found == [*primary, *copies][start:stop]


def test_files_hold_the_primary_rows_then_the_copies_with_any_workers(tmp_path):
    tables = []
    for workers in (1, 2, 3):
        keys = dataset("events", num_rows=500, columns=COLUMNS, partition=partition(3))
        keys["redelivery"] = redelivery(0.2)
        plan = plan_of(keys, plugins=PLUGINS, output=tmp_path / str(workers))
        (written,) = write(plan, workers=workers)
        assert written.rows == 600
        files = [pq.ParquetFile(part.file).read() for part in plan["events"].parts]
        tables.append([file.to_pydict() for file in files])
        for part, file in zip(plan["events"].parts, tables[-1], strict=True):
            assert file["n"][: part.stop - part.start] == list(range(part.start, part.stop))
            assert set(file["n"][part.stop - part.start :]) <= set(range(part.start, part.stop))
    assert tables[0] == tables[1] == tables[2]


def test_a_day_without_rows_has_no_copies():
    plan = events(2, fraction=1, partition=partition(4))
    assert [part.copies for part in plan.parts] == [0, 1, 0, 1]


@pytest.mark.parametrize("fraction", [-0.1, 1.001, 7])
def test_a_fraction_is_from_0_to_1(fraction):
    message = f"redelivery.fraction: must be from 0 to 1 (found {fraction})"
    assert refused(fraction=fraction) == [message]


@pytest.mark.parametrize(
    ("column", "message"),
    [
        ("sen", "there is no column 'sen' in this dataset, did you mean 'seen'?"),
        ("n", "'n' is no timestamp but int64"),
        ("day", "'day' is no timestamp but date32[day]"),
    ],
)
def test_the_arrival_column_is_a_timestamp(column, message):
    found = refused(redelivery=redelivery(column=column), partition=partition(2))
    assert found == [f"redelivery.arrival_column: {message}"]


def test_the_delay_is_a_number():
    found = refused(delay={"type": "text"})
    assert found == ["redelivery.delay_seconds: must give numbers, not string"]


def test_every_error_of_a_redelivery_is_said_at_once():
    found = refused(redelivery=redelivery(2, {"type": "random", "low": 5, "high": 5}, "n"))
    assert [problem.split(": ")[0] for problem in found] == [
        "redelivery.fraction",
        "redelivery.arrival_column",
        "redelivery.delay_seconds.low",
    ]


@pytest.mark.parametrize("key", ["fraction", "arrival_column", "delay_seconds"])
def test_every_key_must_be_there(key):
    given_keys = {name: value for name, value in redelivery().items() if name != key}
    assert refused(redelivery=given_keys) == [f"redelivery: missing key '{key}'"]


def test_a_columns_own_error_is_not_repeated_for_the_arrival():
    broken = {"name": "seen", "generator": {"type": "moment", "null_every": "x"}}
    assert len(refused(columns=(broken,))) == 1
