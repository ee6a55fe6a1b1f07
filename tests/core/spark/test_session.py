"""Spark reads a config's datasets as data frames: the same values as everywhere else."""

import datetime
import decimal
import pathlib

import pytest
import smelt_datagen
import smelt_datagen.spark
from smelt_datagen import load, loads, plan, to_table

pytestmark = pytest.mark.spark

RETAIL = pathlib.Path(__file__).parents[3] / "examples" / "retail_analytics" / "datagen.yaml"
SCALE = 0.002
TYPES = """
native_types: true
datasets:
  - name: things
    output: things
    num_rows: 1000
    columns:
      - { name: id, generator: { type: sequential_id } }
      - { name: day, generator: { type: date, start: "2024-01-01", end: "2024-03-01" } }
      - name: at
        generator: { type: timestamp, start: "2024-01-01T00:00:00", end: "2024-03-01T00:00:00" }
      - name: cents
        data_type: decimal(12, 2)
        generator: { type: uniform_int, min: 0, max: 99 }
      - { name: small, data_type: uint8, generator: { type: uniform_int, min: 0, max: 256 } }
      - { name: large, data_type: uint64, generator: { type: uniform_int, min: 0, max: 99 } }
      - name: maybe
        generator: { type: optional, prob: 0.5, inner: { type: uniform_float, min: 0, max: 1 } }
      - name: tags
        generator:
          type: list
          item: { type: one_of, values: [a, b] }
          min_items: 0
          max_items: 4
      - name: place
        generator:
          type: struct
          fields:
            zip: { type: uniform_int, min: 10000, max: 99999 }
            note: { type: optional, prob: 0.5, inner: { type: constant, value: near } }
"""


@pytest.fixture
def read(spark):
    smelt_datagen.spark.register(spark)

    def frame(config, dataset, **options):
        options = {"config": str(config), "dataset": dataset, **options}
        return spark.read.format("smelt_datagen").options(**options)

    return frame


@pytest.mark.parametrize(
    "name", ["customers", "products", "stores", "orders", "order_items", "web_events"]
)
def test_a_dataset_has_the_values_and_the_schema_of_its_table(read, name):
    wanted = to_table(plan(load(RETAIL), scale_factor=SCALE)[name])
    frame = read(RETAIL, name, scale_factor=SCALE).load()
    assert frame.toArrow().equals(wanted)
    nullable = {field.name: field.nullable for field in frame.schema}
    assert nullable == {field.name: field.nullable for field in wanted.schema}


def test_seed_and_scale_factor_and_partitions_are_options(read):
    frame = read(RETAIL, "orders", partitions=7, seed=5, scale_factor=SCALE).load()
    wanted = to_table(plan(load(RETAIL), seed=5, scale_factor=SCALE)["orders"])
    assert frame.toArrow().equals(wanted)
    assert frame.rdd.getNumPartitions() == 7
    assert not wanted.equals(to_table(plan(load(RETAIL), scale_factor=SCALE)["orders"]))


def test_dates_decimals_and_nested_values_are_sparks_own(read):
    frame = read(TYPES, "things", partitions=3).load()
    assert {field.name: field.dataType.simpleString() for field in frame.schema} == {
        "id": "bigint",
        "day": "date",
        "at": "timestamp_ntz",
        "cents": "decimal(12,2)",
        "small": "smallint",
        "large": "decimal(20,0)",
        "maybe": "double",
        "tags": "array<string>",
        "place": "struct<zip:bigint,note:string>",
    }
    wanted = to_table(plan(loads(TYPES))["things"])
    assert frame.toArrow().to_pylist() == wanted.to_pylist()
    first = frame.orderBy("id").first()
    assert isinstance(first["day"], datetime.date)
    assert isinstance(first["at"], datetime.datetime)
    assert isinstance(first["cents"], decimal.Decimal)


def test_a_schema_may_name_some_columns_only(read):
    frame = read(TYPES, "things").schema("small smallint, id bigint").load()
    wanted = to_table(plan(loads(TYPES))["things"]).select(["small", "id"])
    assert frame.toArrow().to_pylist() == wanted.to_pylist()


def test_sql_finds_it(read):
    read(TYPES, "things").load().createOrReplaceTempView("things")
    table = to_table(plan(loads(TYPES))["things"])
    (found,) = (
        read(TYPES, "things")
        .load()
        .sparkSession.sql("SELECT count(maybe) AS known, sum(place.zip) AS zips FROM things")
        .collect()
    )
    assert found["known"] == 1000 - table["maybe"].null_count
    assert found["zips"] == sum(place["zip"] for place in table["place"].to_pylist())


def test_an_error_of_the_config_is_an_error_of_the_analysis(read):
    from pyspark.errors import AnalysisException  # noqa: PLC0415 (where it is installed)

    for config, dataset, message in (
        (TYPES, "thing", "there is no dataset 'thing', did you mean 'things'?"),
        ("nowhere.yaml", "things", "nowhere.yaml: cannot be read"),
    ):
        with pytest.raises(AnalysisException) as caught:
            read(config, dataset).load()
        assert message in str(caught.value)
    with pytest.raises(AnalysisException) as caught:
        read(TYPES, "things").schema("idd bigint").load().collect()
    assert "there is no column 'idd', did you mean 'id'?" in str(caught.value)


def test_spark_finds_the_format_by_itself(spark):
    session = spark.newSession()  # where nothing is registered
    frame = session.read.format("smelt_datagen").option("config", TYPES).load()
    assert frame.count() == 1000
