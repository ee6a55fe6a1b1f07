"""Datasets in a real object store: whole or as they were, whatever happens."""

import hashlib
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time

import pytest
from pyarrow import fs
from pyarrow import parquet as pq
from smelt_datagen import OutputError, loads, plan, to_table, verify, write
from smelt_datagen.output.lock import FILE_NAME as LOCK
from smelt_datagen.output.objects import access, journal
from smelt_datagen.output.objects.connection import bucket_of
from smelt_datagen.output.objects.staging import JOURNAL
from smelt_datagen.planning.locations import RemoteFolder

from .conftest import SECRET

obstore = pytest.importorskip("obstore")
pytestmark = pytest.mark.s3

CONFIG = """
seed: 1
datasets:
  - name: users
    output: users
    num_rows: 500
    columns: [{ name: id, generator: { type: sequential_id } }]
  - name: orders
    output: orders
    num_rows: 6000
    rows_per_file: 1000
    partition: { column: day, start: 2024-01-01, days: 2 }
    columns:
      - { name: id, generator: { type: sequential_id } }
      - { name: user, generator: { type: foreign_key, dataset: users, column: id } }
"""


_NOT_LISTED = "is none of the dataset's files and not listed in the manifest"


def planned(lake, text=CONFIG, **options):
    return plan(loads(text), output=lake, **options)


def objects(lake):
    """Return the digests of all objects below a folder."""
    folder = RemoteFolder(lake)
    return {
        path: hashlib.sha256(access.read(folder / path)).hexdigest()
        for path, _ in access.listed(folder)
    }


def on_disk(folder):
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_objects_are_the_files_of_a_disk(lake, tmp_path):
    write(planned(lake))
    write(planned(tmp_path))
    assert objects(lake) == on_disk(tmp_path)


@pytest.mark.parametrize("executor", ["processes", "dask"])
def test_workers_write_to_the_store(lake, tmp_path, executor):
    pytest.importorskip("distributed")
    write(planned(lake), workers=2, executor=executor)
    write(planned(tmp_path))
    assert objects(lake) == on_disk(tmp_path)


def test_verify_reads_every_byte_and_value(lake):
    made = planned(lake)
    write(made)
    assert verify(made, values=True) == ()
    file = RemoteFolder(lake) / "orders" / made["orders"].parts[0].path
    data = access.read(file)
    access.write(file, data[:-1])
    access.write(RemoteFolder(lake) / "users" / "more.parquet", b"")
    assert [(str(one.path), one.message) for one in verify(made)] == [
        (f"{lake}/users/more.parquet", _NOT_LISTED),
        (str(file), f"has {len(data) - 1:,} bytes, not {len(data):,}"),
    ]


def test_update_makes_what_has_changed(lake):
    write(planned(lake))
    again = write(planned(lake), update=True)
    assert [one.was_up_to_date for one in again] == [True, True]
    other = CONFIG.replace("num_rows: 6000", "num_rows: 5000")
    assert [one.was_up_to_date for one in write(planned(lake, other), update=True)] == [True, False]
    assert verify(planned(lake, other), values=True) == ()


def test_files_of_an_earlier_layout_are_removed(lake, tmp_path):
    write(planned(lake))
    write(planned(lake, file_format="csv", rows_per_file=700))
    write(planned(tmp_path, file_format="csv", rows_per_file=700))
    assert objects(lake) == on_disk(tmp_path)


def test_foreign_files_are_refused_and_untouched(lake):
    file = RemoteFolder(lake) / "orders" / "mine.parquet"
    access.write(file, b"mine")
    with pytest.raises(OutputError, match="a parquet file that smelt-datagen did not write"):
        write(planned(lake))
    assert [*objects(lake)] == ["orders/mine.parquet"]


def test_a_lock_says_who_holds_it_and_how_to_remove_it(lake):
    lock = RemoteFolder(lake) / "orders" / LOCK
    who = {"process": 7, "host": "elsewhere", "since": "2024-01-01 00:00:00+00:00"}
    access.write(lock, json.dumps(who).encode())
    with pytest.raises(OutputError) as failure:
        write(planned(lake))
    assert str(failure.value) == (
        f"{lake}/orders: another run writes here: process 7 on elsewhere, since "
        f"2024-01-01 00:00:00+00:00; wait for it with --wait SECONDS, or, if it is dead, remove "
        f"{lock}"
    )
    assert [*objects(lake)] == [f"orders/{LOCK}"]  # that of users, which it had, is gone
    waiting = threading.Thread(target=lambda: write(planned(lake), wait=60))
    waiting.start()
    access.remove([lock])
    waiting.join()
    assert verify(planned(lake)) == ()


def test_a_run_with_a_journal_is_finished_by_the_next(lake, monkeypatch):
    write(planned(lake))

    def dies(*_):
        raise KeyboardInterrupt

    made = planned(lake, seed=2)
    with monkeypatch.context() as patched:
        patched.setattr(journal, "_publish", dies)
        with pytest.raises(KeyboardInterrupt):
            write(made)
    assert any(path.endswith(JOURNAL) for path in objects(lake))
    assert verify(made, values=True) == ()  # which finishes it
    assert not any(".smelt_datagen" in path for path in objects(lake))


