"""Partition days: which rows each holds, and that the column agrees with the files."""

import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from smelt_datagen import ConfigError, discover, to_table
from smelt_datagen.planning.layout import Layout
from smelt_datagen.planning.partitioning import PartitionColumn, Partitioning
from smelt_datagen.plugin import Block, Stream

from ..helpers import dataset, partition, plan_of, problems_of, rows_at

START = datetime.date(2024, 2, 28)
FOLDER = Path("out")


def parts_of(days, row_count, rows_per_file=None):
    partitioning = Partitioning.by_rows("day", START, days, row_count)
    return list(Layout(partitioning, rows_per_file, ".parquet").parts(FOLDER, row_count, None))


def days_at(index, days, row_count, start=START):
    column = PartitionColumn(Partitioning.by_rows("day", start, days, row_count))
    return column.generate(Block(rows_at(index), Stream(0))).to_pylist()


@given(row_count=st.integers(1, 2000), days=st.integers(1, 400))
@example(row_count=1, days=90)
@example(row_count=90, days=90)
@example(row_count=89, days=90)
@example(row_count=91, days=90)
def test_day_i_holds_its_even_share_of_the_rows(row_count, days):
    made = parts_of(days, row_count)
    assert [(part.start, part.stop) for part in made] == [
        (i * row_count // days, (i + 1) * row_count // days) for i in range(days)
    ]
    assert sum(part.row_count for part in made) == row_count


@given(row_count=st.integers(1, 500), days=st.integers(1, 100))
@example(row_count=1, days=90)
@example(row_count=3, days=7)
def test_the_partition_column_says_the_day_of_the_file(row_count, days):
    wanted = [
        START + datetime.timedelta(days=i)
        for i, part in enumerate(parts_of(days, row_count))
        for _row in range(part.start, part.stop)
    ]
    assert days_at(range(row_count), days, row_count) == wanted


@given(data=st.data(), row_count=st.integers(1, 2**50), days=st.integers(1, 3650))
def test_the_first_and_last_row_of_every_day_of_many_rows_lie_on_it(data, row_count, days):
    day = data.draw(st.integers(0, days - 1))
    part = parts_of(days, row_count)[day]
    edges = {part.start, part.stop - 1} if part.row_count else set()
    wanted = [START + datetime.timedelta(days=day)] * len(edges)
    assert days_at(sorted(edges), days, row_count) == wanted


@pytest.mark.parametrize(("row_count", "days"), [(2**53, 3650), (2**63 - 1, 2), (2**63 - 1, 90)])
def test_the_last_day_is_right_however_many_the_rows(row_count, days):
    last = START + datetime.timedelta(days=days - 1)
    assert days_at([0, row_count - 1], days, row_count) == [START, last]


def test_a_partitioned_dataset_has_one_file_per_day():
    made = parts_of(3, 7)
    assert [str(part.file) for part in made] == [
        str(FOLDER / "day=2024-02-28" / "data.parquet"),
        str(FOLDER / "day=2024-02-29" / "data.parquet"),
        str(FOLDER / "day=2024-03-01" / "data.parquet"),
    ]


def test_a_dataset_without_partition_has_one_file():
    (part,) = Layout(None, None, ".parquet").parts(FOLDER, 7, None)
    assert (part.file, part.start, part.stop) == (FOLDER / "data.parquet", 0, 7)


def test_days_before_1970_and_up_to_9999_are_right():
    assert days_at([0, 1], 2, 2, datetime.date(1969, 12, 31)) == [
        datetime.date(1969, 12, 31),
        datetime.date(1970, 1, 1),
    ]
    assert days_at([0], 1, 1, datetime.date(1, 1, 1)) == [datetime.date(1, 1, 1)]
    assert days_at([1], 2, 2, datetime.date(9999, 12, 30)) == [datetime.date(9999, 12, 31)]


def test_no_rows_lie_on_no_day():
    assert days_at([], 3, 10) == []


def test_the_partition_column_is_the_last_of_the_table_and_not_in_the_files():
    planned = plan_of(dataset(num_rows=4, partition=partition(2)))["users"]
    assert planned.schema.names == ["n", "day"]
    assert planned.file_schema.names == ["n"]
    assert to_table(planned)["day"].to_pylist() == [START] * 2 + [datetime.date(2024, 2, 29)] * 2


def test_a_partition_may_reach_the_last_day_there_is():
    planned = plan_of(dataset(partition=partition(2, start="9999-12-30")))["users"]
    assert planned.parts[-1].file.parent.name == "day=9999-12-31"


@pytest.mark.parametrize(
    ("keys", "at"),
    [
        ({"days": 3, "start": "9999-12-30"}, "days"),
        ({"days": 2**63 - 1}, "days"),
        ({"days": 0}, "days"),
        ({"days": -1}, "days"),
        ({"column": ""}, "column"),
        ({"column": "a/b"}, "column"),
        ({"column": "a=b"}, "column"),
        ({"column": "a\nb"}, "column"),
        ({"column": "a%b"}, "column"),
        ({"start": "2024-02-30"}, "start"),
        ({"start": 2024}, "start"),
    ],
)
def test_a_partition_that_cannot_be_is_an_error_at_its_key(keys, at):
    with pytest.raises(ConfigError) as error:
        plan_of(dataset(partition={**partition(2), **keys}))
    (problem,) = problems_of(error)
    assert problem.startswith(f"datasets[users].partition.{at}: ")


@given(row_count=st.integers(0, 2000), days=st.integers(1, 20), size=st.integers(1, 300))
def test_files_of_so_many_rows_hold_what_those_of_the_days_do(row_count, days, size):
    cut, whole = parts_of(days, row_count, size), parts_of(days, row_count)
    by_day = {}
    for part in cut:
        folder, _, name = part.path.partition("/")
        held = by_day.setdefault(folder, [])
        assert name == f"part-{len(held):05}.parquet"
        held.append((part.start, part.stop))
    assert [*by_day] == [part.path.partition("/")[0] for part in whole]
    for part, ranges in zip(whole, by_day.values(), strict=True):
        assert (ranges[0][0], ranges[-1][1]) == (part.start, part.stop)
        assert all(one[1] == other[0] for one, other in pairwise(ranges))
        assert all(stop - start == size for start, stop in ranges[:-1])
        assert 0 <= ranges[-1][1] - ranges[-1][0] <= size


def test_which_rows_are_redelivered_does_not_depend_on_the_files():
    config = dataset(
        num_rows=1000,
        columns=[ID, AT],
        redelivery={"fraction": 0.1, "arrival_column": "at", "delay_seconds": SECONDS},
    )
    for size in (1, 7, 400, 5000):
        made = plan_of(config, plugins=discover(), rows_per_file=size)["users"]
        assert sum(part.copies for part in made.parts) == 100
        (whole,) = plan_of(config, plugins=discover())["users"].parts
        assert sum(part.row_count for part in made.parts) == whole.row_count


ID = {"name": "id", "generator": {"type": "sequential_id"}}
AT = {
    "name": "at",
    "generator": {
        "type": "timestamp",
        "start": "2024-01-01T00:00:00",
        "end": "2024-02-01T00:00:00",
    },
}
SECONDS = {"type": "uniform_int", "min": 1, "max": 9}


def test_more_files_than_five_digits_number_still_sort_by_name():
    paths = [part.path for part in parts_of(1, 100_001, 1)]
    assert paths == sorted(paths)
    assert paths[0].endswith("part-000000.parquet")
