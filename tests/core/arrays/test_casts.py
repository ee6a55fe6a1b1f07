"""Values as another type: as they were, or an error with the place."""

import datetime
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from smelt_datagen.arrays.casts import Unfit, exact_cast
from smelt_datagen.arrays.type_names import PLAIN, type_named

SECONDS = pa.timestamp("s")
MOMENT = datetime.datetime(2024, 2, 29, 13, 14, 15)
EARLIER = datetime.datetime(1969, 12, 31, 23, 59, 59)


def made(array, name):
    return exact_cast(array.type, type_named(name))(array).to_pylist()


@pytest.mark.parametrize(
    ("array", "name", "wanted"),
    [
        (pa.array([1, None, -5]), "int8", [1, None, -5]),
        (pa.array([0, 1, None]), "bool", [False, True, None]),
        (pa.array([True, False]), "uint8", [1, 0]),
        (pa.array([3, -(2**53)]), "float64", [3.0, -(2.0**53)]),
        (pa.array([0.1]), "float32", [0.10000000149011612]),
        (pa.array([0.125, 2.675, None]), "decimal(5, 2)", [Decimal("0.13"), Decimal("2.67"), None]),
        (pa.array([7, -7]), "decimal(3, 2)", [Decimal("7.00"), Decimal("-7.00")]),
        (pa.array(["1.5"]), "decimal(3, 2)", [Decimal("1.50")]),
        (pa.array(["2024-02-29", None]), "date", [MOMENT.date(), None]),
        (pa.array(["13:14:15"]), "time", [MOMENT.time()]),
        (pa.array(["2024-02-29T13:14:15"]), "timestamp[ms]", [MOMENT]),
        (pa.array([MOMENT, EARLIER], SECONDS), "date", [MOMENT.date(), EARLIER.date()]),
        (pa.array([MOMENT, EARLIER], SECONDS), "time", [MOMENT.time(), EARLIER.time()]),
        (pa.array([MOMENT], SECONDS), "timestamp[us]", [MOMENT]),
        (
            pa.array([MOMENT], SECONDS),
            "timestamp[us, UTC]",
            [MOMENT.replace(tzinfo=datetime.UTC)],
        ),
        (pa.array([MOMENT], SECONDS), "string", ["2024-02-29T13:14:15"]),
        (pa.array([MOMENT], pa.timestamp("us")), "string", ["2024-02-29T13:14:15.000000"]),
        (pa.array([MOMENT.date()]), "timestamp[s]", [datetime.datetime(2024, 2, 29)]),
        (pa.array([Decimal("1.50")], pa.decimal128(3, 2)), "string", ["1.50"]),
        (pa.array([Decimal("1.00")], pa.decimal128(3, 2)), "int8", [1]),
        (pa.nulls(2), "decimal(3, 2)", [None, None]),
    ],
)
def test_values_stay_as_they_are(array, name, wanted):
    assert made(array, name) == wanted


@pytest.mark.parametrize(
    ("array", "name"),
    [
        (pa.array([1, None, 128, 129]), "int8"),
        (pa.array([1, None, -1]), "uint64"),
        (pa.array([1, 0, 2]), "bool"),
        (pa.array([0, 0, 2**53 + 1]), "float64"),
        (pa.array([1.0, 2.0, 2.5]), "int64"),
        (pa.array([1.0, 2.0, float("nan")]), "int64"),
        (pa.array([1.0, 2.0, 1e39]), "float32"),
        (pa.array([9.99, None, 9.999]), "decimal(3, 2)"),
        (pa.array([1, 9, 10]), "decimal(3, 2)"),
        (pa.array(["1", None, "1.234"]), "decimal(3, 2)"),
        (pa.array(["1", None, "x"]), "int8"),
        (pa.array(["2024-02-29", None, "2023-02-29"]), "date"),
        (pa.array(["00:00:00", None, "24:00:00"]), "time"),
        (pa.array([Decimal("1.00"), None, Decimal("1.01")], pa.decimal128(3, 2)), "int8"),
        (pa.array([Decimal("1.00"), None, Decimal("1.01")], pa.decimal128(3, 2)), "decimal(2, 1)"),
        (pa.array([0, None, 1], pa.timestamp("ms")), "timestamp[s]"),
    ],
)
def test_the_first_value_that_does_not_fit_is_found(array, name):
    with pytest.raises(Unfit) as error:
        made(array, name)
    assert error.value.position == 2


def test_types_that_have_nothing_to_do_have_no_cast():
    for source, target in [("int64", "date"), ("bool", "float64"), ("date", "time")]:
        assert exact_cast(type_named(source), type_named(target)) is None
    assert exact_cast(pa.binary(), pa.utf8()) is None


@pytest.mark.parametrize("source", [*PLAIN, "decimal(9, 3)"])
def test_no_cast_of_one_that_is_there_fails_otherwise(source):
    for target in (*PLAIN, "decimal(9, 3)"):
        cast = exact_cast(type_named(source), type_named(target))
        if cast is not None:
            nothing = cast(pa.nulls(3, type_named(source)))
            assert nothing.type.equals(type_named(target)), target
            assert nothing.null_count == 3, target
            assert len(cast(pa.nulls(0, type_named(source)))) == 0, target


@given(
    st.lists(st.none() | st.integers(-(2**63), 2**63 - 1), min_size=1),
    st.sampled_from(["int8", "int16", "int32", "uint8", "uint16", "uint32", "uint64"]),
    st.integers(0, 3),
)
def test_integers_of_slices(values, name, start):
    array = pa.array(values, pa.int64())[start:]
    limit = 2 ** int("".join(filter(str.isdigit, name)))
    low, high = (0, limit) if name.startswith("u") else (-limit // 2, limit // 2)
    wrong = [i for i, one in enumerate(values[start:]) if one is not None and not low <= one < high]
    if not wrong:
        assert made(array, name) == values[start:]
        return
    with pytest.raises(Unfit) as error:
        made(array, name)
    assert error.value.position == wrong[0]