def test_what_was_finished_is_taken_up(lake):
    made = planned(lake)
    began = []

    def stops(progress):
        if progress.dataset == "orders" and progress.rows >= 1000:
            began.append(progress)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(made, on_progress=stops, resume=True)
    staged = [path for path in objects(lake) if path.endswith(".partial")]
    assert staged
    seen = []
    write(made, on_progress=seen.append, resume=True)
    assert seen[0].rows == 500  # the users need not be made again
    assert verify(made, values=True) == ()
    assert not any(path.endswith(".partial") for path in objects(lake))


RUN = """
import sys
from smelt_datagen import loads, plan, write
write(plan(loads(sys.argv[1]), output=sys.argv[2], seed=int(sys.argv[3]), rows_per_file=100))
"""


def test_a_run_that_is_killed_leaves_the_old_data_or_the_new(lake):
    """Kill 30 runs at random moments; each time the next command finds one of both, whole."""
    wanted = {}
    for seed in (1, 2):
        write(planned(lake, seed=seed, rows_per_file=100))
        wanted[seed] = objects(lake)
    began = time.monotonic()
    process = subprocess.run([sys.executable, "-c", RUN, CONFIG, lake, "1"], check=True)
    took = time.monotonic() - began
    moments = random.Random(1)  # noqa: S311 (of moments)
    current, outcomes = 1, []
    for number in range(30):
        following = 3 - current
        process = subprocess.Popen([sys.executable, "-c", RUN, CONFIG, lake, str(following)])
        try:
            process.wait(took * moments.uniform(0.3, 1.05))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
        folder = RemoteFolder(lake)
        access.remove([folder / "users" / LOCK, folder / "orders" / LOCK])
        there = objects(lake)
        readable = {path: digest for path, digest in there.items() if ".smelt_datagen-" not in path}
        if not any(path.endswith(JOURNAL) for path in there):
            assert readable in wanted.values(), number
        # any command finishes what has happened; what is staged without a journal is no reader's
        current = next(seed for seed in (current, following) if _is_whole(lake, seed))
        outcomes.append(current)
    assert len(set(outcomes)) == 2


def _is_whole(lake, seed):
    return verify(planned(lake, seed=seed, rows_per_file=100)) == ()


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        ("AWS_SECRET_ACCESS_KEY", "wrong", "access is denied (SignatureDoesNotMatch)"),
        ("AWS_ACCESS_KEY_ID", "NOBODY", "access is denied (InvalidAccessKeyId)"),
        ("AWS_ENDPOINT_URL", None, "the store does not answer"),
    ],
)
def test_what_the_store_refuses_is_one_line_without_a_secret(
    lake, tmp_path, monkeypatch, variable, value, message
):
    if value is None:
        with socket.socket() as nobody:
            nobody.bind(("127.0.0.1", 0))
            value = f"http://127.0.0.1:{nobody.getsockname()[1]}"
    monkeypatch.setenv(variable, value)
    bucket_of.cache_clear()
    (tmp_path / "datagen.yaml").write_text(CONFIG)
    began = time.monotonic()
    command = [sys.executable, "-m", "smelt_datagen", "--config", "datagen.yaml", "-o", lake]
    result = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, env=os.environ, check=False
    )
    assert time.monotonic() - began < 30
    assert result.returncode == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"error: {lake}/orders/{LOCK}: ")
    assert message in line
    assert SECRET not in line


def test_a_missing_bucket_is_named(lake):
    with pytest.raises(OutputError) as failure:
        write(planned(lake.replace("lake", "pond")))
    assert str(failure.value).endswith(f"{LOCK}: there is no such bucket")


def test_a_profile_is_as_good_as_the_environment(lake, tmp_path, monkeypatch):
    key, secret = os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_SECRET_ACCESS_KEY"]
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    (tmp_path / "credentials").write_text(
        f"[data]\naws_access_key_id = {key}\naws_secret_access_key = {secret}\n"
    )
    (tmp_path / "config").write_text("[profile data]\nregion = us-east-1\n")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_PROFILE", "data")
    bucket_of.cache_clear()
    write(planned(lake))
    monkeypatch.setenv("AWS_PROFILE", "dat")
    bucket_of.cache_clear()
    with pytest.raises(OutputError, match="the profile 'dat'"):
        write(planned(lake))


class Counting:
    """A module that counts the calls of its functions that are a request each."""

    def __init__(self, module):
        self._module, self.calls = module, 0

    def __getattr__(self, name):
        found = getattr(self._module, name)
        if name in ("get", "put", "copy", "open_writer", "list", "delete"):
            self.calls += 1
        return found


def test_a_file_is_at_most_three_requests(lake, monkeypatch):
    counting = Counting(obstore)
    monkeypatch.setattr(access, "obstore", lambda: counting)
    text = CONFIG.replace("rows_per_file: 1000", "rows_per_file: 100")
    write(planned(lake, text))
    assert len(planned(lake, text)["orders"].parts) == 60
    assert counting.calls <= 2 * 60 + 40  # what is once a run and dataset
    fresh = counting.calls
    write(planned(lake, text))
    assert counting.calls - fresh <= 3 * 60


def test_pyarrow_reads_what_lies_there(lake, server):
    write(planned(lake))
    store = fs.S3FileSystem(
        access_key=os.environ["AWS_ACCESS_KEY_ID"],
        secret_key=os.environ["AWS_SECRET_ACCESS_KEY"],
        endpoint_override=server.removeprefix("http://"),
        scheme="http",
        region="us-east-1",
    )
    path = f"{lake.removeprefix('s3://')}/users/data.parquet"
    assert pq.read_table(path, filesystem=store).equals(to_table(planned(lake)["users"]))
