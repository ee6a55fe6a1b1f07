"""Spark lacks some of Arrow's types: others that hold all their values stand for them."""

import pyarrow as pa
import pytest
from smelt_datagen.spark.arrow_types import spark_schema

TYPES = [
    (pa.int64(), pa.int64()),
    (pa.uint8(), pa.int16()),
    (pa.uint16(), pa.int32()),
    (pa.uint32(), pa.int64()),
    (pa.uint64(), pa.decimal128(20, 0)),
    (pa.decimal128(15, 2), pa.decimal128(15, 2)),
    (pa.date32(), pa.date32()),
    (pa.timestamp("s"), pa.timestamp("us")),
    (pa.timestamp("ns", "Europe/Paris"), pa.timestamp("us", "UTC")),
    (pa.time32("s"), pa.time64("us")),
    (pa.duration("ms"), pa.duration("us")),
    (pa.large_utf8(), pa.utf8()),
    (pa.binary(16), pa.binary()),
    (pa.large_list(pa.uint8()), pa.list_(pa.field("element", pa.int16()))),
    (
        pa.struct([pa.field("a", pa.list_(pa.timestamp("s")), nullable=False)]),
        pa.struct(
            [pa.field("a", pa.list_(pa.field("element", pa.timestamp("us"))), nullable=False)]
        ),
    ),
]


@pytest.mark.parametrize(("made", "taken"), TYPES, ids=str)
@pytest.mark.parametrize("nullable", [True, False])
def test_a_column_is_of_a_type_that_spark_has(made, taken, nullable):
    found = spark_schema(pa.schema([pa.field("c", made, nullable)]))
    assert found.equals(pa.schema([pa.field("c", taken, nullable)]))
