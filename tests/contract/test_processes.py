"""The same values in every process, on any number of threads."""

import json

import pyarrow.parquet as pq
import pytest
from smelt_datagen import Plan, to_table, write
from smelt_datagen.execution import row_width

from ..child import run_python
from . import cases

ROWS = 9000
"""More than two row groups, which are made small here, and many blocks."""


@pytest.fixture(scope="module")
def digests():
    return cases.digests()


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_a_fresh_process_makes_the_same_values(hash_seed, digests):
    found = json.loads(run_python(cases.__file__, PYTHONHASHSEED=hash_seed))
    assert found == digests


def written(folder, workers, monkeypatch, rows=1 << 12, **keys):
    """Write everything, `rows` at a time; return every file's bytes by its path below `folder`."""
    plan = cases.everything(ROWS, output=str(folder), **keys)
    selected = Plan((plan,), (plan,), order=None)  # which no thread asks for
    monkeypatch.setattr(row_width, "BLOCK_ROWS", rows)
    write(selected, workers=workers)
    return {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*.parquet")}


@pytest.mark.parametrize(
    "keys",
    [
        pytest.param({}, id="one file"),
        pytest.param(
            {"partition": {"column": "day", "start": "2024-01-01", "days": 7}}, id="a file per day"
        ),
    ],
)
def test_the_number_of_workers_does_not_matter(keys, tmp_path, monkeypatch):
    alone = written(tmp_path / "alone", 1, monkeypatch, **keys)
    together = written(tmp_path / "together", 3, monkeypatch, **keys)
    assert len(alone) == (7 if keys else 1)
    assert alone.keys() == together.keys()
    for file, content in alone.items():
        assert content == together[file], file


def test_files_hold_what_a_table_holds(tmp_path, monkeypatch):
    written(tmp_path / "files", 3, monkeypatch, rows=999)
    table = pq.read_table(tmp_path / "files")
    assert table.equals(to_table(cases.everything(ROWS, output=str(tmp_path / "files"))))
