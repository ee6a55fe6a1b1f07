"""Values as JSON text: every type that a generator, also a third party's, can give."""

import datetime
import decimal
import json
import math
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from smelt_datagen import ConfigError, Plugins, to_table
from smelt_datagen.arrays import arrow_array, code_type, dictionary_array, numpy_dtype
from smelt_datagen.plugin import Column, ColumnType, Generator, generator
from smelt_datagen.plugins.registry import Plugin

from ...core.helpers import ACME, dataset, plan_of, problems_of
from ..make import PLUGINS


class Listed(Column):
    """The values of a list, row by row; categorical if they are its dictionary."""

    def __init__(self, array, *, categorical=False, **facts):
        dictionary = array if categorical else None
        self.type = ColumnType(array.type, bool(array.null_count), dictionary, **facts)
        self._array = array

    def generate(self, block):
        if self.type.dictionary is not None:
            return dictionary_array(block.index.astype(code_type(len(self._array))), self._array)
        return self._array.take(pa.array(block.index))


def planned(array, template="%s", **options):
    """Plan one row per value, made by a third party's generator inside a json_object."""

    @generator("acme.listed", example="{ type: acme.listed }", output="any")
    class AcmeListed(Generator):
        """Values that the test gives."""

        def bind(self, scope):  # noqa: ARG002 (the protocol's)
            return Listed(array, **options)

    plugins = Plugins((*PLUGINS.found, Plugin(ACME, (AcmeListed,))))
    value = json.loads(template % '{ "type": "acme.listed" }')
    column = {"name": "j", "generator": {"type": "json_object", "fields": {"v": value}}}
    return plan_of(dataset(num_rows=len(array), columns=[column]), plugins=plugins)["users"]


def texts(array, template="%s", **options):
    """Return the JSON text of every value."""
    found = to_table(planned(array, template, **options)).column("j").to_pylist()
    assert all(text.startswith('{"v":') and text.endswith("}") for text in found)
    return [text[len('{"v":') : -1] for text in found]


ALWAYS = '{ "type": "optional", "prob": 1, "inner": %s }'
NEVER = '{ "type": "optional", "prob": 0, "inner": %s }'
VALUES = {
    "int8": (pa.array([-128, 0, 127], pa.int8()), ["-128", "0", "127"]),
    "int16": (pa.array([-32768, 9999, 10000], pa.int16()), ["-32768", "9999", "10000"]),
    "int64": (
        pa.array([-(2**63), 2**63 - 1, 0, -1, 10**12]),
        ["-9223372036854775808", "9223372036854775807", "0", "-1", "1000000000000"],
    ),
    "uint64": (pa.array([2**64 - 1, 0], pa.uint64()), ["18446744073709551615", "0"]),
    "float64": (
        pa.array([1.0, -0.0, 0.1, 1e-7, 123456789.0, -2.5]),
        ["1.0", "-0.0", "0.1", "1e-7", "123456789.0", "-2.5"],
    ),
    "float32": (pa.array([0.1, 3.0], pa.float32()), ["0.1", "3.0"]),
    "bool": (pa.array([True, False]), ["true", "false"]),
    "text": (pa.array(['a"b', "ä\n", "😀", ""]), ['"a\\"b"', '"ä\\n"', '"😀"', '""']),
    "large text": (pa.array(["a\\b"], pa.large_string()), ['"a\\\\b"']),
    "decimal": (
        pa.array([Decimal("1.50"), Decimal("-12345678901234567.89")], pa.decimal128(20, 2)),
        ["1.50", "-12345678901234567.89"],
    ),
    "date": (pa.array([datetime.date(2024, 2, 29)]), ['"2024-02-29"']),
    "time": (pa.array([datetime.time(1, 2, 3)], pa.time32("s")), ['"01:02:03"']),
}
every_type = pytest.mark.parametrize(("array", "wanted"), VALUES.values(), ids=VALUES)


@every_type
def test_values_have_their_json_form(array, wanted):
    assert texts(array) == wanted


@every_type
def test_optional_values_are_the_same_or_null(array, wanted):
    assert texts(array, ALWAYS) == wanted
    assert texts(array, NEVER) == ["null"] * len(array)


@every_type
def test_nulls_of_any_type_are_null(array, wanted):
    with_null = pa.concat_arrays([array, pa.nulls(1, array.type), array])
    assert texts(with_null) == [*wanted, "null", *wanted]


@every_type
def test_categorical_values_have_the_form_of_plain_ones(array, wanted):
    found = texts(array, categorical=True)
    parsed = [json.loads(text, parse_float=str) for text in found]
    if array.type == pa.float32():
        parsed = [repr(round(float(text), 6)) for text in parsed]
    if array.type == pa.float64():
        parsed, wanted = [json.loads(text) for text in found], [float(text) for text in wanted]
        assert parsed == wanted
    elif array.type != pa.float32():
        assert found == wanted
    assert texts(array, ALWAYS, categorical=True) == found
    assert texts(array, NEVER, categorical=True) == ["null"] * len(array)


