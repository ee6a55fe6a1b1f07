"""How messages name what was found, and what the user may have meant."""

import pytest
from smelt_datagen.messages import expected, quote
from smelt_datagen.plugin import near_names


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (False, "false"),
        (5, "5"),
        (1.5, "1.5"),
        ("a", '"a"'),
        ("", '""'),
        ([1], "a list"),
        ((1,), "a list"),
        ([], "an empty list"),
        ((), "an empty list"),
        ({"a": 1}, "a mapping"),
        ({}, "an empty mapping"),
    ],
)
def test_values_are_named_as_yaml_has_them(value, text):
    assert quote(value) == text


@pytest.mark.parametrize("value", ["x" * 59, "x" * 1000, 10**100])
def test_a_long_value_is_cut_to_60_characters(value):
    found = quote(value)
    assert len(found) == 60
    assert found.endswith("…")


def test_60_characters_are_not_cut():
    assert quote("x" * 58) == f'"{"x" * 58}"'


def test_an_expectation_says_what_was_found():
    assert expected("an integer", "x") == 'expected an integer, found "x"'


KNOWN = ["uniform_int", "uniform_float", "date", "Users"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("uniform_in", ", did you mean 'uniform_int' or 'uniform_float'?"),
        ("dates", ", did you mean 'date'?"),
        ("DATE", ", did you mean 'date'?"),
        ("users", ", did you mean 'Users'?"),
        ("zzz", " (known: Users, date, uniform_float, uniform_int)"),
        ("", " (known: Users, date, uniform_float, uniform_int)"),
    ],
)
def test_the_nearest_names_are_offered_or_else_all(name, text):
    assert near_names(name, KNOWN) == text


def test_two_near_names_are_both_offered():
    assert near_names("uniform_", KNOWN) in (
        ", did you mean 'uniform_int' or 'uniform_float'?",
        ", did you mean 'uniform_float' or 'uniform_int'?",
    )


def test_names_that_differ_by_case_only_are_both_offered():
    assert near_names("uSERS", ["Users", "users"]) == ", did you mean 'Users' or 'users'?"


def test_three_near_names_are_the_most():
    assert near_names("ab", ["ab1", "ab2", "ab3", "ab4"]).count("'ab") == 3


def test_without_names_nothing_is_offered():
    assert near_names("a", []) == ""


def test_a_long_list_is_cut_and_counted():
    text = near_names("zzz", [f"a{i:02}" for i in range(13)])
    assert text.endswith("a11, … (13 in all))")
    assert "a12" not in text
    assert near_names("zzz", [f"a{i:02}" for i in range(12)]).endswith("a11)")


def test_the_order_of_the_names_does_not_matter():
    assert near_names("dat", KNOWN) == near_names("dat", reversed(KNOWN))
