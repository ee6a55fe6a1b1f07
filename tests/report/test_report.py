"""The page as a file: whole, small, the same every time, and without markup of the config's."""

import os
import pathlib
import re

import pytest
from smelt_datagen_report import command
from smelt_datagen_report.markup import element, escaped
from smelt_datagen_report.page import document

from ..child import run_without_wide_kernels
from ..command import invoke
from ..docs.markdown import ROOT
from .hostile import HOSTILE

EXAMPLE = str(ROOT / "examples" / "web_analytics" / "datagen.yaml")


@pytest.fixture
def report(tmp_path, monkeypatch):
    """Return a function that writes the report of a config's text and returns it."""
    monkeypatch.chdir(tmp_path)

    def report(text, *options):
        pathlib.Path("shop.yaml").write_text(text, encoding="utf-8")
        result = invoke("report", "shop.yaml", *options)
        assert result.exit_code == 0, (result.output, result.exception)
        return pathlib.Path("report.html").read_text(encoding="utf-8")

    return report


def test_the_same_bytes_every_time_and_on_every_processor(tmp_path):
    pages = []
    for number, run in enumerate((invoke, invoke, _without_wide_kernels)):
        file = tmp_path / f"{number}.html"
        run("report", EXAMPLE, "-o", str(file), "--scale-factor", "0.05")
        pages.append(file.read_bytes())
    assert len(pages[0]) > 50_000
    assert pages[0] == pages[1] == pages[2]


def _without_wide_kernels(*arguments):
    return run_without_wide_kernels("-m", "smelt_datagen", *arguments)


def test_nothing_is_fetched_and_nothing_runs(report):
    page = report(HOSTILE)
    assert "<script" not in page
    assert "<img" not in page
    assert not re.search(r"(?:src|href)=\"(?!#|data:,)", page)
    assert "default-src 'none'" in page.replace("&#x27;", "'")
    assert "&lt;script&gt;window.hacked = 1&lt;/script&gt;" in page


def test_characters_that_nobody_sees_are_shown_as_escapes(report):
    page = report(HOSTILE)
    assert "\\u{202e}reversed &amp; \\x07rung" in page
    assert "\u202e" not in page


def test_it_says_which_rows_it_is_of(report):
    config = """
datasets:
  - name: rows
    output: rows
    num_rows: 1000000
    columns: [{ name: id, generator: { type: sequential_id } }]
"""
    page = report(config)
    assert "The figures below are of 200,000 rows, in slices from first to last." in page
    assert "200,000 at most" in page


@pytest.mark.parametrize(
    ("most", "left_out"), [(60_000, "charts are left out"), (20_000, "more columns are left out")]
)
def test_a_page_of_very_many_columns_stays_below_the_limit(report, monkeypatch, most, left_out):
    monkeypatch.setattr(document, "MOST_BYTES", most)
    columns = "".join(
        f"\n      - {{ name: c{number}, generator: {{ type: uniform_float, min: 0, max: 1 }} }}"
        for number in range(60)
    )
    head = "datasets:\n  - name: rows\n    output: rows\n    num_rows: 100\n    columns:"
    page = report(f"{head}{columns}\n")
    assert len(page.encode()) <= most
    assert left_out in page


def test_a_page_that_cannot_be_written_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    pathlib.Path("report.html").write_text("before", encoding="utf-8")
    result = invoke("report", EXAMPLE, "-o", "missing/report.html", "--scale-factor", "0.001")
    assert result.exit_code == 1
    assert "missing" in result.stderr
    monkeypatch.setattr(command.os, "fdopen", _full)
    result = invoke("report", EXAMPLE, "--scale-factor", "0.001")
    assert (result.exit_code, [one.name for one in pathlib.Path().iterdir()]) == (
        1,
        ["report.html"],
    )
    assert pathlib.Path("report.html").read_text(encoding="utf-8") == "before"


def _full(handle, _mode):
    os.close(handle)
    raise OSError(28, "No space left on device")


def test_strings_are_escaped_and_elements_are_not():
    inner = element("b", "<i>", title='"&')
    assert element("p", inner, [None, "x"]) == '<p><b title="&quot;&amp;">&lt;i&gt;</b>x</p>'
    assert escaped("a\nb") == "a\\x0ab"
