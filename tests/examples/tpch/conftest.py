"""TPC-H at scale factor 0.01, of both makers."""

import pytest

from . import tables

SCALE = 0.01


@pytest.fixture(scope="session")
def ours(tmp_path_factory):
    duckdb = pytest.importorskip("duckdb")
    return tables.ours(duckdb, tmp_path_factory.mktemp("ours"), SCALE)


@pytest.fixture(scope="session")
def theirs(tmp_path_factory):
    duckdb = pytest.importorskip("duckdb")
    made = tables.theirs(duckdb, tmp_path_factory.mktemp("theirs"), SCALE)
    if made is None:
        pytest.skip("needs tpchgen-cli, the benchmark's own generator")
    return made
