"""regex."""

import json
import re
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from smelt_datagen import ConfigError

from ..make import assert_shares, planned, problems, values
from .expressions import PATTERNS


def texts(pattern, rows=1000, unique="false"):
    quoted = json.dumps(pattern, ensure_ascii=False)
    return values(f"{{ type: regex, pattern: {quoted}, unique: {unique} }}", rows)


def problem(pattern, unique="false"):
    quoted = json.dumps(pattern, ensure_ascii=False)
    ((path, message),) = problems(f"{{ type: regex, pattern: {quoted}, unique: {unique} }}")
    return *path, message


@settings(max_examples=100)
@given(PATTERNS)
def test_every_text_matches_the_pattern(pattern):
    compiled = re.compile(pattern)
    assert all(compiled.fullmatch(text) for text in texts(pattern, 50))


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("", [""]),
        ("abc", ["abc"]),
        ("^abc$", ["abc"]),
        ("a{3}", ["aaa"]),
        ("a{0}b", ["b"]),
        ("[ab]", ["a", "b"]),
        ("[a-c-]", ["-", "a", "b", "c"]),
        ("[^!-~]", [" "]),
        ("a?", ["", "a"]),
        ("a{,2}", ["", "a", "aa"]),
        ("a{1,2}b?", ["a", "aa", "aab", "ab"]),
        ("(a|bc)d", ["ad", "bcd"]),
        ("a|", ["", "a"]),
        ("(?:x|y){2}", ["xx", "xy", "yx", "yy"]),
        ("(?P<word>hi|ho)", ["hi", "ho"]),
        (r"\x41\u00e4\t\.\\", ["Aä\t.\\"]),
        ("a{1,2}?", ["a", "aa"]),
        ("}]-", ["}]-"]),
        ("[]]", ["]"]),
        (r"[\]\-^]", ["-", "]", "^"]),
        ("🙂[äö]", ["🙂ä", "🙂ö"]),
    ],
)
def test_all_texts_of_a_pattern(pattern, expected):
    assert sorted(set(texts(pattern))) == expected


def test_classes_have_every_character_that_python_knows_in_ascii():
    for pattern in (r"\d", r"\D", r"\w", r"\W", r"\s", r"\S", ".", "[^a-f]"):
        found = sorted(set(texts(pattern, 20_000)))
        printable = map(chr, range(0x20, 0x7F))
        assert found == [letter for letter in printable if re.fullmatch(pattern, letter)]


def test_alternatives_are_equally_likely_whatever_they_are():
    found = Counter(text[0] for text in texts("a|b[0-9]{3}|(c|cc|ccc)", 30_000))
    assert_shares([found[letter] for letter in "abc"], [1 / 3] * 3)


def test_lengths_are_equally_likely():
    found = Counter(map(len, texts("[a-z]{2,9}", 40_000)))
    assert_shares([found[length] for length in range(2, 10)], [1 / 8] * 8)


def test_characters_are_uniform_and_independent():
    found = Counter(texts("[ab][cd]x[01]", 16_000))
    assert_shares(list(found.values()), [1 / 8] * 8)
    long = texts("[ab]{20}", 4000)  # more than one draw
    for first, second in ((0, 1), (13, 14), (14, 15), (0, 19)):
        pairs = Counter(text[first] + text[second] for text in long)
        assert_shares([pairs[pair] for pair in ("aa", "ab", "ba", "bb")], [1 / 4] * 4)


