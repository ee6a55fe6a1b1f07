"""What is written is read, folder-wise and with no flag, by every common reader."""

import datetime

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from smelt_datagen import to_table

DAYS = [datetime.date(2024, 2, 25) + datetime.timedelta(days=i) for i in range(9)]


@pytest.fixture
def duckdb():
    return pytest.importorskip("duckdb")


@pytest.fixture
def pl():
    return pytest.importorskip("polars")


def by_duckdb(folder):
    duckdb = pytest.importorskip("duckdb")
    return duckdb.sql(f"FROM '{folder}/**/*.parquet'").to_arrow_table()


def by_polars(folder):
    pl = pytest.importorskip("polars")
    return pl.read_parquet(f"{folder}/**/*.parquet", hive_partitioning=True).to_arrow()


def by_polars_lazily(folder):
    pl = pytest.importorskip("polars")
    return pl.scan_parquet(f"{folder}/**/*.parquet", hive_partitioning=True).collect().to_arrow()


def by_pandas(folder):
    pd = pytest.importorskip("pandas")
    return pa.Table.from_pandas(pd.read_parquet(folder, dtype_backend="pyarrow"))


def by_pyarrow(folder):
    return pq.read_table(folder)


def by_pyarrow_dataset(folder):
    return ds.dataset(folder, format="parquet", partitioning="hive").to_table()


every_reader = pytest.mark.parametrize(
    "read",
    [by_duckdb, by_polars, by_polars_lazily, by_pandas, by_pyarrow, by_pyarrow_dataset],
    ids=lambda read: read.__name__,
)


def figures(column):
    """Return what all readers must agree on: nulls, distinct values, and the sum of numbers."""
    values = column.combine_chunks()
    if pa.types.is_dictionary(values.type):
        values = values.dictionary_decode()
    is_number = pa.types.is_integer(values.type)
    return {
        "rows": len(values),
        "nulls": values.null_count,
        "distinct": pc.count_distinct(values).as_py(),
        "sum": pc.sum(values).as_py() if is_number else None,
        "least": pc.min(values).as_py(),
        "largest": pc.max(values).as_py(),
    }


@every_reader
def test_every_column_of_the_partitioned_dataset_is_read_as_made(read, orders, table):
    found = read(orders.folder)
    assert sorted(found.column_names) == sorted(table.column_names)
    for name in orders.columns:
        assert figures(found.column(name)) == figures(table.column(name)), name


@every_reader
def test_the_partition_column_has_the_day_of_every_row(read, orders, table):
    found = read(orders.folder)
    days = [str(day) for day in found.column("order_date").to_pylist()]
    numbers = found.column("order_id").to_pylist()
    made = dict(
        zip(
            table.column("order_id").to_pylist(),
            table.column("order_date").to_pylist(),
            strict=True,
        )
    )
    assert dict(zip(numbers, days, strict=True)) == {key: str(day) for key, day in made.items()}
    assert sorted(set(days)) == [str(day) for day in DAYS]


@every_reader
def test_a_dataset_in_one_file_is_read_as_made(read, customers):
    found = read(customers.folder)
    made = to_table(customers)
    assert found.num_rows == 5000
    assert found.column_names == made.column_names
    for name in made.column_names:
        assert figures(found.column(name)) == figures(made.column(name)), name


def test_types_are_plain(orders):
    schema = pq.read_schema(orders.parts[0].file)
    assert schema.equals(orders.file_schema)
    assert "order_date" not in schema.names
    assert schema.metadata is None or b"ARROW:schema" not in schema.metadata
    required = {field.name for field in schema if not field.nullable}
    assert required == set(orders.columns) - {"reason", "rating"}


def test_polars_reads_the_partition_column_as_a_date_and_prunes_by_it(orders, pl):
    lazily = pl.scan_parquet(f"{orders.folder}/**/*.parquet", hive_partitioning=True)
    assert lazily.collect_schema()["order_date"] == pl.Date
    day = lazily.filter(pl.col("order_date") == datetime.date(2024, 2, 29)).collect()
    assert len(day) == orders.parts[4].row_count


def test_duckdb_reads_the_partition_column_as_a_date(orders, duckdb):
    found = duckdb.sql(
        f"FROM '{orders.folder}/**/*.parquet' "
        "SELECT any_value(typeof(order_date)), count(*) WHERE order_date = DATE '2024-02-29'"
    ).fetchall()
    assert found == [("DATE", orders.parts[4].row_count)]


def test_pyarrow_filters_by_the_partition_column(orders):
    found = pq.read_table(orders.folder, filters=[("order_date", "=", "2024-02-29")])
    assert found.num_rows == orders.parts[4].row_count


def test_foreign_keys_all_resolve(orders, customers, duckdb):
    found = duckdb.sql(
        f"""
        FROM '{orders.folder}/**/*.parquet' o
        LEFT JOIN '{customers.folder}/data.parquet' c USING (customer_id)
        SELECT count(*) FILTER (WHERE c.name IS NULL), count(*)
        """
    ).fetchall()
    assert found == [(0, 40_007)]


def test_days_hold_their_share_of_the_rows(orders, duckdb):
    counts = duckdb.sql(
        f"FROM '{orders.folder}/**/*.parquet' "
        "SELECT order_date, count(*), min(order_id) GROUP BY 1 ORDER BY 1"
    ).fetchall()
    bounds = [i * 40_007 // 9 for i in range(10)]
    assert counts == [(day, bounds[i + 1] - bounds[i], bounds[i] + 1) for i, day in enumerate(DAYS)]
