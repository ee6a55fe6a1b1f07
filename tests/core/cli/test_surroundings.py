"""Streams that are closed, full or of few characters; little memory; paths that are no files."""

import errno
import os
import subprocess
import sys

import pytest

from ...command import invoke
from ...terminal import on_terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX shells are needed")

CONFIG = r"""
datasets:
  - name: "ü[/]\u001b[2J"
    output: out
    num_rows: 50000
    columns:
      - { name: "→\u009b", generator: { type: one_of, values: ["x\u001b[31m", "→", "\u2028"] } }
      - { name: id, generator: { type: uuid } }
"""
FULL = f"error: standard output: {os.strerror(errno.ENOSPC)}\n"


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "datagen.yaml").write_text(CONFIG, encoding="utf-8")
    return tmp_path


def shell(line, **environment):
    """Run a line of bash in which `sd` is the command; return its exit code, output and errors."""
    script = f'set -o pipefail; sd() {{ "{sys.executable}" -m smelt_datagen "$@"; }}; {line}'
    environment = {**os.environ, **environment}
    done = subprocess.run(
        ["/bin/bash", "-c", script], capture_output=True, check=False, env=environment
    )
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr
    assert b"bug of smelt-datagen" not in done.stderr
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    "command",
    [
        "preview --rows 0:5000",
        "preview --rows 0:50000 --format csv",
        "preview --rows 0:50000 --format jsonl",
    ],
)
def test_a_reader_that_goes_away_ends_the_command_quietly(command):
    code, out, err = shell(f"sd {command} | head -n 1")
    assert (code, err) == (141, b"")
    assert out.count(b"\n") == 1


@pytest.mark.parametrize(
    "command",
    ["preview", "preview -n 5 --format csv", "preview --rows 0:50000 --format jsonl", "schema"],
)
def test_a_full_standard_output_is_an_error(command):
    code, _, err = shell(f"sd {command} > /dev/full")
    assert (code, err.decode()) == (1, FULL)


def test_where_nothing_is_printed_a_full_standard_output_does_not_matter():
    assert shell("sd -q > /dev/full") == (0, b"", b"")


def test_the_summary_of_a_run_that_cannot_be_printed_is_an_error_of_its_own(here):
    code, _, err = shell("sd > /dev/full")
    assert code == 1
    assert err.decode().splitlines()[-1] == FULL.strip()
    assert (here / "out" / "data.parquet").exists()


@pytest.mark.parametrize("closed", ["2>&-", "2>/dev/full", "<&-", "2>&- <&-"])
def test_a_run_survives_a_standard_error_that_is_closed_or_full(here, closed):
    code, out, _ = shell(f"sd {closed}")
    assert code == 0
    assert b"50,000" in out
    assert (here / "out" / "data.parquet").stat().st_size > 1_000_000
    assert shell("sd verify --values")[0] == 0


def test_a_run_survives_a_standard_output_that_is_closed(here):
    assert shell("sd >&-")[0] == 0
    assert (here / "out" / "data.parquet").exists()


@pytest.mark.parametrize(
    ("command", "encoding"),
    [
        ("preview -n 3", "ascii"),
        ("preview -n 3", "cp1252"),
        ("preview -n 3", "latin-1"),
        ("preview -n 3", "utf-8"),
        ("preview -n 3", "utf-16"),
        ("preview -n 3 --format jsonl", "ascii"),
        ("preview -n 3 --format jsonl", "utf-16"),
        ("validate", "cp1252"),
        ("validate", "utf-16"),
        ("", "ascii"),
        ("", "latin-1"),
    ],
)
def test_every_encoding_of_the_terminal_will_do(command, encoding):
    code, out, _ = shell(f"sd {command}", PYTHONIOENCODING=encoding)
    assert code == 0
    text = out.decode(encoding)
    assert "\x1b" not in text
    assert "\x9b" not in text


def test_the_locale_without_a_language_will_do():
    assert shell("sd preview -n 3", LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")[0] == 0


POOL = """
datasets:
  - name: a
    output: a
    num_rows: 10
    linked_pools:
      - name: p
        pool_size: 8000000
        shapes: [{ weight: 1, fields: { device: { type: uuid } } }]
    columns: [{ name: d, generator: { type: linked_choice, pool: p, field: device } }]
"""


def test_too_little_memory_is_an_error(here):
    (here / "pool.yaml").write_text(POOL, encoding="utf-8")
    code, _, err = shell("ulimit -v 900000; sd -q --config pool.yaml", OPENBLAS_NUM_THREADS="1")
    assert code == 1
    assert b"MemoryError" in err or b"out of memory" in err
    assert err.count(b"\n") == 1


def test_too_little_memory_outside_of_a_generator_is_one_that_says_what_helps(monkeypatch):
    def write(*_arguments, **_options):
        raise MemoryError

    monkeypatch.setattr("smelt_datagen.cli.generate.write", write)
    result = invoke("-q")
    assert (result.exit_code, result.stderr) == (
        1,
        "error: out of memory: fewer --workers need less of it, and so do shorter rows\n",
    )


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: path.mkdir(), "Is a directory"),
        (lambda path: path.write_bytes(b"datasets: \xff"), "is not UTF-8 (byte 10)"),
        (lambda path: path.write_bytes(b"x" * ((1 << 24) + 1)), "has more than 16,777,216 bytes"),
        (lambda path: path.symlink_to(path), "symbolic links"),
    ],
    ids=["folder", "bytes", "huge", "circle"],
)
def test_a_config_that_cannot_be_read_is_an_error_that_names_it(here, make, words):
    make(here / "odd.yaml")
    code, _, err = shell("sd validate odd.yaml")
    assert code == 2
    assert err.decode().startswith("odd.yaml: cannot be read: ")
    assert words in err.decode()


def test_a_pipe_is_a_config_too():
    code, out, _ = shell("sd validate <(cat datagen.yaml)")
    assert code == 0
    assert b"50,000 rows" in out


@pytest.mark.parametrize("words", [[], ["preview"], ["validate"], ["--dataset", "\x1b[2J"]])
def test_on_a_terminal_names_are_escaped_and_no_markup_is_read(words):
    code, shown = on_terminal(*words)
    assert code == (2 if "--dataset" in words else 0)
    assert "\x1b[2J" not in shown
    assert "\x9b" not in shown
    if not words or words == ["validate"]:
        assert "[/]\\x1b[2J" in shown