def test_a_pattern_of_few_texts_is_categorical():
    kind = planned("{ type: regex, pattern: '[A-Z]{2}' }").bound.members["value"].column.type
    assert kind.dictionary.to_pylist()[:3] == ["AA", "AB", "AC"]
    assert len(kind.dictionary) == 26 * 26


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("ab*", "at character 3, '*' has no bound: say how often at most, as in {0,10}"),
        ("(ab)+", "at character 5, '+' has no bound: say how often at most, as in {1,10}"),
        ("a{2,}", "at character 2, '{2,}' has no bound: say how often at most, as in {2,10}"),
        ("a{x}", "at character 2, '{' begins no repetition, as {3} or {2,5}: write '\\{'"),
        ("a{3,2}", "at character 2, '{3,2}' repeats at least 3 and at most 2 times"),
        ("a{1001}", "at character 2, '{1001}' repeats more than 1,000 times"),
        ("a{2}{3}", "at character 5, '{' repeats a repetition: put that into a group"),
        ("a??+", "at character 4, '+' repeats a repetition"),
        ("?a", "at character 1, '?' has nothing to repeat: write '\\?' for the character"),
        ("a(b", "at character 2, the group is not closed"),
        ("ab)", "at character 3, ')' closes no group: write '\\)' for the character"),
        ("[ab", "at character 1, the class is not closed"),
        ("a[z-a]", "at character 3, 'z-a' is no range: it ends before it begins"),
        (r"[a-\d]", "at character 2, 'a-\\d' is no range: it has more than one character"),
        ("[^ -~]", "at character 1, the class has no character"),
        ("a^b", "at character 2, '^' stands where no text begins: write '\\^'"),
        ("a$b", "at character 2, '$' stands where no text ends: write '\\$'"),
        (r"a\bc", "at character 2, '\\b' is not known here (known: \\d \\w"),
        (r"(a)\1", "at character 4, '\\1' is not known here"),
        (r"a\xg0", "at character 2, '\\x' needs 2 hexadecimal digits of a character"),
        (r"\ud800", "at character 1, '\\u' needs 4 hexadecimal digits of a character"),
        ("a\\", "at character 2, a backslash ends the pattern"),
        ("(?=a)", "at character 1, '(?=' begins no group that is known"),
        ("(?i)a", "at character 1, '(?i' begins no group that is known"),
        ("(" * 51, "at character 51, groups stand more than 50 deep in each other"),
        ("(a{1000}){2}", "makes texts of up to 1,000 characters: the longest has 2,000"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(pattern, message):
    where, found = problem(pattern)
    assert where == "pattern"
    assert found.startswith(message)


@settings(max_examples=80)
@given(PATTERNS)
def test_unique_texts_are_unique_and_match(pattern):
    generator = (
        f"{{ type: regex, pattern: {json.dumps(pattern, ensure_ascii=False)}, unique: true }}"
    )
    for rows in (300, 7, 1):
        try:
            found = values(generator, rows)
        except ConfigError:
            continue  # which patterns are refused is tested below, and in test_ambiguity
        assert len(set(found)) == rows
        assert all(re.fullmatch(pattern, text) for text in found)


@pytest.mark.parametrize(
    ("pattern", "count"),
    [
        ("[A-Z]{2}", 676),
        ("a{1,3}|b[01]{2}", 7),
        ("(a|b){0,3}", 15),
        ("x?y?z?", 8),
        (r"\d-(a|bc)", 20),
    ],
)
def test_as_many_rows_as_there_are_texts_have_them_all(pattern, count):
    assert len(set(texts(pattern, count, "true"))) == count
    (_, message) = problem(pattern, "true")
    assert message == (
        f"the pattern makes {count} different texts, which is too few for 1,000 rows"
    )


@pytest.mark.parametrize(
    "pattern", ["[a-z0-9]{16}", "([a-z]{5}-){4}x{0,3}", r"(\w{30}|-\d{30}){1,4}"]
)
def test_patterns_of_more_texts_than_can_be_counted_are_unique_as_well(pattern):
    found = texts(pattern, 5000, "true")
    assert len(set(found)) == 5000
    assert all(re.fullmatch(pattern, text) for text in found)


@pytest.mark.parametrize("pattern", ["[A-Z]{3}-[0-9]{4}", "(a|b[0-9]{2,20}){1,20}-[a-z]{20}"])
@pytest.mark.parametrize("unique", ["true", "false"])
def test_rows_do_not_depend_on_one_another(pattern, unique):
    dataset = planned(f"{{ type: regex, pattern: '{pattern}', unique: {unique} }}", 40_000).bound
    some = np.array([39_999, 5, 5, 35_000, 0])
    whole = dataset.range(0, 40_000).column("value")
    assert dataset.rows(some).column("value").to_pylist() == [
        whole[int(row)].as_py() for row in some
    ]


@pytest.mark.parametrize(
    ("pattern", "shown"),
    [
        ("a|a", "such as what begins with 'a'"),
        ("a?a?", "such as what begins with 'a'"),
        ("(a|ab)(c|bc)", "such as what begins with 'abc'"),
        ("[a-f]{1,2}[f-z]{1,2}", "such as what begins with 'aff'"),
        ("(a?){2}", "such as what begins with 'a'"),
        ("(a?){1,2}b", "a part of it can be empty in two ways"),
        ("(|)[a-z]{9}", "a part of it can be empty in two ways"),
    ],
)
def test_patterns_that_make_a_text_in_two_ways_cannot_be_unique(pattern, shown):
    where, message = problem(pattern, "true")
    assert where == "unique"
    assert message.startswith("the pattern can make one text in two ways, ")
    assert message.endswith(shown)
