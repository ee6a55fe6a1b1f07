"""--update and --resume: what is there already is not made again, if it is what would be made."""

import os
import pathlib
import threading

import pytest
from smelt_datagen import GeneratorError, write
from smelt_datagen.output.manifest import manifest_of
from smelt_datagen.output.staging import leftovers

from ..helpers import NUMBER, dataset, partition, plan_of

REFERENCE = {"name": "user", "generator": {"type": "reference", "dataset": "users"}}


def contents(folder):
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def changed(base, *datasets, **options):
    """Write with `update`; return the names of the datasets that were made."""
    written = write(plan_of(*datasets, output=base), update=True, **options)
    return [one.dataset for one in written if not one.was_up_to_date]


USERS, ORDERS = dataset("users"), dataset("orders", columns=[NUMBER, REFERENCE])


def test_the_first_time_all_is_made_and_the_second_time_nothing(tmp_path):
    assert changed(tmp_path, USERS, ORDERS) == ["users", "orders"]
    before = {path: path.stat().st_ino for path in tmp_path.rglob("*")}
    assert changed(tmp_path, USERS, ORDERS) == []
    assert {path: path.stat().st_ino for path in tmp_path.rglob("*")} == before


def test_what_is_kept_is_told_as_what_is_made(tmp_path):
    planned = plan_of(dataset(partition=partition(2)), output=tmp_path)
    (made,) = write(planned)
    (kept,) = write(planned, update=True)
    assert (made.was_up_to_date, kept.was_up_to_date) == (False, True)
    for name in ("dataset", "folder", "rows", "files", "bytes"):
        assert getattr(made, name) == getattr(kept, name)


@pytest.mark.parametrize(
    ("edited", "made"),
    [
        ((USERS, dataset("orders", num_rows=11, columns=[NUMBER, REFERENCE])), ["orders"]),
        ((dataset("users", num_rows=11), ORDERS), ["users", "orders"]),
        ((dataset("users", partition=partition(2)), ORDERS), ["users"]),
        ((USERS, ORDERS, dataset("more")), ["more"]),
    ],
    ids=["its own rows", "rows it refers to", "another layout", "a new one"],
)
def test_only_what_an_edit_reaches_is_made_and_the_result_is_that_of_a_whole_run(
    tmp_path, edited, made
):
    changed(tmp_path / "out", USERS, ORDERS)
    assert changed(tmp_path / "out", *edited) == made
    write(plan_of(*edited, output=tmp_path / "whole"))
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file.unlink(),
        lambda file: file.write_bytes(b""),
        lambda file: os.truncate(file, file.stat().st_size - 1),
        lambda file: file.write_bytes(bytes([file.read_bytes()[0] ^ 1]) + file.read_bytes()[1:]),
    ],
    ids=["missing", "empty", "truncated", "a flipped bit"],
)
def test_a_damaged_file_is_made_again(tmp_path, damage):
    changed(tmp_path, USERS, ORDERS)
    before = contents(tmp_path)
    damage(tmp_path / "users" / "data.parquet")
    assert changed(tmp_path, USERS, ORDERS) == ["users"]
    assert contents(tmp_path) == before


def test_another_compression_is_a_change(tmp_path):
    changed(tmp_path, USERS)
    assert changed(tmp_path, USERS, compression="zstd") == ["users"]
    assert manifest_of(tmp_path / "users").compression == "zstd"


# --- resume ---


def failing(row):
    return {"name": "n", "generator": {"type": "failing", "row": row}}


MANY = 5 * 33_000
"""Rows of five files, each too large to be made together with others."""


def interrupted(base, days, rows, **options):
    """Fail when all files but the last are whole."""

    def fail(progress):
        if progress.rows > rows - rows // days - 1 and progress.rows < progress.total_rows:
            raise KeyboardInterrupt

    planned = plan_of(dataset(num_rows=rows, partition=partition(days)), output=base)
    with pytest.raises(KeyboardInterrupt) as error:
        write(planned, workers=1, on_progress=fail, **options)
    return planned, error.value.__notes__


def test_an_interrupted_run_that_may_be_resumed_keeps_the_files_it_finished(tmp_path):
    planned, notes = interrupted(tmp_path / "out", 5, MANY, resume=True)
    assert notes == ["nothing was replaced; the files that were finished are kept for --resume"]
    (left,) = leftovers(planned["users"].folder)
    kept = {path.stat().st_ino for path in left.place.glob("*.partial")}
    write(planned, resume=True)
    found = {part.file.stat().st_ino for part in planned["users"].parts}
    assert len(kept & found) == 4
    whole = plan_of(dataset(num_rows=MANY, partition=partition(5)), output=tmp_path / "whole")
    write(whole)
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


def test_without_it_nothing_is_kept(tmp_path):
    planned, notes = interrupted(tmp_path, 5, MANY)
    assert notes == ["nothing was replaced"]
    assert contents(tmp_path) == {}
    assert not planned["users"].folder.exists()


@pytest.mark.parametrize(
    "differs",
    [
        lambda place: (place / "000001.partial").write_bytes(b"other"),
        lambda place: (place / "000001.partial").unlink(),
        lambda place: (place / "run.json").write_text("{}", encoding="utf-8"),
        lambda place: (place / "finished.jsonl").write_text("{\n[]\n", encoding="utf-8"),
    ],
    ids=["other bytes", "missing", "another recipe", "an unreadable log"],
)
def test_only_files_are_taken_up_of_which_every_byte_is_right(tmp_path, differs):
    planned, _ = interrupted(tmp_path / "out", 5, MANY, resume=True)
    (left,) = leftovers(planned["users"].folder)
    differs(left.place)
    write(planned, resume=True)
    whole = plan_of(dataset(num_rows=MANY, partition=partition(5)), output=tmp_path / "whole")
    write(whole)
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


def test_files_of_another_config_are_not_taken_up(tmp_path):
    interrupted(tmp_path, 5, MANY, resume=True)
    write(plan_of(dataset(num_rows=MANY), output=tmp_path), resume=True)
    assert set(contents(tmp_path)) == {"users/data.parquet", "users/_smelt_datagen.json"}


def test_a_run_that_does_not_resume_removes_what_was_kept(tmp_path):
    planned, _ = interrupted(tmp_path, 5, MANY, resume=True)
    write(planned)
    assert leftovers(planned["users"].folder) == []


def test_no_thread_and_no_file_stays_open_after_a_failure(tmp_path):
    before = threading.active_count(), len([*pathlib.Path("/proc/self/fd").iterdir()])
    planned = plan_of(dataset(num_rows=300_000, columns=[failing(299_999)]), output=tmp_path)
    with pytest.raises(GeneratorError):
        write(planned, workers=2)
    assert (threading.active_count(), len([*pathlib.Path("/proc/self/fd").iterdir()])) == before
