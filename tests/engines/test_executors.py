"""Files made elsewhere: the same bytes, whoever makes them, and whatever becomes of the workers."""

import hashlib
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import attrs
import pytest
from smelt_datagen import OutputError, UnknownNameError, discover, loads, plan, verify, write
from smelt_datagen.output.file_tasks import make_files, tasks
from smelt_datagen.output.staging import Staging

CONFIG = """
datasets:
  - name: users
    output: users
    num_rows: 2000
    columns:
      - { name: id, generator: { type: sequential_id } }
      - { name: u, generator: { type: uuid } }
  - name: orders
    output: orders
    num_rows: 9000
    rows_per_file: 1000
    partition: { column: day, start: 2024-01-01, days: 2 }
    columns:
      - { name: id, generator: { type: sequential_id } }
      - { name: user, generator: { type: foreign_key, dataset: users, column: id } }
      - name: at
        generator: { type: timestamp, start: 2024-01-01T00:00:00, end: 2024-02-01T00:00:00 }
    redelivery:
      { fraction: 0.05, arrival_column: at, delay_seconds: { type: uniform_int, min: 1, max: 9 } }
"""

PLUGIN = """
import os
import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import arrow_array
from smelt_datagen.plugin import Generator, generator, param

@generator("mine.square", example="{ type: mine.square }")
class Square(Generator):
    '''The square of a row's number, but for one at which the process ends.'''

    deadly: int = param("The row.", default=-1)
    data_type = pa.int64()

    def generate(self, block):
        numbers = block.rows.index.astype(np.int64)
        if (numbers == self.deadly).any():
            os._exit(9)
        return arrow_array(numbers**2)
"""
MINE = """
datasets:
  - name: squares
    output: squares
    num_rows: 40
    rows_per_file: 10
    columns: [{ name: n, generator: { type: mine.square } }]
"""


def digests(folder):
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(Path(folder).rglob("*"))
        if file.is_file()
    }


@pytest.fixture(scope="module")
def wanted(tmp_path_factory):
    folder = tmp_path_factory.mktemp("threads")
    write(plan(loads(CONFIG), output=folder), workers=2)
    return digests(folder)


@pytest.mark.parametrize("executor", ["threads", "processes", "dask"])
def test_files_have_the_same_bytes_whoever_makes_them(tmp_path, executor, wanted):
    if executor == "dask":
        pytest.importorskip("distributed")
    seen = []
    planned = plan(loads(CONFIG), output=tmp_path)
    written = write(planned, workers=2, executor=executor, on_progress=seen.append)
    assert digests(tmp_path) == wanted
    assert [one.files for one in written] == [1, 10]
    last = {one.dataset: (one.rows, one.total_rows) for one in seen}
    assert last == {"users": (2000, 2000), "orders": (9450, 9450)}


def test_any_executor_of_the_standard_library_will_do(tmp_path, wanted):
    with ThreadPoolExecutor(3) as executor:
        write(plan(loads(CONFIG), output=tmp_path), executor=executor)
        assert executor.submit(int).result() == 0  # it is the caller's, and still there
    assert digests(tmp_path) == wanted


def test_a_dask_worker_that_is_killed_costs_time_only(tmp_path):
    distributed = pytest.importorskip("distributed")
    many = CONFIG.replace("rows_per_file: 1000", "rows_per_file: 7")
    write(plan(loads(many), output=tmp_path / "threads"), workers=2)
    killed = []

    def kill_one(progress):
        if progress.dataset == "orders" and progress.rows and not killed:
            ids = client.run(os.getpid)
            killed.append(next(iter(ids.values())))
            os.kill(killed[0], signal.SIGKILL)

    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0"
        ) as cluster,
        distributed.Client(cluster, set_as_default=False) as client,
    ):
        planned = plan(loads(many), output=tmp_path / "dask")
        address = cluster.scheduler_address.removeprefix("tcp://")
        write(planned, executor=f"dask://{address}", on_progress=kill_one)
    assert killed
    assert digests(tmp_path / "dask") == digests(tmp_path / "threads")


@pytest.fixture
def mine(tmp_path):
    file = tmp_path / "mine.py"
    file.write_text(PLUGIN)
    return discover([file])


def test_plugins_that_are_files_reach_the_workers(tmp_path, mine):
    planned = plan(loads(MINE), output=tmp_path, plugins=mine)
    write(planned, workers=2, executor="processes")
    assert verify(planned, values=True) == ()


def test_a_worker_that_dies_ends_the_run_and_replaces_nothing(tmp_path, mine):
    write(plan(loads(MINE), output=tmp_path, plugins=mine))
    before = digests(tmp_path)
    deadly = loads(MINE.replace("mine.square }", "mine.square, deadly: 25 }"))
    with pytest.raises(OutputError, match="a worker died") as failure:
        write(plan(deadly, output=tmp_path, plugins=mine), workers=2, executor="processes")
    assert failure.value.__notes__ == ["nothing was replaced"]
    assert digests(tmp_path) == before


def test_a_worker_with_other_versions_is_refused(tmp_path):
    planned = plan(loads(CONFIG), output=tmp_path)
    (task, *_) = tasks(planned, planned["users"], Staging(tmp_path, "run"), [0])
    other = attrs.evolve(task, facts={**task.facts, "pyarrow": "1.0", "plugin acme": "2.0"})
    with pytest.raises(OutputError) as failure:
        make_files(other)
    assert "a worker has other versions than its caller: pyarrow" in str(failure.value)
    assert "plugin acme none, not 2.0" in str(failure.value)


def test_tasks_have_several_small_files_or_one_large(tmp_path):
    planned = plan(loads(CONFIG), output=tmp_path, rows_per_file=7)
    made = [*tasks(planned, planned["orders"], Staging(tmp_path, "run"), range(200))]
    assert [task.numbers for task in made] == [
        range(64 * i, min(64 * i + 64, 200)) for i in range(4)
    ]
    skipped = [*tasks(planned, planned["orders"], Staging(tmp_path, "run"), [1, 2, 5])]
    assert [task.numbers for task in skipped] == [range(1, 3), range(5, 6)]


def test_names_that_no_plugin_has(tmp_path):
    with pytest.raises(UnknownNameError, match="no executor 'dusk', did you mean 'dask'"):
        write(plan(loads(CONFIG), output=tmp_path), executor="dusk")
    with pytest.raises(OutputError, match="processes have no address"):
        write(plan(loads(CONFIG), output=tmp_path), executor="processes://here")
    assert [*tmp_path.iterdir()] == []


def test_a_missing_extra_says_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "ray", None)
    with pytest.raises(OutputError, match=r"pip install 'smelt-datagen\[ray\]'"):
        write(plan(loads(CONFIG), output=tmp_path), executor="ray")


@pytest.mark.ray
def test_ray_makes_the_same_files(tmp_path, wanted):
    pytest.importorskip("ray", reason="Ray is not installed: pip install --group ray")
    write(plan(loads(CONFIG), output=tmp_path), workers=2, executor="ray")
    assert digests(tmp_path) == wanted
