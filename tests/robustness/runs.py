"""Runs of the command line that are limited, killed or interrupted, and what they leave."""

import os
import pathlib
import signal
import subprocess
import sys
import time

import pyarrow.parquet as pq

from ..command import invoke

DEADLINE = 60
"""Seconds after which a child that should have got somewhere is given up."""

LAYOUTS = {
    "single": "",
    "partitioned": '\n    partition: { column: day, start: "2024-01-01", days: 6 }',
}

_CONFIG = """
datasets:
  - name: first
    output: first
    num_rows: 5000
    columns: [{{ name: id, generator: {{ type: uniform_int, min: 0, max: 1000000 }} }}]
  - name: second
    output: second
    num_rows: {rows}{partition}
    columns:
      - {{ name: id, generator: {{ type: sequential_id }} }}
      - {{ name: share, generator: {{ type: uniform_float, min: 0, max: 1 }} }}
"""


def write_config(folder, layout, rows):
    """Write a config of two datasets, the second of `rows` rows, and return its path."""
    file = pathlib.Path(folder, "datagen.yaml")
    text = _CONFIG.format(rows=rows, partition=LAYOUTS[layout])
    file.write_text(text, encoding="utf-8")
    return file


def generate(config, output, *arguments):
    """Generate in this process and return click's result, which has no unexpected exception."""
    result = invoke("--config", str(config), "-o", str(output), *arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    assert "Traceback" not in result.output
    return result


def fresh(config, folder, *arguments):
    """Return the files and bytes of a run into `folder`, in which there is nothing."""
    assert generate(config, folder, "--quiet", *arguments).exit_code == 0
    return contents(folder)


def contents(folder):
    """Return the bytes of every file below `folder`."""
    files = (path for path in pathlib.Path(folder).rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def assert_whole(folder):
    """Assert that every file under a final name can be read to its end; return how many."""
    files = list(pathlib.Path(folder).rglob("*.parquet"))
    for file in files:
        assert pq.ParquetFile(file).read().num_rows == pq.read_metadata(file).num_rows
    return len(files)


def partial_files(folder):
    """Return the files below `folder` that are being written, or were left so."""
    return sorted(pathlib.Path(folder).rglob("*.partial"))


def start(config, output, *arguments):
    """Start a child process that generates; its stderr is a pipe."""
    words = ["--config", str(config), "-o", str(output), *arguments]
    return subprocess.Popen(
        [sys.executable, "-m", "smelt_datagen", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=as_from_a_terminal,  # noqa: PLW1509 (no threads run)
    )


def as_from_a_terminal():
    """Let the signals do what they do by default, even where they are ignored around the tests."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def wait_until(condition, child):
    """Return True once `condition` holds, False if the child ended before."""
    deadline = time.monotonic() + DEADLINE
    while not condition():
        if child.poll() is not None:
            return bool(condition())
        assert time.monotonic() < deadline, "the child never got there"
        os.sched_yield()
    return True


def sizes(folder, suffix):
    """Return the sizes of the files directly below `folder`, or a folder in it, with `suffix`."""
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir():
                    found += sizes(entry.path, suffix)
                elif entry.name.endswith(suffix):
                    found.append(entry.stat().st_size)
    except FileNotFoundError:  # not yet made, or gone meanwhile
        pass
    return found
