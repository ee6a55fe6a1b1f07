"""Booleans as we encode them: readers get the values, bounds are as from pyarrow."""

import numpy as np
import pyarrow as pa
import pytest

from ..files import chunk, own_file, pyarrow_file, statistics, values


def drawn(share, nulls=0.0, count=5003):
    random = np.random.Generator(np.random.PCG64(1))
    return pa.array(random.random(count) < share, mask=random.random(count) < nulls)


@pytest.mark.parametrize("compression", ["snappy", "zstd", "none"])
@pytest.mark.parametrize("nulls", [0, 0.3, 1])
@pytest.mark.parametrize("share", [0, 0.01, 0.5, 1])
def test_readers_get_the_values_and_bounds_are_those_of_pyarrow(
    tmp_path, share, nulls, compression
):
    array = drawn(share, nulls)
    file = own_file({"a": array}, compression=compression, blocks=3)
    assert values(file) == array.to_pylist()
    expected = pyarrow_file({"a": array}, compression=compression)
    assert statistics(file) == statistics(expected)
    assert {*chunk(file).encodings} == {*chunk(expected).encodings}
    assert len(file) <= 1.03 * len(expected)
    path = tmp_path / "a.parquet"
    path.write_bytes(file)
    polars, duckdb = pytest.importorskip("polars"), pytest.importorskip("duckdb")
    assert polars.read_parquet(path)["a"].to_list() == array.to_pylist()
    rows = duckdb.sql(f"select a from '{path}'").fetchall()  # noqa: S608 (our own)
    assert [row[0] for row in rows] == array.to_pylist()
