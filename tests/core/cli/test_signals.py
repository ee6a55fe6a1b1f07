"""Signals that ask the process to end: one line, their code, and nothing left behind."""

import signal
import subprocess
import sys

import pytest

from ...robustness.runs import (
    DEADLINE,
    as_from_a_terminal,
    contents,
    fresh,
    sizes,
    start,
    wait_until,
    write_config,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX are needed")

ROWS = 400_000_000
SIGNALS = {
    signal.SIGINT: (130, "interrupted"),
    signal.SIGTERM: (143, "terminated"),
    signal.SIGHUP: (129, "hung up"),
}


def ended(child):
    out, err = child.communicate(timeout=DEADLINE)
    return child.returncode, out, err


@pytest.mark.parametrize("number", SIGNALS)
@pytest.mark.parametrize("times", [1, 3])
def test_a_run_cleans_up_and_says_so_in_one_line(tmp_path, number, times):
    former = fresh(write_config(tmp_path, "partitioned", 1000), tmp_path / "out", "--seed", "3")
    config = write_config(tmp_path, "partitioned", ROWS)
    with start(config, tmp_path / "out", "--quiet") as child:
        try:
            second = tmp_path / "out" / "second"
            assert wait_until(lambda: sum(sizes(second, ".partial")) > 0, child)
            for _ in range(times):  # the second one must not disturb the cleaning up
                child.send_signal(number)
            code, words = SIGNALS[number]
            assert ended(child) == (code, "", f"{words}; nothing was replaced\n")
        finally:
            child.kill()
    assert contents(tmp_path / "out") == former


SLOW_IMPORT = """
import sys, time
class Slow:
    def find_spec(self, name, path=None, target=None):
        if name == "{module}":
            print("importing", flush=True)
            for _ in range(6000):  # in pieces, since another thread may be given the signal
                time.sleep(0.01)
sys.meta_path.insert(0, Slow())
from smelt_datagen.cli import main
sys.argv = ["smelt-datagen"]
main()
"""


@pytest.mark.parametrize("number", SIGNALS)
@pytest.mark.parametrize("module", ["click", "smelt_datagen.cli.group", "numpy", "pyarrow.lib"])
def test_one_during_imports_does_too(tmp_path, number, module):
    code = SLOW_IMPORT.format(module=module)
    with subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=as_from_a_terminal,  # noqa: PLW1509 (no threads run)
    ) as child:
        try:
            assert child.stdout.readline() == "importing\n"
            child.send_signal(number)
            exit_code, words = SIGNALS[number]
            assert ended(child) == (exit_code, "", f"{words}\n")
        finally:
            child.kill()
    assert list(tmp_path.iterdir()) == []


def test_what_was_ignored_stays_ignored(tmp_path):
    config = write_config(tmp_path, "single", 3_000_000)
    child = subprocess.Popen(
        [sys.executable, "-m", "smelt_datagen", "--config", config, "-o", tmp_path, "-q"],
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN),  # noqa: PLW1509 (as nohup does)
    )
    assert wait_until(lambda: sum(sizes(tmp_path / "second", ".partial")) > 0, child)
    child.send_signal(signal.SIGHUP)
    assert child.wait(DEADLINE) == 0


def test_the_library_leaves_signals_to_its_caller():
    code = "import signal, smelt_datagen as s; s.load; print(signal.getsignal(signal.SIGTERM).name)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "SIG_DFL\n"
