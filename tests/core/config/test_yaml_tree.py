"""YAML documents into values with positions: aliases, merges, duplicates, bounds."""

import pytest
from smelt_datagen import ConfigError
from smelt_datagen.config import yaml_tree
from smelt_datagen.config.yaml_tree import Mark, Tree, parse
from smelt_datagen.errors import Problem


def values(text):
    return parse(text, "f").value


def refused(text):
    """Return the one thing that is wrong, whether the rest could be read or not."""
    try:
        tree = parse(text, "f")
    except ConfigError as error:
        (line,) = error.lines
        return line
    (problem,) = tree.problems
    return tree.describe(problem)


# --- values ---


def test_nested_values_are_plain_python():
    text = "a: [1, {b: null}]\nc:\n  - x\n  - 'true'\n2: two\ntrue: yes\n"
    assert values(text) == {"a": [1, {"b": None}], "c": ["x", "true"], 2: "two", True: "yes"}


@pytest.mark.parametrize("text", ["", "\n", "# nothing"])
def test_an_empty_file_is_an_error_that_says_what_is_expected(text):
    assert refused(text).startswith("f: the file is empty: expected a mapping")


def test_an_empty_document_is_null():
    assert values("---\n...\n") is None


def test_keys_keep_the_order_of_the_text():
    assert list(values("b: 1\na: 2\nc: 3")) == ["b", "a", "c"]


# --- aliases and merges ---


def test_an_alias_is_the_value_of_its_anchor():
    assert values("a: &x [1, {b: 2}]\nc: *x") == {"a": [1, {"b": 2}], "c": [1, {"b": 2}]}


def test_own_keys_go_before_merged_ones_wherever_they_stand():
    base = "base: &b {x: 1, y: 2}\n"
    assert values(base + "m: {<<: *b, y: 3}")["m"] == {"y": 3, "x": 1}
    assert values(base + "m: {y: 3, <<: *b}")["m"] == {"y": 3, "x": 1}


def test_of_several_merged_mappings_the_first_goes_before():
    text = "a: &a {x: 1}\nb: &b {x: 2, y: 2}\nm: {<<: [*a, *b]}\nn: {<<: [*b, *a]}"
    assert values(text)["m"] == {"x": 1, "y": 2}
    assert values(text)["n"] == {"x": 2, "y": 2}


def test_merges_reach_through_merges():
    text = "a: &a {x: 1, y: 1}\nb: &b {<<: *a, y: 2}\nm: {<<: *b, z: 3}"
    assert values(text)["m"] == {"z": 3, "y": 2, "x": 1}


def test_merging_does_not_change_the_anchored_mapping():
    assert values("a: &a {x: 1}\nm: {<<: *a, x: 2}")["a"] == {"x": 1}


def test_a_quoted_merge_key_is_a_key():
    assert values("m: {'<<': 1}") == {"m": {"<<": 1}}


@pytest.mark.parametrize("source", ["5", "text", "[5]", "[[a]]", "[{a: 1}, b]"])
def test_merging_what_is_no_mapping_is_an_error(source):
    assert "merges" in refused(f"m: {{<<: {source}}}")


@pytest.mark.parametrize(
    "text", ["a: &a [*a]", "a: &a {b: *a}", "a: &a {b: {c: [*a]}}", "&a {<<: *a}", "&a [*a]"]
)
def test_an_alias_of_what_it_stands_in_is_an_error(text):
    assert "is an alias of something that it stands in" in refused(text)


def test_an_unknown_alias_is_an_error_with_its_position():
    assert refused("a: 1\nb: *nope").startswith("f:2:4: is no YAML: found undefined alias")


# --- duplicates and keys ---


@pytest.mark.parametrize(
    ("text", "place", "first"),
    [
        ("a: 1\nb: 2\na: 3", "f:3:1: a", 1),
        ("x:\n  a: 1\n  'a': 2", "f:3:3: x.a", 2),
        ("x: [{a: 1,\n a: 1}]", "f:2:2: x[0].a", 1),
        ("1: a\n0x1: b", "f:2:1: 1", 1),
    ],
)
def test_a_duplicate_key_is_an_error_that_names_the_first(text, place, first):
    key = place.rpartition(" ")[2].rpartition(".")[2]
    tree = parse(text, "f")
    (problem,) = tree.problems
    assert tree.describe(problem) == f"{place}: duplicate key '{key}' (first at line {first})"


@pytest.mark.parametrize("text", ["[a]: 1", "{a: 1}: 1", "? [a]\n: 1"])
def test_a_key_must_be_a_scalar(text):
    assert "has a key that is a list or a mapping" in refused(text)


# --- no YAML, and tags ---


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: [1, 2\n", "f:2:1: is no YAML: "),
        ("a: b: c", "f:1:5: is no YAML: "),
        ("a: 'open", "f:1:9: is no YAML: "),
        ("a: 1\n\tb: 2", "f:2:1: is no YAML: "),
        ("a: @b", "f:1:4: is no YAML: "),
        ("a: 1\n---\nb: 2", "f:2:1: is no YAML: "),
        ("a: \x07", "f:1:4: is no YAML: "),
    ],
)
def test_what_is_no_yaml_is_an_error_with_its_position(text, place):
    assert refused(text).startswith(place)


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("a: !mine 1", "!mine"),
        ("a: !mine [1]", "!mine"),
        ("a: !mine {b: 1}", "!mine"),
        ("a: !!set {b}", "!!set"),
        ("a: !!binary aGk=", "!!binary"),
        ("a: !!timestamp 2024-01-01", "!!timestamp"),
        ("a: !!python/object/apply:os.system [ls]", "!!python/object/apply:os.system"),
    ],
)
def test_an_unknown_tag_is_an_error(text, tag):
    assert refused(text) == f"f:1:4: a: has the unknown tag {tag}"


