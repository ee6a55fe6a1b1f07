"""A plan written whole: the same bytes whatever the workers, and nothing half-written."""

import os
import threading

import pyarrow.parquet as pq
import pytest
from smelt_datagen import GeneratorError, OutputError, Progress, to_table, write
from smelt_datagen.execution.pipeline import Pipeline
from smelt_datagen.output import dataset_writer
from smelt_datagen.plugin import generator

from ..helpers import NUMBER, RANDOM, Number, dataset, partition, plan_of, plugins_of

LETTER = {"name": "letter", "generator": {"type": "letter", "values": ["a", "b", "c"]}}
COLUMNS = [NUMBER, RANDOM, LETTER]


def failing(row):
    return {"name": "n", "generator": {"type": "failing", "row": row}}


def contents(folder):
    """Return the bytes of every file below a folder, but for manifests."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".json")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


# --- the same whatever the workers ---


@pytest.mark.parametrize(
    "keys", [{"num_rows": 300_000}, {"num_rows": 50_000, "partition": partition(7)}]
)
def test_file_bytes_do_not_depend_on_the_workers(tmp_path, keys):
    made = []
    for workers in (1, 2, 5):
        base = tmp_path / str(workers)
        write(plan_of(dataset(columns=COLUMNS, **keys), output=base), workers=workers)
        made.append(contents(base))
    assert made[0] == made[1] == made[2]
    assert len(made[0]) == (7 if "partition" in keys else 1)


def test_the_files_hold_the_rows_of_the_table_in_order(tmp_path):
    keys = {"num_rows": 40_000, "partition": partition(3)}
    planned = plan_of(dataset(columns=COLUMNS, **keys), output=tmp_path)["users"]
    write(plan_of(dataset(columns=COLUMNS, **keys), output=tmp_path), workers=3)
    for part in planned.parts:
        wanted = to_table(planned, part.start, part.stop).drop_columns("day")
        assert pq.ParquetFile(part.file).read().equals(wanted)


def test_a_day_without_rows_gets_its_file(tmp_path):
    planned = plan_of(dataset(num_rows=2, columns=COLUMNS, partition=partition(5)), output=tmp_path)
    (written,) = write(planned)
    tables = [pq.read_table(part.file, partitioning=None) for part in planned["users"].parts]
    assert [table.num_rows for table in tables] == [0, 0, 1, 0, 1]
    assert {tuple(table.column_names) for table in tables} == {("n", "r", "letter")}
    assert all(table.schema.equals(tables[0].schema) for table in tables)
    assert (written.files, written.rows) == (5, 2)


@pytest.mark.parametrize("workers", [1, 3])
def test_more_workers_than_work_are_fine(tmp_path, workers):
    write(plan_of(dataset(num_rows=1), output=tmp_path), workers=workers)
    assert pq.ParquetFile(tmp_path / "users" / "data.parquet").read().to_pydict() == {"n": [0]}


@pytest.mark.parametrize(
    ("usable", "present", "threads"), [({0, 2, 5}, 8, 3), (None, 5, 5), (None, None, 1)]
)
def test_there_is_a_thread_for_every_core_unless_told(
    tmp_path, monkeypatch, usable, present, threads
):
    class Recorded(Pipeline):
        def __init__(self, tasks, workers):
            seen.append(workers)
            super().__init__(tasks, workers)

    seen = []
    monkeypatch.setattr(dataset_writer, "Pipeline", Recorded)
    monkeypatch.setattr(os, "cpu_count", lambda: present)
    if usable is None:  # macOS and Windows
        monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    else:
        monkeypatch.setattr(os, "sched_getaffinity", lambda _process: usable, raising=False)
    planned = plan_of(dataset(), output=tmp_path)
    write(planned)
    write(planned, workers=2)
    assert seen == [threads, 2]


def test_no_threads_are_left_running(tmp_path):
    before = threading.active_count()
    write(plan_of(dataset(num_rows=300_000), output=tmp_path), workers=4)
    assert threading.active_count() == before


# --- what is said of it ---


def test_what_was_written_is_told_for_every_selected_dataset(tmp_path):
    planned = plan_of(
        dataset("a", num_rows=5),
        dataset("b"),
        dataset("c", num_rows=7, partition=partition(2)),
        output=tmp_path,
        datasets=["c", "a"],
    )
    found = write(planned)
    sizes = [
        sum(path.stat().st_size for path in (tmp_path / name).rglob("*.parquet")) for name in "ca"
    ]
    assert [(made.dataset, made.folder, made.rows, made.files) for made in found] == [
        ("c", tmp_path / "c", 7, 2),
        ("a", tmp_path / "a", 5, 1),
    ]
    assert [made.bytes for made in found] == sizes
    assert all(made.seconds >= 0 for made in found)
    assert not (tmp_path / "b").exists()


def test_progress_is_told_from_nothing_to_everything(tmp_path):
    seen = []
    planned = plan_of(dataset("a", num_rows=300_000), dataset("b", num_rows=5), output=tmp_path)
    write(planned, workers=3, on_progress=seen.append)
    first = [progress for progress in seen if progress.dataset == "a"]
    assert first[0] == Progress("a", 0, 300_000)
    assert first[-1] == Progress("a", 300_000, 300_000)
    rows = [progress.rows for progress in first]
    assert rows == sorted(rows)
    assert len(set(rows)) == 4  # nothing, and after each of three row groups
    assert seen[len(first)] == Progress("b", 0, 5)
    assert seen[-1] == Progress("b", 5, 5)


def test_progress_is_told_by_one_thread_at_a_time(tmp_path):
    inside, most = [], []

    def tell(progress):
        inside.append(progress)
        for _ in range(20):
            tmp_path.stat()  # lets another thread go on
        most.append(len(inside))
        inside.remove(progress)

    keys = {"num_rows": 40 * 33_000, "partition": partition(40)}  # none is made with others
    write(plan_of(dataset(**keys), output=tmp_path), workers=5, on_progress=tell)
    assert most == [1] * 41


# --- many files ---


BLOCKS = []


@generator("counted", example="{ type: counted }")
class Counted(Number):
    """The row's number; `BLOCKS` is told of how many rows each block is."""

    def generate(self, block):
        BLOCKS.append(len(block))
        return super().generate(block)


