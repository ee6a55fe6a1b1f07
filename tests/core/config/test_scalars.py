"""YAML scalars as parameter values: exactly the type that is asked for."""

import datetime

import pytest
from smelt_datagen.config.scalars import LEAVES, Wrong
from smelt_datagen.plugin import Scalar, Seed

DATE, TIMESTAMP = datetime.date, datetime.datetime

ACCEPTED = [
    (str, "12", "12"),
    (str, "", ""),
    (bool, True, True),
    (bool, False, False),
    (int, 0, 0),
    (int, -(2**63), -(2**63)),
    (int, 2**63 - 1, 2**63 - 1),
    (float, 1.5, 1.5),
    (float, 1, 1.0),
    (float, -0.0, -0.0),
    (float, 2**53, 2.0**53),
    (Seed, 0, 0),
    (Seed, 2**64 - 1, 2**64 - 1),
    (DATE, "2024-02-29", datetime.date(2024, 2, 29)),
    (DATE, "0001-01-01", datetime.date(1, 1, 1)),
    (DATE, "9999-12-31", datetime.date(9999, 12, 31)),
    (TIMESTAMP, "2024-02-29T23:59:59", datetime.datetime(2024, 2, 29, 23, 59, 59)),
    (Scalar, "12", "12"),
    (Scalar, True, True),
    (Scalar, 1, 1),
    (Scalar, 1.0, 1.0),
]

REFUSED = [
    (str, 12, "expected a string, found 12: write it in quotes"),
    (str, 1.5, "expected a string, found 1.5: write it in quotes"),
    (str, True, "expected a string, found true: write it in quotes"),
    (str, None, "expected a string, found null"),
    (str, ["a"], "expected a string, found a list"),
    (str, {}, "expected a string, found an empty mapping"),
    (bool, "true", 'expected true or false, found "true"'),
    (bool, 1, "expected true or false, found 1"),
    (bool, None, "expected true or false, found null"),
    (int, "12", 'expected an integer, found "12"'),
    (int, 3.9, "expected an integer, found 3.9"),
    (int, 3.0, "expected an integer, found 3.0"),
    (int, True, "expected an integer, found true"),
    (int, None, "expected an integer, found null"),
    (int, 2**63, "must fit in 64 bits, from -2^63 to 2^63 - 1 (found 9223372036854775808)"),
    (int, -(2**63) - 1, "must fit in 64 bits"),
    (float, "1.5", 'expected a number, found "1.5"'),
    (float, True, "expected a number, found true"),
    (float, None, "expected a number, found null"),
    (float, float("inf"), "must be finite (found .inf)"),
    (float, float("-inf"), "must be finite (found -.inf)"),
    (float, float("nan"), "must be finite (found .nan)"),
    (float, 10**400, "must fit in 64 bits"),
    (Seed, -1, "must be from 0 to 2^64 - 1 (found -1)"),
    (Seed, 2**64, "must be from 0 to 2^64 - 1 (found 18446744073709551616)"),
    (Seed, 1.0, "expected an integer, found 1.0"),
    (Seed, True, "expected an integer, found true"),
    (DATE, "2024-1-1", 'expected a date as YYYY-MM-DD, found "2024-1-1"'),
    (DATE, "20240101", "expected a date as YYYY-MM-DD"),
    (DATE, "2024-01-01T00:00:00", "expected a date as YYYY-MM-DD"),
    (DATE, "2024-01-01\n", "expected a date as YYYY-MM-DD"),
    (DATE, " 2024-01-01", "expected a date as YYYY-MM-DD"),
    (DATE, "\u0662\u0660\u0662\u0664-01-01", "expected a date as YYYY-MM-DD"),
    (DATE, 20240101, "expected a date as YYYY-MM-DD, found 20240101"),
    (DATE, "2023-02-29", 'there is no such date: "2023-02-29"'),
    (DATE, "0000-01-01", 'there is no such date: "0000-01-01"'),
    (TIMESTAMP, "2024-01-01", "expected a timestamp as YYYY-MM-DDTHH:MM:SS"),
    (TIMESTAMP, "2024-01-01 00:00:00", "expected a timestamp as YYYY-MM-DDTHH:MM:SS"),
    (TIMESTAMP, "2024-01-01T00:00:00Z", "expected a timestamp as YYYY-MM-DDTHH:MM:SS"),
    (TIMESTAMP, "2024-01-01T00:00", "expected a timestamp as YYYY-MM-DDTHH:MM:SS"),
    (TIMESTAMP, "2024-01-01T24:00:00", "there is no such time"),
    (TIMESTAMP, "2024-01-01T23:59:60", "there is no such time"),
    (TIMESTAMP, None, "expected a timestamp as YYYY-MM-DDTHH:MM:SS, found null"),
    (Scalar, None, "expected a string, a number, true or false, found null"),
    (Scalar, [1], "expected a string, a number, true or false, found a list"),
    (Scalar, 2**63, "must fit in 64 bits"),
    (Scalar, float("nan"), "must be finite (found .nan)"),
]


def name(value):
    return str(value)[:30]


@pytest.mark.parametrize(("as_type", "value", "wanted"), ACCEPTED, ids=name)
def test_a_value_of_the_type_is_taken_as_it_is(as_type, value, wanted):
    found = LEAVES[as_type](value, as_type)
    assert found == wanted
    assert type(found) is type(wanted)


@pytest.mark.parametrize(("as_type", "value", "message"), REFUSED, ids=name)
def test_nothing_is_coerced(as_type, value, message):
    with pytest.raises(Wrong) as error:
        LEAVES[as_type](value, as_type)
    assert str(error.value).startswith(message)
