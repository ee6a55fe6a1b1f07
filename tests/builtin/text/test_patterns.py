"""The template language of string_pattern."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st
from smelt_datagen_builtin.text.patterns import Placeholder, parse


def unparsed(parts):
    """Return a template that means `parts`."""
    text = ""
    for part in parts:
        if isinstance(part, str):
            text += part.replace("{", "{{").replace("}", "}}")
        else:
            text += (
                f"{{{part.name}}}"
                if part.arguments is None
                else f"{{{part.name}:{part.arguments}}}"
            )
    return text


def test_literals_and_placeholders():
    assert parse("a{x}b{y:1-2}") == [
        "a",
        Placeholder("x", None, 0),
        "b",
        Placeholder("y", "1-2", 1),
    ]


def test_an_empty_argument_is_not_none():
    assert parse("{x:}{x}") == [Placeholder("x", "", 0), Placeholder("x", None, 1)]


def test_nothing_comes_of_nothing():
    assert parse("") == []


def test_literals_are_never_two_in_a_row():
    assert parse("a{{b}}c{ d }") == ["a{b}c{ d }"]


@settings(max_examples=100)
@given(st.text("{}ab_:1, ", max_size=20))
def test_text_outside_of_placeholders_is_kept(template):
    parts = parse(template)
    assert all(parts)
    kinds = [type(part) for part in parts]
    assert (str, str) not in set(itertools.pairwise(kinds))
    slots = [part for part in parts if isinstance(part, Placeholder)]
    assert [slot.position for slot in slots] == list(range(len(slots)))
    assert parse(unparsed(parts)) == parts


@given(st.text(max_size=30))
def test_any_text_can_be_written_literally(text):
    assert "".join(map(str, parse(text.replace("{", "{{").replace("}", "}}")))) == text