def test_files_of_few_rows_are_made_many_at_a_time(tmp_path):
    columns = [{"name": "n", "generator": {"type": "counted"}}]
    one = dataset(num_rows=1000, columns=columns, partition=partition(100))
    planned = plan_of(one, output=tmp_path, plugins=plugins_of(Counted))
    BLOCKS.clear()
    write(planned, workers=1)
    assert [rows for rows in BLOCKS if rows > 64] == [320, 320, 320]  # the rest are 40


@pytest.mark.parametrize("rows", [3, 100, 70_000])
def test_files_that_are_made_together_have_the_bytes_that_each_would_have_alone(
    tmp_path, monkeypatch, rows
):
    columns = [NUMBER, RANDOM, {"name": "t", "generator": {"type": "text"}}]
    keys = {"num_rows": rows, "columns": columns, "partition": partition(7)}
    write(plan_of(dataset(**keys), output=tmp_path / "together"))
    monkeypatch.setattr(dataset_writer, "_MOST_FILES", 1)
    write(plan_of(dataset(**keys), output=tmp_path / "alone"))
    assert contents(tmp_path / "together") == contents(tmp_path / "alone")


# --- failures ---


@pytest.mark.parametrize("workers", [1, 2, 5])
@pytest.mark.parametrize("row", [0, 140_000, 299_999])
def test_a_failing_generator_leaves_nothing(tmp_path, workers, row):
    planned = plan_of(dataset(num_rows=300_000, columns=[failing(row)]), output=tmp_path)
    with pytest.raises(GeneratorError, match="made to fail"):
        write(planned, workers=workers)
    assert contents(tmp_path) == {}


@pytest.mark.parametrize("keys", [{}, {"partition": partition(4)}], ids=["one file", "days"])
def test_a_failing_generator_leaves_the_former_output_whole(tmp_path, keys):
    write(plan_of(dataset(num_rows=200_000, **keys), output=tmp_path))
    before = contents(tmp_path)
    planned = plan_of(
        dataset(num_rows=200_000, columns=[failing(199_999)], **keys), output=tmp_path
    )
    with pytest.raises(GeneratorError):
        write(planned, workers=2)
    assert contents(tmp_path) == before


def test_when_one_dataset_fails_none_is_replaced(tmp_path):
    three = [dataset("a"), dataset("b"), dataset("c")]
    write(plan_of(*three, output=tmp_path))
    before = contents(tmp_path)
    three[1] = dataset("b", columns=[failing(0)])
    with pytest.raises(GeneratorError) as error:
        write(plan_of(*three, output=tmp_path, seed=7))
    assert contents(tmp_path) == before
    assert error.value.__notes__ == ["nothing was replaced"]


def test_what_failed_in_an_empty_folder_leaves_no_folders(tmp_path):
    planned = plan_of(dataset("a"), dataset("b", columns=[failing(0)]), output=tmp_path / "out")
    with pytest.raises(GeneratorError):
        write(planned)
    assert list(tmp_path.iterdir()) == []


def test_a_failing_progress_callback_is_raised_and_leaves_nothing(tmp_path):
    def fail(progress):
        if progress.rows:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(plan_of(dataset(), output=tmp_path), on_progress=fail)
    assert contents(tmp_path) == {}


def test_a_file_in_place_of_a_folder_is_an_error_that_names_it(tmp_path):
    (tmp_path / "users").mkdir()
    (tmp_path / "users" / "day=2024-02-29").write_text("a file", encoding="utf-8")
    planned = plan_of(dataset(partition=partition(3)), output=tmp_path)
    with pytest.raises(OutputError) as error:
        write(planned, workers=2)
    assert str(error.value).startswith(str(tmp_path / "users" / "day=2024-02-29"))
    assert list(contents(tmp_path)) == ["users/day=2024-02-29"]


def test_a_file_above_the_folder_is_an_error_that_names_it(tmp_path):
    (tmp_path / "base").write_text("a file", encoding="utf-8")
    with pytest.raises(OutputError) as error:
        write(plan_of(dataset(), output=tmp_path / "base"))
    assert str(tmp_path / "base") in str(error.value)


def test_the_disk_gets_a_large_file_while_it_is_made(tmp_path, monkeypatch):
    synced = []
    real = os.fsync

    def fsync(descriptor):
        synced.append(os.fstat(descriptor).st_size)
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    rows = 2_000_000
    columns = [{**RANDOM, "name": f"r{number}"} for number in range(4)]
    write(plan_of(dataset(num_rows=rows, columns=columns), output=tmp_path), workers=2)
    size = (tmp_path / "users" / "data.parquet").stat().st_size
    assert size > 16_000_000
    partly = [one for one in synced if 4_000_000 <= one < size]
    assert len(partly) >= 2
    assert size in synced
