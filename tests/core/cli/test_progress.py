"""Progress on a terminal: what runs is seen, whatever the number of datasets and their names."""

import re
import sys
from types import SimpleNamespace

import pytest
from smelt_datagen.cli.bars import in_view

from ...terminal import SEQUENCE, on_terminal, plain

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is needed")

AGAIN = re.compile(r"\r\x1b\[2K(?:\x1b\[1A\x1b\[2K)*")
"""Where a picture is drawn over the one before."""


def config(count, name):
    datasets = (
        f"  - name: {name.format(i)}\n    output: o{i}\n    num_rows: 40000\n"
        "    columns: [{ name: key, generator: { type: uuid } }]\n"
        for i in range(count)
    )
    return "datasets:\n" + "".join(datasets)


def frames(shown):
    """Return the lines of each picture of the bars."""
    progress = shown.partition("dataset ")[0]
    pictures = (SEQUENCE.sub("", one).replace("\r", "") for one in AGAIN.split(progress))
    return [one.strip("\n").split("\n") for one in pictures]


@pytest.mark.parametrize("columns", [60, 80, 160])
@pytest.mark.parametrize("name", ["d{}", "a_dataset_of_a_name_that_is_far_too_long_for_a_line_{}"])
def test_more_datasets_than_lines(here, columns, name):
    (here / "datagen.yaml").write_text(config(30, name), encoding="utf-8")
    code, shown = on_terminal(columns=columns, lines=12)
    assert code == 0
    pictures = [lines for lines in frames(shown) if any(lines)]
    assert pictures
    for lines in pictures:
        assert len(lines) <= 12
        assert max(map(len, lines)) <= columns
    full = [lines for lines in pictures if len(lines) > 5]
    for lines in full:
        (total,) = [line for line in lines if line.startswith("total ")]
        assert "━" in total
        assert re.search(r"\d+%.* (\d:\d\d:\d\d|-:--:--)$", total.rstrip())
        assert re.fullmatch(r"… and (\d+ waiting)?(, )?(\d+ done)?", lines[-1].rstrip())
        assert all("━" in line for line in lines[:-1])
    assert "100%" in next(line for line in full[-1] if line.startswith("total "))
    if len(name) > 10:
        assert "a_dataset_of" in full[0][0]
        assert "…" in full[0][0]


def test_few_datasets_are_shown_in_their_order_with_a_total(here):
    (here / "datagen.yaml").write_text(config(3, "d{}"), encoding="utf-8")
    last = [lines for lines in frames(on_terminal(columns=120, lines=24)[1]) if any(lines)][-1]
    assert [line.split()[0] for line in last] == ["d0", "d1", "d2", "total"]
    assert all("100%" in line for line in last)
    assert "120,000/120,000" in last[-1]


def test_datasets_that_are_up_to_date_count_in_the_total(here):
    (here / "datagen.yaml").write_text(config(3, "d{}"), encoding="utf-8")
    assert on_terminal("-q", columns=120, lines=24)[0] == 0
    text = config(3, "d{}").replace("uuid", "sequential_id", 1)
    (here / "datagen.yaml").write_text(text, encoding="utf-8")
    shown = on_terminal("--update", columns=120, lines=24)[1]
    last = [lines for lines in frames(shown) if any(lines)][-1]
    assert [line.split()[0] for line in last] == ["d0", "d1", "d2", "total"]
    assert "120,000/120,000" in last[-1]


def test_without_a_terminal_a_line_says_what_is_up_to_date(run, here):
    (here / "datagen.yaml").write_text(config(2, "d{}"), encoding="utf-8")
    assert run("-q").exit_code == 0
    lines = run("--update").stderr.splitlines()
    assert lines == ["d0: 40,000 rows, up to date", "d1: 40,000 rows, up to date"]


def test_one_dataset_needs_no_total(here):
    (here / "datagen.yaml").write_text(config(1, "d{}"), encoding="utf-8")
    lines = plain(on_terminal(columns=80, lines=24)[1])
    assert not any(line.startswith("total ") and "━" in line for line in lines)
    assert any(line.startswith("d0") and "100%" in line for line in lines)


def task(number, state):
    return SimpleNamespace(id=number, started=state != "waiting", finished=state == "finished")


def test_running_ones_come_first_then_those_that_wait_then_the_last_that_are_done():
    states = ["finished"] * 5 + ["running"] * 2 + ["waiting"] * 3
    tasks = [task(number, state) for number, state in enumerate(states)]
    assert [one.id for one in in_view(tasks, 10)] == [*range(10)]
    assert [one.id for one in in_view(tasks, 9)] == [5, 6, 7, 8, 9, 4, 3, 2]
    assert [one.id for one in in_view(tasks, 4)] == [5, 6, 7]
    assert [one.id for one in in_view(tasks, 1)] == [5]
