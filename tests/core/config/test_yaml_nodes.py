"""YAML 1.2 core scalars, and nothing more clever."""

import math

import pytest
from smelt_datagen.config import yaml_nodes
from smelt_datagen.config.yaml_nodes import BeyondLimitError, compose, read_scalar


def read(text):
    return read_scalar(compose(text))


@pytest.mark.parametrize(
    "text",
    [
        "NO",
        "no",
        "No",
        "yes",
        "on",
        "Off",
        "y",
        "n",
        "tRUE",
        "12:30",
        "12:30:45",
        "1_000",
        "1,000",
        "0b101",
        "0o8",
        "0x",
        "0xG",
        "+0x1F",
        "2024-01-01",
        "2024-01-01T00:00:00",
        "1e",
        "e5",
        ".",
        "+",
        "1.2.3",
        "inf",
        "nan",
        "+.nan",
        ".Nan",
        "NUll",
        "nil",
        "None",
        "~~",
        "=",
    ],
)
def test_what_is_no_core_scalar_is_a_string(text):
    assert read(text) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("True", True),
        ("TRUE", True),
        ("false", False),
        ("False", False),
        ("FALSE", False),
        ("0", 0),
        ("12", 12),
        ("-7", -7),
        ("+7", 7),
        ("007", 7),
        ("0o17", 15),
        ("0x1F", 31),
        ("0xff", 255),
        ("9223372036854775808", 2**63),
        ("1.5", 1.5),
        ("-1.5", -1.5),
        ("+.5", 0.5),
        ("1.", 1.0),
        ("1e3", 1000.0),
        ("1E-2", 0.01),
        ("1.5e+3", 1500.0),
        (".inf", math.inf),
        (".Inf", math.inf),
        (".INF", math.inf),
        ("+.inf", math.inf),
        ("-.inf", -math.inf),
        ("null", None),
        ("Null", None),
        ("NULL", None),
        ("~", None),
    ],
)
def test_core_scalars_have_their_type(text, value):
    found = read(text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("text", [".nan", ".NaN", ".NAN"])
def test_not_a_number_is_a_float(text):
    assert math.isnan(read(text))


def test_an_empty_value_is_null():
    (_key, value) = compose("key:").value[0]
    assert read_scalar(value) is None


@pytest.mark.parametrize("text", ["'true'", '"12"', "'null'", '""', "'~'", "!!str 12", "| \n  1"])
def test_what_is_quoted_or_tagged_a_string_is_one(text):
    assert isinstance(read(text), str)


@pytest.mark.parametrize(
    ("text", "value"), [("!!int '12'", 12), ("!!float 1", 1.0), ("!!bool 'true'", True)]
)
def test_a_core_tag_says_the_type(text, value):
    found = read(text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("text", ["!!int x", "!!int 1.5", "!!float x", "!!int ''"])
def test_text_that_is_not_of_its_tag_is_an_error(text):
    with pytest.raises(ValueError, match=r"."):
        read(text)


@pytest.mark.parametrize("text", ["!mine x", "!!timestamp 2024-01-01", "!!python/name:os.system x"])
def test_an_unknown_tag_is_an_error(text):
    with pytest.raises(KeyError):
        read(text)


@pytest.mark.parametrize("text", ["", "# only a comment", "\n\n"])
def test_a_text_without_a_document_has_no_root(text):
    assert compose(text) is None


def beyond(text):
    """Return in which way a text goes beyond a limit, and the line and column where."""
    with pytest.raises(BeyondLimitError) as error:
        compose(text)
    return error.value.words, (error.value.mark.line, error.value.mark.column)


def test_nesting_is_measured(monkeypatch):
    monkeypatch.setattr(yaml_nodes, "DEEPEST", 5)
    assert compose("[" * 5 + "]" * 5) is not None
    assert compose("[" * 5 + "1" + "]" * 5) is not None
    assert beyond("[" * 6 + "]" * 6) == ("is nested more than 5 levels deep", (0, 5))


def test_siblings_do_not_add_to_nesting(monkeypatch):
    monkeypatch.setattr(yaml_nodes, "DEEPEST", 3)
    assert compose("[[], [], [{}, {}], []]") is not None


def test_values_are_counted_before_they_are_composed(monkeypatch):
    monkeypatch.setattr(yaml_nodes, "MOST_VALUES", 10)
    assert compose(f"[{'1, ' * 19}]") is not None
    assert beyond(f"[{'1, ' * 20}]") == ("has more than 10 values", (0, 58))


def test_a_text_within_the_limits_is_parsed_once(monkeypatch):
    monkeypatch.setattr(yaml_nodes, "_limit_hit", None)  # the second look, which would fail
    assert len(compose(f"[{'[{a: 1}], ' * 100}]").value) == 100