@pytest.mark.parametrize(
    "text", ["!!int x", "!!int 1.5", "!!float 1.x", "!!bool maybe", "!!bool yes", "!!null x"]
)
def test_a_scalar_that_is_not_of_its_tag_is_an_error(text):
    tag, _, word = text.partition(" ")
    assert refused(f"a: {text}") == f'f:1:4: a: is tagged {tag} but reads "{word}"'


# --- bounds ---


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "[" * 100_000 + "]" * 100_000, "{a: " * 100_000, "- " * 100_000],
    ids=["open lists", "lists", "open mappings", "block lists"],
)
def test_absurd_nesting_is_an_error(text):
    assert "is nested more than 100 levels deep" in refused(text)


def test_nesting_of_100_levels_is_fine():
    assert values("[" * 100 + "]" * 100)[0][0][0]
    assert "is nested more than 100 levels deep" in refused("[" * 101 + "]" * 101)


def bomb(levels, line, first="a0: &a0 [1]"):
    lines = [first]
    lines += [line.format(here=i, before=i - 1) for i in range(1, levels)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    "text",
    [
        bomb(12, "a{here}: &a{here} [" + "*a{before}, " * 10 + "]"),
        bomb(40, "a{here}: &a{here} {{x: *a{before}, y: *a{before}}}"),
        bomb(40, "a{here}: &a{here} {{<<: [*a{before}, *a{before}]}}", "a0: &a0 {x: 1}"),
        bomb(12, "a{here}: &a{here} {{<<: [" + "*a{before}, " * 10 + "]}}", "a0: &a0 {x: 1}"),
    ],
    ids=["lists", "mappings", "merges", "wide merges"],
)
def test_a_bomb_of_aliases_is_an_error_before_it_goes_off(text, monkeypatch):
    monkeypatch.setattr(yaml_tree, "MOST_VALUES", 10_000)
    assert "has more than 10,000 values when its aliases are written out" in refused(text)


def test_two_hundred_thousand_values_are_the_most():
    assert yaml_tree.MOST_VALUES == 200_000


def test_nesting_through_aliases_is_bounded_too():
    assert "is nested more than 100 levels deep" in refused(
        bomb(2000, "a{here}: &a{here} [*a{before}]")
    )


# --- positions ---


def test_every_value_and_key_has_its_position():
    tree = parse("a: 1\nbb:\n  - x\n  - c: [y, z]\n", "f")
    assert {path: str(mark) for path, mark in tree.values.items()} == {
        (): "1:1",
        ("a",): "1:4",
        ("bb",): "3:3",
        ("bb", 0): "3:5",
        ("bb", 1): "4:5",
        ("bb", 1, "c"): "4:8",
        ("bb", 1, "c", 0): "4:9",
        ("bb", 1, "c", 1): "4:12",
    }
    assert {path: str(mark) for path, mark in tree.keys.items()} == {
        ("a",): "1:1",
        ("bb",): "2:1",
        ("bb", 1, "c"): "4:5",
    }


def test_merged_values_stand_where_they_are_written():
    tree = parse("a: &a {x: 1, y: [2]}\nm:\n  <<: *a\n  x: 3\n", "f")
    assert tree.values["m", "x"] == Mark(4, 6)
    assert tree.values["m", "y", 0] == Mark(1, 18)
    assert tree.keys["m", "y"] == Mark(1, 14)


def test_columns_count_characters_and_not_bytes():
    assert parse("é: [ü, 1]", "f").values["é", 1] == Mark(1, 8)


TREE = parse("list:\n  - name: one\n    x: 1\n  - x: 2\n  - name: ''\nmap: {a: 5}\n", "f")


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (Problem(("list", 0, "x"), "bad"), "f:3:8: list[one].x: bad"),
        (Problem(("list", 0, "x"), "bad", on_key=True), "f:3:5: list[one].x: bad"),
        (Problem(("list", 0, "name"), "bad"), "f:2:11: list[one].name: bad"),
        (Problem(("list", 1, "x"), "bad"), "f:4:8: list[1].x: bad"),
        (Problem(("list", 2), "bad"), "f:5:5: list[2]: bad"),
        (Problem(("map", "a"), "bad"), "f:6:10: map.a: bad"),
        (Problem(("map", "gone", "deep"), "bad"), "f:6:6: map.gone.deep: bad"),
        (Problem(("gone",), "bad", on_key=True), "f:1:1: gone: bad"),
        (Problem((), "bad"), "f:1:1: bad"),
    ],
)
def test_a_problem_is_described_by_file_position_path_and_message(problem, line):
    assert TREE.describe(problem) == line


def test_a_problem_of_a_config_without_text_has_no_position():
    assert Tree("config").describe(Problem(("a", "b"), "bad")) == "config: a.b: bad"
