"""`smelt-datagen generators`: a short list, a search, one in full; at any width."""

import json
import sys

import pytest
from smelt_datagen import discover

from ...terminal import on_terminal, plain

FOUND = [name for plugin in discover().found for name in (*plugin.types, *plugin.keys)]


def names_in(shown):
    return [line.split()[0].rstrip(",") for line in shown if line[:2] == "  " and line[2:3] != " "]


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is needed")
@pytest.mark.parametrize("columns", [60, 80, 160])
def test_the_list_has_every_type_and_fits_the_terminal(columns):
    code, shown = on_terminal("generators", columns=columns)
    assert code == 0
    lines = plain(shown)
    assert max(map(len, lines)) <= columns
    assert sorted(names_in(lines)) == sorted(FOUND)
    headings = [line for line in lines if line and line[0] != " "]
    assert (
        headings.index("choices") < headings.index("people") < headings.index("keys of a dataset")
    )


def test_a_line_each_where_there_is_room(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    lines = run("generators", "-q").stdout.splitlines()
    assert len([line for line in lines if line.startswith("  ")]) == len(FOUND)


def test_a_word_that_is_no_type_is_looked_for(run):
    shown = run("generators", "power law").stdout
    assert names_in(shown.splitlines()) == ["pareto"]
    assert names_in(run("generators", "--search", "UUID").stdout.splitlines())[0] == "uuid"


def test_a_type_is_shown_in_full(run):
    assert "first values of the example:" in run("generators", "uuid").stdout
    assert "linked_pools" in run("generators", "linked_pools").stdout


def test_a_word_that_is_nowhere_is_an_error_that_says_what_it_may_be(run):
    assert "did you mean 'geometric'?" in run("generators", "geometrik", exit_code=2).stderr
    assert "did you mean 'one_of'?" in run("generators", "enum", exit_code=2).stderr


def test_a_name_and_a_search_are_one_too_many(run):
    assert "not both" in run("generators", "uuid", "--search", "id", exit_code=2).stderr


def test_json_of_a_search_has_what_was_found(run):
    found = json.loads(run("generators", "--json", "--search", "power law").stdout)
    assert [one["type"] for plugin in found for one in plugin["generators"]] == ["pareto"]
    everything = json.loads(run("generators", "--json").stdout)
    assert everything == json.loads(run("--list-generators", "--json").stdout)
