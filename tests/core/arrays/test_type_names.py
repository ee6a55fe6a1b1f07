"""The names of types in a config."""

import re

import pyarrow as pa
import pytest
from smelt_datagen.arrays.type_names import NAMES, PATTERN, PLAIN, type_name, type_named


@pytest.mark.parametrize("name", PLAIN)
def test_a_name_and_its_type_lead_to_each_other(name):
    assert type_name(type_named(name)) == name
    assert re.fullmatch(PATTERN, name)


@pytest.mark.parametrize("text", ["decimal(12, 2)", "decimal(12,2)"])
def test_a_decimal_has_its_digits(text):
    assert type_named(text).equals(pa.decimal128(12, 2))
    assert type_name(pa.decimal128(12, 2)) == "decimal(12, 2)"
    assert re.fullmatch(PATTERN, text)


def test_a_time_zone_may_stand_close():
    assert type_named("timestamp[us,UTC]").equals(pa.timestamp("us", "UTC"))


@pytest.mark.parametrize(
    "text", ["decimal(39, 0)", "decimal(0, 0)", "decimal(3, 4)", "decimal", "int", "INT64", ""]
)
def test_what_is_no_type_is_none(text):
    assert type_named(text) is None


def test_the_list_of_names_has_the_decimal():
    assert NAMES[-1] == "decimal(p, s)"


def test_arrows_name_stands_for_types_without_one():
    assert type_name(pa.binary()) == "binary"
