"""Runs one child process and measures it."""

import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    import resource

REPOSITORY = Path(__file__).parents[1]
TIME_LIMIT_SECONDS = 900.0
# Peak memory comes in bytes on macOS, in KiB elsewhere.
PEAK_UNITS_PER_MIB = 1024 * 1024 if sys.platform == "darwin" else 1024


class ProcessError(Exception):
    """A child process failed; the message is the last line it printed."""


@dataclass(frozen=True)
class Measurement:
    """What one run took, and what it printed."""

    wall_seconds: float
    cpu_seconds: float
    peak_mib: float
    printed: str


def measure(command: list[str], directory: Path) -> Measurement:
    """Run a command to its end.

    The peak is never below the size of this process, from which the child is started: that is why
    nothing in the harness itself imports PyArrow or another large package.
    """
    with tempfile.TemporaryFile() as printed, tempfile.TemporaryFile() as errors:
        started = time.perf_counter()
        process = _start(command, directory, printed, errors)
        status, usage = _wait(process)
        wall = time.perf_counter() - started
        if status != 0:
            raise ProcessError(_last_line(errors) or _last_line(printed) or f"exit status {status}")
        cpu = usage.ru_utime + usage.ru_stime
        return Measurement(wall, cpu, usage.ru_maxrss / PEAK_UNITS_PER_MIB, _text(printed))


def _start(
    command: list[str], directory: Path, printed: IO[bytes], errors: IO[bytes]
) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            command, cwd=directory, env=_environment(), stdout=printed, stderr=errors
        )
    except OSError as error:
        raise ProcessError(str(error)) from error


def _environment() -> dict[str, str]:
    """Let peers, which run elsewhere, import this package, and the warm-up save bytecode.

    Installed packages have bytecode, but nothing else saves that of a checkout.
    """
    inherited = {**os.environ}
    inherited.pop("PYTHONDONTWRITEBYTECODE", None)
    paths = [str(REPOSITORY), *filter(None, [inherited.get("PYTHONPATH")])]
    return {**inherited, "PYTHONPATH": os.pathsep.join(paths)}


def _wait(process: subprocess.Popen[bytes]) -> tuple[int, "resource.struct_rusage"]:
    # Popen.wait() does not give the resource usage of this one child, os.wait4() does.
    alarm = threading.Timer(TIME_LIMIT_SECONDS, process.kill)
    alarm.start()
    try:
        _, status, usage = os.wait4(process.pid, 0)
    finally:
        alarm.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, usage


def _text(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode(errors="replace")


def _last_line(stream: IO[bytes]) -> str:
    lines = [line.strip() for line in _text(stream).splitlines() if line.strip()]
    return lines[-1] if lines else ""
