"""What the command says to a terminal of 60, 80 and 160 columns; preview, progress and the list
of generators have files of their own."""

import json
import re
import sys

import pytest
import smelt_datagen

from ...terminal import on_terminal, plain
from .conftest import BROKEN, CONFIG

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is needed"),
    pytest.mark.parametrize("columns", [60, 80, 160]),
]


@pytest.fixture
def shop(here):
    (here / "datagen.yaml").write_text(CONFIG, encoding="utf-8")
    return here


def lines_of(*words, columns, code=0):
    """Return the lines of a command that ends with such a code."""
    found, shown = on_terminal(*words, columns=columns)
    assert found == code, shown
    assert "Traceback" not in shown
    return plain(shown)


@pytest.mark.usefixtures("here")
def test_without_a_config_an_error_leads_to_init_and_demo(columns):
    lines = lines_of("validate", columns=columns, code=2)
    assert lines[0].startswith("error: there is no datagen.yaml")
    assert {"'smelt-datagen init'", "'smelt-datagen demo'"} <= set(
        re.findall(r"'smelt-datagen \w+'", "".join(lines))
    )


@pytest.mark.usefixtures("shop")
def test_a_run_ends_with_a_table_of_what_was_written(columns):
    lines = lines_of("generate", columns=columns)
    table = lines[next(n for n, line in enumerate(lines) if line.startswith("dataset ")) :]
    assert [line.split()[:2] for line in table[1:]] == [
        ["customers", "100"],
        ["orders", "1,000"],
        ["total", "1,100"],
    ]
    assert max(map(len, table)) <= columns


@pytest.mark.parametrize("words", [["help"], ["help", "preview"], ["report", "--help"]])
def test_help_fits(columns, words):
    lines = lines_of(*words, columns=columns)
    assert "Options:" in lines
    assert max(map(len, lines)) <= columns


def test_json_of_problems_is_for_programs_at_any_width(columns, here):
    (here / "datagen.yaml").write_text(BROKEN, encoding="utf-8")
    problems = json.loads("".join(lines_of("validate", "--json", columns=columns, code=2)))
    (problem,) = problems["problems"]
    assert set(problem) == {"file", "line", "column", "path", "message"}
    assert problem["message"].endswith("did you mean 'customers'?")


def test_of_many_errors_twenty_lines_and_a_count(columns, here):
    columns_of = "".join(
        f"\n      - {{ name: c{i}, generator: {{ type: nix }} }}" for i in range(30)
    )
    head = "datasets:\n  - name: many\n    output: many\n    num_rows: 1\n    columns:"
    (here / "datagen.yaml").write_text(head + columns_of, encoding="utf-8")
    lines = lines_of("validate", columns=columns, code=2)
    assert sum("'nix'" in line for line in lines) == 20
    assert any("10 more" in line for line in lines)


def test_a_type_is_shown_whole(columns):
    lines = lines_of("generators", "geometric", columns=columns)
    assert lines[0].startswith("geometric")
    assert "first values of the example:" in lines


@pytest.mark.usefixtures("shop")
def test_a_report_says_where_it_is(columns):
    lines = lines_of("report", "-o", "page.html", columns=columns)
    assert re.fullmatch(r"page\.html: 2 datasets, \d+ kB", lines[-1])


def test_the_version(columns):
    assert lines_of("-V", columns=columns) == [
        f"smelt-datagen, version {smelt_datagen.__version__}"
    ]
