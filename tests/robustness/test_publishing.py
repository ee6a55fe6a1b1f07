"""Death at every system call of publishing: the next command brings all to the new state."""

import contextlib

import pytest
from smelt_datagen import loads, plan, write
from smelt_datagen.output import journal
from smelt_datagen.output.journal import recover
from smelt_datagen.output.lock import locked

from .dying import Death, mortal
from .runs import contents

_CONFIG = """
datasets:
  - name: first
    output: first
    num_rows: {rows}
    columns: [{{ name: id, generator: {{ type: uniform_int, min: 0, max: 1000 }} }}]
  - name: second
    output: deep/second
    num_rows: {rows}
    partition: {{ column: day, start: "{start}", days: 3 }}
    columns: [{{ name: id, generator: {{ type: uniform_int, min: 0, max: 1000 }} }}]
  - name: third
    output: third
    num_rows: {rows}{third}
    columns: [{{ name: id, generator: {{ type: sequential_id }} }}]
"""
PARTITION = '\n    partition: { column: day, start: "2024-01-01", days: 2 }'


def planned(folder, **keys):
    values = {"rows": 10, "start": "2024-01-01", "third": "", **keys}
    return plan(loads(_CONFIG.format(**values)), output=folder)


def made(folder, **keys):
    """Write the datasets and return all bytes."""
    write(planned(folder, **keys), workers=1)
    return contents(folder)


FORMER = {"start": "2023-12-31", "third": PARTITION}
"""A former run: a day earlier, and the third dataset in two files."""
NEWER = {"rows": 12}
CASES = {"an empty folder": None, "a former run of another layout": FORMER}


def calls_of_publishing(folder, monkeypatch, last=None):
    """Run, and return the system calls of publishing; die at the call `last`, if there is one."""
    decide = journal.decide

    def counted(stagings):
        one.counts = True
        decide(stagings)

    with mortal(monkeypatch, last) as one, monkeypatch.context() as patch:
        patch.setattr(journal, "decide", counted)
        with contextlib.suppress(Death):
            write(planned(folder, **NEWER), workers=1)
    assert one.is_dead is (last is not None)
    return one.calls


def number_of_first_move(folder, monkeypatch):
    calls = calls_of_publishing(folder, monkeypatch)
    return next(n for n, call in enumerate(calls, 1) if call[0] == "replace" and "day=" in call[2])


def visible(folder):
    return {name: data for name, data in contents(folder).items() if "/." not in name}


@pytest.mark.parametrize("case", CASES)
def test_death_at_any_call_leaves_the_old_or_what_the_next_command_makes_the_new(
    tmp_path, monkeypatch, case
):
    former = CASES[case]
    new = made(tmp_path / "new", **NEWER)
    count = len(calls_of_publishing(tmp_path / "counted", monkeypatch))
    if former is not None:
        made(tmp_path / "counted too", **former)
        count = len(calls_of_publishing(tmp_path / "counted too", monkeypatch))
    assert count > 40
    outcomes = []
    for last in range(1, count + 1):
        out = tmp_path / f"{last}"
        old = {} if former is None else made(out, **former)
        calls = calls_of_publishing(out, monkeypatch, last)
        folders = [dataset.folder for dataset in planned(out).selected]
        journals = [*out.rglob("journal.json")]
        if not journals:
            assert visible(out) in (old, new), calls[-1]
        with locked(folders):
            recover(folders, wait=0)
        assert visible(out) in (old, new), calls[-1]
        assert visible(out) == new or not journals, calls[-1]
        outcomes.append(visible(out) == new)
        assert made(out, **NEWER) == new, calls[-1]
        assert not list(out.rglob(".*")), calls[-1]
    assert outcomes == sorted(outcomes)
    assert {True, False} == set(outcomes)


def test_a_run_of_one_dataset_finishes_what_it_meets_of_all(tmp_path, monkeypatch):
    new = made(tmp_path / "new", **NEWER)
    out = tmp_path / "out"
    made(out)
    last = number_of_first_move(tmp_path / "counted", monkeypatch)
    calls_of_publishing(tmp_path / "out", monkeypatch, last + 1)
    (tmp_path / "out").rename(tmp_path / "moved")
    folders = [dataset.folder for dataset in planned(tmp_path / "moved").selected]
    with locked(folders):
        recover(folders, wait=0)
    assert contents(tmp_path / "moved") == new
