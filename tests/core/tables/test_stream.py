"""A plan is a stream of Arrow's C interface: what reads one takes it as it is."""

import threading
import tracemalloc

import pyarrow as pa
import pytest
from smelt_datagen import to_table
from smelt_datagen.execution.cores import THREADS

from ..helpers import dataset, plan_of
from .recorded import PLAN, ROWS, WHOLE, WIDE, made


def test_arrow_reads_a_plan_as_a_table():
    assert pa.table(PLAN).equals(WHOLE)
    assert pa.schema(PLAN).equals(PLAN.schema, check_metadata=True)


def test_another_schema_may_be_asked_for():
    wanted = pa.schema([(field.name, field.type) for field in PLAN.schema])
    wanted = wanted.set(1, pa.field("r", pa.int32()))
    found = pa.table(PLAN, wanted)
    assert found.schema == wanted
    assert found["r"].to_pylist() == WHOLE["r"].to_pylist()


def test_nothing_is_made_before_it_is_read():
    made()
    reader = pa.RecordBatchReader.from_stream(WIDE)
    assert made() == {}
    assert reader.read_next_batch().num_rows < ROWS
    assert made()["a"] <= ROWS


def ours():
    return {one for one in threading.enumerate() if one.name.startswith(THREADS)}


def test_a_reader_that_is_dropped_leaves_no_thread():
    before = ours()
    reader = pa.RecordBatchReader.from_stream(plan_of(dataset(num_rows=1_000_000_000))["users"])
    assert reader.read_next_batch()["n"][0].as_py() == 0
    begun = ours() - before
    reader.close()
    del reader
    for thread in begun:
        thread.join(timeout=30)
        assert not thread.is_alive()


def test_a_generator_that_fails_says_so_in_its_turn():
    failing = {"name": "n", "generator": {"type": "failing", "row": 400}}
    reader = pa.RecordBatchReader.from_stream(
        plan_of(dataset(num_rows=500, columns=[failing]))["users"]
    )
    with pytest.raises(pa.ArrowInvalid, match="GeneratorError: dataset 'users', column 'n'"):
        reader.read_next_batch()


def test_memory_follows_blocks_and_not_rows():
    reader = pa.RecordBatchReader.from_stream(plan_of(dataset(num_rows=20_000_000))["users"])
    tracemalloc.start()
    total = sum(batch.num_rows for batch in reader)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert total == 20_000_000
    assert peak < 32 << 20  # of 160 MB


def test_duckdb_queries_a_plan_by_its_name():
    duckdb = pytest.importorskip("duckdb")
    users = PLAN
    found = duckdb.sql("SELECT sum(r), count(maybe), count(*) FROM users").fetchall()
    known = ROWS - WHOLE["maybe"].null_count
    assert found == [(sum(WHOLE["r"].to_pylist()), known, users.row_count)]


def test_polars_and_pandas_read_a_plan():
    polars, pandas = pytest.importorskip("polars"), pytest.importorskip("pandas")
    assert polars.DataFrame(PLAN).equals(polars.DataFrame(WHOLE))
    assert polars.from_arrow(to_table(PLAN)).schema == polars.DataFrame(PLAN).schema
    if not hasattr(pandas.DataFrame, "from_arrow"):
        pytest.skip("needs pandas 3")
    assert pandas.DataFrame.from_arrow(PLAN).equals(pandas.DataFrame.from_arrow(WHOLE))
