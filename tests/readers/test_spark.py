"""What is written is read by Spark, folder-wise and with no flag."""

import pyarrow as pa
import pytest
from smelt_datagen import loads, plan, to_table, write

from .test_readers import DAYS, figures
from .test_types import OPTIONAL, PLUGINS, ROWS, TYPES

pytestmark = pytest.mark.spark

WITHOUT = {name for name in TYPES if name.startswith("time ")} | {
    "timestamp ns",
    "large_list",  # of timestamps in nanoseconds
    "struct",  # with one
}
"""Types that Spark 4 refuses to read: times of day and nanoseconds."""


def by_spark(spark, folder):
    return spark.read.parquet(str(folder)).toArrow()


def test_every_column_of_the_partitioned_dataset_is_read_as_made(spark, orders, table):
    found = by_spark(spark, orders.folder)
    assert sorted(found.column_names) == sorted(table.column_names)
    for name in orders.columns:
        assert figures(found.column(name)) == figures(table.column(name)), name
    assert sorted(set(found["order_date"].to_pylist())) == DAYS
    by_number = found.sort_by("order_id").select(table.column_names)
    assert by_number.to_pylist() == table.to_pylist()


def test_a_dataset_in_one_file_is_read_as_made(spark, customers):
    found = by_spark(spark, customers.folder)
    made = to_table(customers)
    assert found.column_names == made.column_names
    for name in made.column_names:
        assert figures(found.column(name)) == figures(made.column(name)), name


def test_the_values_of_every_other_type_are_read(spark, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = sorted(TYPES.keys() - WITHOUT)
    columns = [f"{{ name: {name}, generator: {OPTIONAL.format(name)} }}" for name in names]
    text = (
        f"datasets: [{{ name: t, output: t, num_rows: {ROWS}, columns: [{', '.join(columns)}] }}]"
    )
    made = plan(loads(text), plugins=PLUGINS)
    write(made, workers=1)
    wanted, found = to_table(made["t"]), by_spark(spark, tmp_path / "t")
    assert found.num_rows == ROWS
    for name in names:
        assert found[name].null_count == wanted[name].null_count > 0, name
        if pa.types.is_integer(TYPES[name]):
            values = [None if value is None else int(value) for value in found[name].to_pylist()]
            assert values == wanted[name].to_pylist(), name
        elif not pa.types.is_duration(TYPES[name]) and TYPES[name] != pa.timestamp("us", "UTC"):
            assert found[name].to_pylist() == wanted[name].to_pylist(), name
