"""words."""

from collections import Counter
from itertools import permutations, product

import pytest

from ..make import assert_shares, problems, values


def texts(parameters, rows=1000):
    return values(f"{{ type: words, {parameters} }}", rows)


def problem(parameters):
    ((path, message),) = problems(f"{{ type: words, {parameters} }}")
    return ".".join(map(str, path)), message


def test_numbers_of_words_are_equally_likely_and_so_are_words():
    found = [
        text.split(" ") for text in texts("words: [a, b, c], min_words: 2, max_words: 5", 40_000)
    ]
    lengths = Counter(map(len, found))
    assert_shares([lengths[length] for length in range(2, 6)], [1 / 4] * 4)
    for place in range(5):
        words = Counter(text[place] for text in found if len(text) > place)
        assert_shares([words[word] for word in "abc"], [1 / 3] * 3)
    pairs = Counter(text[0] + text[1] for text in found)
    assert_shares([pairs["".join(pair)] for pair in product("abc", repeat=2)], [1 / 9] * 9)


def test_a_word_that_is_listed_twice_counts_twice():
    found = Counter(texts("words: [a, b, a], max_words: 1", 20_000))
    assert_shares([found["a"], found["b"]], [2 / 3, 1 / 3])


def test_one_word_is_the_least_unless_it_is_said():
    assert {len(text.split()) for text in texts("words: lorem, max_words: 3")} == {1, 2, 3}


@pytest.mark.parametrize("name", ["lorem", "english"])
def test_lists_that_come_with_it(name):
    words = Counter(texts(f"words: {name}, max_words: 1", 50_000))
    assert {"lorem": 150, "english": 800}[name] < len(words) < 1000
    assert all(word.isalpha() and word.islower() and word.isascii() for word in words)


def test_distinct_words_are_so_and_all_orders_are_equally_likely():
    found = Counter(
        texts("words: [a, b, c, d], min_words: 3, max_words: 3, distinct: true", 48_000)
    )
    expected = [" ".join(words) for words in permutations("abcd", 3)]
    assert_shares([found[text] for text in expected], [1 / 24] * 24)


def test_distinct_texts_may_have_all_words():
    found = texts("words: [x, y, z], min_words: 1, max_words: 3, distinct: true", 20_000)
    assert_shares([Counter(map(len, found))[size] for size in (1, 3, 5)], [1 / 3] * 3)
    assert len(set(found)) == 3 + 6 + 6


@pytest.mark.parametrize(
    ("parameters", "count"),
    [
        ("words: [a, b, c], min_words: 1, max_words: 3", 39),
        ("words: [a, b, c], min_words: 2, max_words: 3, distinct: true", 12),
        ("words: [a, b, c], max_words: 1", 3),
    ],
)
def test_unique_texts_are_all_that_there_are(parameters, count):
    assert len(set(texts(f"{parameters}, unique: true", count))) == count
    assert problem(f"{parameters}, unique: true") == (
        "unique",
        f"the list makes {count} different texts, which is too few for 1,000 rows",
    )


@pytest.mark.parametrize("distinct", ["true", "false"])
def test_long_unique_texts(distinct):
    parameters = f"words: english, min_words: 5, max_words: 30, distinct: {distinct}, unique: true"
    found = texts(parameters, 20_000)
    assert len(set(found)) == 20_000
    if distinct == "true":
        assert all(len(set(text.split())) == len(text.split()) for text in found)


def test_rows_do_not_depend_on_one_another():
    parameters = "words: lorem, min_words: 1, max_words: 9, distinct: true"
    assert texts(parameters, 100) == texts(parameters, 50_000)[:100]


@pytest.mark.parametrize(
    ("parameters", "where", "message"),
    [
        ("words: [], max_words: 3", "words", "must have at least one word"),
        (
            "words: lorm, max_words: 3",
            "words",
            "there is no list of words 'lorm', did you mean 'lorem'?",
        ),
        (
            "words: [a], min_words: 4, max_words: 3",
            "min_words",
            "must be at most max_words (got 4, max_words is 3)",
        ),
        (
            "words: [a, a], max_words: 2, distinct: true",
            "distinct",
            "the list has the word 'a' twice",
        ),
        (
            "words: [a, b], max_words: 3, distinct: true",
            "max_words",
            "3 distinct words need a longer list: there are 2",
        ),
        (
            "words: english, max_words: 101, distinct: true",
            "max_words",
            "must be at most 100 if words are distinct",
        ),
        ("words: [a, a], max_words: 2, unique: true", "unique", "the list has the word 'a' twice"),
        (
            "words: [a, a b], max_words: 2, unique: true",
            "unique",
            (
                "the list has 'a b', a word with a space or an empty one: "
                "texts of other words could be the same"
            ),
        ),
        ("words: lorem, max_words: 1001", "max_words", "must be at most 1000 (found 1001)"),
    ],
)
def test_what_is_wrong_is_said_at_the_parameter(parameters, where, message):
    assert problem(parameters) == (where, message)
