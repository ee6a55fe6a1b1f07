"""Hostile configs: a clear line and an exit code each, and nothing raw on the terminal."""

import pytest

from ..command import invoke
from . import hostile

CONFIGS = dict(hostile.configs())
COMMANDS = [
    ["validate"],
    ["-o", "made"],
    ["preview", "-n", "2"],
    ["verify", "-o", "made"],
    ["preview", "-n", "1", "--format", "jsonl"],
]


def assert_well_behaved(result, command):
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code in (0, 1, 2)
    for text in (result.stdout, result.stderr):
        raw = [char for char in text if not char.isprintable() and char != "\n"]
        assert raw == [], (command, raw)
        assert "Traceback" not in text
        assert "bug of smelt-datagen" not in text
    if result.exit_code:
        assert result.stdout == "" or command[0] == "verify"
        assert result.stderr or command[0] == "verify"
    forged = [line for line in result.stderr.splitlines() if line == "error: forged"]
    assert forged == []


@pytest.mark.parametrize("name", CONFIGS)
def test_a_hostile_text_is_a_text_or_an_error_that_shows_it_in_escapes(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "datagen.yaml").write_text(CONFIGS[name], encoding="utf-8")
    for command in COMMANDS:
        assert_well_behaved(invoke(*command), command)


@pytest.mark.parametrize("name", hostile.ODD)
def test_an_odd_config_is_an_error_of_its_own(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "datagen.yaml").write_text(hostile.ODD[name], encoding="utf-8")
    for command in (["validate"], ["-q"]):
        result = invoke(*command)
        assert_well_behaved(result, command)
    assert (result.exit_code == 0) is (name == "deep generators")


def test_there_are_enough_of_them():
    assert len(CONFIGS) + len(hostile.ODD) >= 120
