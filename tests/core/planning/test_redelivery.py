"""Rows that arrive twice: copies at the end of their part, later and otherwise identical."""

import datetime
from collections import Counter
from fractions import Fraction

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from smelt_datagen import ConfigError, to_table, write
from smelt_datagen.execution.blocks import blocks_of_parts, part_blocks
from smelt_datagen.planning.redelivery import Redelivery
from smelt_datagen.planning.row_counts import share
from smelt_datagen.plugin import ColumnType, Dataset, Generator, Stream, generator, param
from smelt_datagen.randomness.streams import counters

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
    uint64s,
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
    rows=st.integers(1, 300), millionths=st.integers(0, 10**6), days=st.none() | st.integers(1, 40)
)
def test_every_part_counts_the_copied_rows_that_lie_in_it(rows, millionths, days):
    keys = {} if days is None else {"partition": partition(days)}
    plan = events(rows, fraction=millionths / 10**6, **keys)
    copied = copied_by_hand(plan)
    for part in plan.parts:
        inside = [row for row in copied if part.start <= row < part.stop]
        assert part.copies == len(inside)
        assert part.row_count == part.stop - part.start + part.copies
        assert [row[0] for row in part_rows(plan, part)[1]] == inside
    assert plan.written_rows == rows + round(Fraction(millionths, 10**6) * rows)


def copied_by_hand(plan):
    """Return one row of each of as many strata as rows are copied, in Python's integers."""
    rows, count = plan.row_count, plan.redelivery.count
    stream = plan.bound.stream.child("redelivery", "rows")
    copied = []
    for stratum in range(count):
        start, stop = stratum * rows // count, (stratum + 1) * rows // count
        (bits,) = stream.numbers(counters(uint64s([stratum]))).tolist()
        copied.append(start + (bits * (stop - start) >> 64))
    return copied


@given(data=st.data(), rows=st.integers(1, 2**63 - 1), part=st.floats(0, 1))
@example(data=None, rows=2**63 - 1, part=1.0)
@example(data=None, rows=2**63 - 1, part=0.29)
@example(data=None, rows=2**63 - 1, part=2.0**-15)
@example(data=None, rows=2**63 - 1, part=2.0**-63)
@example(data=None, rows=2**32, part=1 - 2.0**-32)
@example(data=None, rows=2**32 - 1, part=1.0)
def test_copies_of_any_number_of_rows_are_one_of_each_stratum(data, rows, part):
    count = max(1, int(part * rows)) if part < 1 else rows
    made = redelivered(rows, count)
    drawn = [] if data is None else [data.draw(st.integers(0, count - 1)) for _ in range(3)]
    for first in {0, max(0, count - 40), *drawn}:
        last = min(first + 40, count)
        found = made.rows(first, last).index.tolist()
        for stratum, row in zip(range(first, last), found, strict=True):
            assert stratum * rows // count <= row < (stratum + 1) * rows // count
            assert made.copies_before([row, row + 1]) == [stratum, stratum + 1]
    assert made.copies_before([0, rows]) == [0, count]


def redelivered(rows, count):
    return Redelivery(Dataset("events", rows, Stream(42)), count, "seen", None)


@pytest.mark.parametrize(("rows", "count"), [(2**63 - 1, 2**61), (10**6, 10**6 // 3), (10**6, 1)])
def test_copies_asked_for_together_are_those_asked_for_apart(rows, count):
    made = redelivered(rows, count)
    first = count // 2
    last = min(count, first + 1000)
    together = made.rows(first, last).index.tolist()
    assert together == [made.rows(i, i + 1).index[0] for i in range(first, last)]
    assert made.rows(first, first).index.tolist() == []


@pytest.mark.parametrize(("rows", "count"), [(20, 5), (21, 6), (7, 3)])
def test_every_row_of_a_stratum_is_copied_equally_often(rows, count):
    found = Counter()
    for seed in range(600):
        own = Dataset("events", rows, Stream(seed))
        copied = Redelivery(own, count, "seen", None).rows(0, count).index.tolist()
        assert copied == sorted(set(copied))
        found.update(copied)
    for stratum in range(count):
        rows_of_it = range(stratum * rows // count, (stratum + 1) * rows // count)
        expected = [600 / len(rows_of_it)] * len(rows_of_it)
        assert_plausible([found[row] for row in rows_of_it], expected, tail=1e-6)


@pytest.mark.parametrize(
    ("rows", "count", "copied"),
    [
        (10, 3, [2, 4, 6]),
        (1000, 6, [163, 232, 370, 658, 798, 944]),
        (2**40, 5, [217107251704, 307638663183, 488646478944, 869240287145, 1054721120573]),
        (
            2**63 - 1,
            5,
            [
                1821227628504253939,
                2580660151096104772,
                4099063762450862395,
                7291716026674071332,
                8847642029810911541,
            ],
        ),
        (2**63 - 1, 2**62, [0, 1, 3, 6, 8, 10]),
    ],
)
def test_which_rows_are_copied_never_changes(rows, count, copied):
    assert redelivered(rows, count).rows(0, len(copied)).index.tolist() == copied


@pytest.mark.parametrize("rows", [1, 2, 29, 1000])
@pytest.mark.parametrize("fraction", [0, 0.29, 0.5, 1])
def test_neither_partitions_nor_files_change_which_rows_are_copied(rows, fraction):
    found = []
    for days in (None, 1, 7, 30, 365):
        keys = {} if days is None else {"partition": partition(days)}
        plan = events(rows, fraction=fraction, **keys)
        found.append([row for part in plan.parts for row in part_rows(plan, part)[1]])
    assert all(copies == found[0] for copies in found)
    numbers = [row[0] for row in found[0]]
    assert numbers == sorted(set(numbers))
    assert len(numbers) == share(rows, fraction)


def test_files_of_any_partition_hold_the_same_copies(tmp_path):
    found = []
    for days in (None, 1, 7, 30):
        keys = {} if days is None else {"partition": partition(days)}
        keys["redelivery"] = redelivery(0.29)
        config = dataset("events", num_rows=1000, columns=COLUMNS, **keys)
        plan = plan_of(config, plugins=PLUGINS, output=tmp_path / str(days))
        write(plan)
        copies = []
        for part in plan["events"].parts:
            copies += pq.ParquetFile(part.file).read().to_pylist()[part.stop - part.start :]
        found.append(copies)
    assert len(found[0]) == 290
    assert found[1:] == found[:1] * 3


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


def test_primary_rows_do_not_change_when_copies_are_switched_on():
    with_copies, without = events(), events(fraction=None)
    assert without.parts[0].copies == 0
    assert (
        part_rows(with_copies, with_copies.parts[0])[0] == part_rows(without, without.parts[0])[0]
    )
    assert to_table(with_copies).equals(to_table(without))


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


@pytest.mark.parametrize("days", [1, 7, 499, 700])
@pytest.mark.parametrize("fraction", [None, 0.1, 1])
def test_parts_that_are_made_together_are_as_each_made_alone(days, fraction):
    letter = {"name": "letter", "generator": {"type": "letter", "values": ["a", "b", "c"]}}
    plan = events(500, (*COLUMNS, letter), fraction, partition=partition(days))
    for number in range(0, days, 50):
        parts = plan.parts[number : number + 50]
        alone = [[*part_blocks(plan, part, 0, part.row_count)] for part in parts]
        assert [*blocks_of_parts(plan, parts)] == alone
