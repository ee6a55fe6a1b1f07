"""Escapes of strings in JSON, against Python's json."""

import json

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from smelt_datagen_builtin.json.escaping import escaped

NASTY = st.text(st.sampled_from('"\\/\b\f\n\r\t\0\x01\x1f\x7f\x80uä€😀 a'), max_size=8)
TEXTS = st.lists(st.none() | st.text(max_size=8) | NASTY, max_size=12)


def by_json(text):
    return None if text is None else json.dumps(text, ensure_ascii=False)[1:-1]


@pytest.mark.parametrize(
    ("character", "escape"),
    [
        ('"', '\\"'),
        ("\\", "\\\\"),
        ("\b", "\\b"),
        ("\f", "\\f"),
        ("\n", "\\n"),
        ("\r", "\\r"),
        ("\t", "\\t"),
        ("\0", "\\u0000"),
        ("\x0b", "\\u000b"),
        ("\x1f", "\\u001f"),
        ("/", "/"),
        ("\x7f", "\x7f"),
        ("é", "é"),
        ("\u2028", "\u2028"),
        ("😀", "😀"),
    ],
)
def test_only_quotes_backslashes_and_controls_are_escaped(character, escape):
    found = escaped(pa.array([f"a{character}b", character, "plain"]))
    assert found.to_pylist() == [f"a{escape}b", escape, "plain"]


def test_every_control_character_has_its_escape():
    texts = [chr(code) for code in range(0x20)]
    assert escaped(pa.array(["".join(texts)])).to_pylist() == [by_json("".join(texts))]


@given(TEXTS)
def test_escapes_are_those_of_json_and_nulls_stay_nulls(texts):
    found = escaped(pa.array(texts, pa.utf8()))
    found.validate(full=True)
    assert found.to_pylist() == [by_json(text) for text in texts]


@given(TEXTS, st.integers(0, 12), st.integers(0, 12))
def test_only_a_slice_is_looked_at_where_there_is_one(texts, start, count):
    found = escaped(pa.array(texts, pa.utf8()).slice(start, count))
    assert found.to_pylist() == [by_json(text) for text in texts[start : start + count]]


def test_an_escape_is_not_escaped_again():
    assert escaped(pa.array(['\\"', "\\n", "\\\n"])).to_pylist() == ['\\\\\\"', "\\\\n", "\\\\\\n"]


def test_texts_without_special_characters_are_returned_as_they_are():
    texts = pa.array(["plain", "", "é/'"])
    assert escaped(texts) is texts
