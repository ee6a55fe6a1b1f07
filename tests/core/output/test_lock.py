"""One run at a time in a folder, whoever and wherever the other is."""

import json
import os
import subprocess
import sys
import threading

import pytest
from smelt_datagen import OutputError, write
from smelt_datagen.output.lock import FILE_NAME, locked

from ..helpers import dataset, plan_of


def test_a_second_run_is_refused_and_told_who_holds_the_lock(tmp_path):
    with locked([tmp_path]):
        said = json.loads((tmp_path / FILE_NAME).read_text(encoding="utf-8"))
        with pytest.raises(OutputError) as error, locked([tmp_path]):
            pytest.fail("it was locked twice")
    assert str(error.value) == (
        f"{tmp_path}: another run writes here: process {os.getpid()} on {os.uname().nodename}, "
        f"since {said['since']}; wait for it with --wait SECONDS"
    )


def test_the_lock_is_free_and_its_file_gone_afterwards(tmp_path):
    for _ in range(2):
        with locked([tmp_path]):
            assert (tmp_path / FILE_NAME).exists()
        assert list(tmp_path.iterdir()) == []


def test_who_waits_goes_on_when_the_lock_is_free(tmp_path):
    waits, order = threading.Event(), []

    def second():
        waits.set()
        with locked([tmp_path], wait=60):
            order.append("second")

    thread = threading.Thread(target=second)
    with locked([tmp_path]):
        thread.start()
        assert waits.wait(60)
        order.append("first")
    thread.join(60)
    assert order == ["first", "second"]


def test_who_waits_goes_on_in_a_folder_that_the_other_has_removed(tmp_path):
    waits, done = threading.Event(), []

    def second():
        waits.set()
        with locked([tmp_path / "a" / "b"], wait=60):
            done.append((tmp_path / "a" / "b" / FILE_NAME).exists())

    thread = threading.Thread(target=second)
    with locked([tmp_path / "a" / "b"]):
        thread.start()
        assert waits.wait(60)
    thread.join(60)
    assert done == [True]


def test_who_waits_goes_on_in_a_folder_that_the_other_removes_right_now(tmp_path, monkeypatch):
    folder, opened = tmp_path / "a" / "b", []
    open_file = os.open

    def open_late(path, *rest):
        if not opened:
            folder.rmdir()
        opened.append(path)
        return open_file(path, *rest)

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", open_late)
        with locked([folder], wait=60):
            assert (folder / FILE_NAME).exists()
    assert len(opened) > 1


def test_waiting_has_an_end(tmp_path):
    with (
        locked([tmp_path]),
        pytest.raises(OutputError, match="another run"),
        locked([tmp_path], wait=0.2),
    ):
        pytest.fail("it was locked twice")


HOLD = """
import sys
from pathlib import Path
from smelt_datagen.output.lock import locked
with locked([Path(sys.argv[1])]):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_the_lock_of_a_process_that_dies_is_free(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, tmp_path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout.readline() == "held\n"
        with pytest.raises(OutputError, match=f"process {process.pid} on "), locked([tmp_path]):
            pytest.fail("it was locked twice")
        process.kill()
    assert (tmp_path / FILE_NAME).exists()
    with locked([tmp_path]):
        pass
    assert list(tmp_path.iterdir()) == []


def test_one_folder_under_two_names_is_locked_once(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "folder")
    (tmp_path / "folder").mkdir()
    with locked([tmp_path / "link", tmp_path / "folder", tmp_path / "folder"]):
        assert (tmp_path / "folder" / FILE_NAME).exists()


def test_folders_that_were_made_for_it_are_gone_if_nothing_is_in_them(tmp_path):
    with locked([tmp_path / "a" / "b", tmp_path / "c"]):
        (tmp_path / "c" / "kept").touch()
    assert [path.name for path in tmp_path.iterdir()] == ["c"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"process": "x"}'])
def test_what_stands_in_the_file_may_be_anything(tmp_path, text):
    with locked([tmp_path]):
        (tmp_path / FILE_NAME).write_text(text, encoding="utf-8")
        with (
            pytest.raises(OutputError, match="another run writes here: process"),
            locked([tmp_path]),
        ):
            pytest.fail("it was locked twice")


def test_a_link_in_its_place_is_not_followed(tmp_path):
    (tmp_path / FILE_NAME).symlink_to(tmp_path / "target")
    with pytest.raises(OutputError, match="symbolic links"), locked([tmp_path]):
        pytest.fail("it was locked")
    assert not (tmp_path / "target").exists()


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir], ids=["pipe", "folder"])
def test_what_is_no_file_in_its_place_is_an_error_that_names_it(tmp_path, make):
    make(tmp_path / FILE_NAME)
    with pytest.raises(OutputError, match=FILE_NAME), locked([tmp_path]):
        pytest.fail("it was locked")
    assert (tmp_path / FILE_NAME).exists()


def test_a_run_that_is_refused_changes_nothing(tmp_path):
    planned = plan_of(dataset("a"), dataset("b"), output=tmp_path)
    with locked([tmp_path / "b"]):
        with pytest.raises(OutputError, match="another run"):
            write(planned)
        assert {path.name for path in tmp_path.iterdir()} == {"b"}