@settings(max_examples=25)
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=60))
def test_floats_read_back_to_the_same_double_and_are_no_integers(numbers):
    for options in ({}, {"categorical": True}):
        array = pa.array(list(dict.fromkeys(numbers)) if options else numbers, pa.float64())
        found = texts(array, **options)
        assert all("." in text or "e" in text for text in found)
        wanted = array.to_pylist()
        assert [math.copysign(1, json.loads(text)) for text in found] == [
            math.copysign(1, number) for number in wanted
        ]
        assert [json.loads(text) for text in found] == wanted


@pytest.mark.parametrize(
    "number", [9999999999.0, 1e10, 1e14, 999999999999999.0, 1e15, 1e16, 2.0**53, 1e21, 1e22, 5e-324]
)
def test_floats_at_the_border_of_the_exponent(number):
    (text,) = texts(pa.array([number]))
    assert json.loads(text) == number
    assert isinstance(json.loads(text), float)
    assert sum(character.isdigit() for character in text.split("e")[0].removesuffix(".0")) <= 17


@pytest.mark.parametrize("data_type", [pa.float32(), pa.float64()], ids=str)
def test_what_is_no_number_is_null(data_type):
    numbers = np.array([math.nan, math.inf, -math.inf, 1.0], numpy_dtype(data_type))
    array = arrow_array(numbers)
    assert texts(array) == ["null", "null", "null", "1.0"]


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_null_in_a_dictionary_too(number):
    assert texts(pa.array([number, 1.0]), categorical=True) == ["null", "1.0"]


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_timestamps_are_strings_that_iso_8601_knows(unit):
    time = datetime.datetime(2024, 2, 29, 1, 2, 3)
    (text,) = texts(pa.array([time], pa.timestamp(unit)))
    assert datetime.datetime.fromisoformat(json.loads(text)) == time


@pytest.mark.parametrize("categorical", [False, True])
def test_json_text_is_embedded_and_not_encoded_again(categorical):
    array = pa.array(['{"a":[1,2]}', "[]", '"x"'])
    options = {"categorical": categorical, "format": "json"}
    assert texts(array, **options) == ['{"a":[1,2]}', "[]", '"x"']
    assert texts(array, ALWAYS, **options) == ['{"a":[1,2]}', "[]", '"x"']
    assert texts(array, NEVER, **options) == ["null"] * 3


NESTED = [
    pa.array([[1, None, -3], [], None, [7]]),
    pa.array([[0.5, 2.0], None], pa.large_list(pa.float64())),
    pa.array([["a", 'q"'], None, [None]]),
    pa.array([[[1], [2, 3]], [[]], [None], None]),
    pa.array([{"a": 1, "b": "x"}, {"a": None, "b": None}, None]),
    pa.array([{"a": [{"c": True}, None], "d": {"e": 1}}, None, {"a": None, "d": None}]),
    pa.array([{"a": 1}], pa.struct([pa.field("a", pa.int8(), nullable=False)])),
]


@pytest.mark.parametrize("array", NESTED, ids=lambda array: str(array.type))
def test_lists_and_structs_are_arrays_and_objects(array):
    assert [json.loads(text) for text in texts(array)] == array.to_pylist()
    assert "".join(texts(array)) == "".join(
        json.dumps(value, separators=(",", ":")) for value in array.to_pylist()
    )
    if len(array) > 1:
        assert texts(array.slice(1)) == texts(array)[1:]
    if array.null_count:
        assert texts(array, NEVER) == ["null"] * len(array)


def test_integers_use_their_bounds_and_do_not_need_them():
    array = pa.array([-5, 70_000, 3])
    for bounds in (None, (-5, 70_000), (-(10**6), 10**9)):
        assert texts(array, bounds=bounds) == ["-5", "70000", "3"]


NO_FORM = {
    "bytes": pa.array([b"a"]),
    "bytes in a list": pa.array([[b"a"]]),
    "bytes in a struct": pa.array([{"a": b"a"}]),
}


@pytest.mark.parametrize("categorical", [False, True], ids=["plain", "categorical"])
@pytest.mark.parametrize("array", NO_FORM.values(), ids=NO_FORM)
@pytest.mark.parametrize(
    ("template", "below"),
    [
        ("%s", ""),
        (ALWAYS, ""),
        ('{ "type": "json_object", "fields": { "w": %s } }', ".fields.w"),
        ('{ "type": "json_array", "item": %s, "min_items": 0, "max_items": 1 }', ".item"),
    ],
    ids=["field", "optional", "object", "array"],
)
def test_a_type_without_json_form_is_an_error_at_its_field(array, template, below, categorical):
    with pytest.raises(ConfigError) as error:
        planned(array, template, categorical=categorical)
    place = f"datasets[users].columns[j].generator.fields.v{below}"
    assert problems_of(error) == [f"{place}: gives {array.type}, which has no JSON form"]


def test_decimals_keep_all_their_digits():
    number = Decimal("0.10000000000000000000000000000000000001")
    with decimal.localcontext(prec=50):
        assert texts(pa.array([number], pa.decimal128(38, 38))) == [str(number)]
