"""The command line: thin layers of parse, call, print.

Modules that load NumPy or Arrow are imported where a command runs, so that `--help` is quick.
"""

import gc
import os
import sys
from typing import NoReturn

from smelt_datagen.cli import signals
from smelt_datagen.cli.ending import end

_BLAS_THREADS = ("OPENBLAS_NUM_THREADS", "GOTO_NUM_THREADS", "OMP_NUM_THREADS")
"""Where OpenBLAS looks for the number of its threads; the first that is set counts."""

_SWITCH_SECONDS = 1e-4
"""How long a thread waits for Python's lock before it asks for it. Those that make rows hold it for
some microseconds; with the 5 ms of Python, one that has just missed it is left behind by another
that takes it again and again: on two cores that costs a tenth or more."""


def main() -> NoReturn:
    """Run the command line, and end the process."""
    # Imports make many objects and hardly any garbage: looking for some costs 30 ms.
    gc.set_threshold(1_000_000)
    _keep_blas_to_one_thread()
    sys.setswitchinterval(_SWITCH_SECONDS)
    signals.listen()
    end(_code())


def _code() -> int:
    """Run the command and return what the process ends with."""
    from smelt_datagen.cli.root import root
    from smelt_datagen.cli.terminal import flush_failure, prepare_streams, say

    prepare_streams()
    said: int | str | None = 0
    try:
        root(prog_name="smelt-datagen")
    except SystemExit as error:
        said = error.code
    if isinstance(said, str):  # as Python prints it
        say(said, err=True)
    code = said if isinstance(said, int) else int(said is not None)
    if (failure := flush_failure()) is None:
        return code
    say(f"error: {failure}", err=True)
    return code or 1


def _keep_blas_to_one_thread() -> None:
    """Say so before NumPy is loaded, unless the user has said something else.

    No value is made with linear algebra, and threads of OpenBLAS that wait for some spin: a fifth
    of the processor time of a short run.
    """
    if not any(name in os.environ for name in _BLAS_THREADS):
        os.environ[_BLAS_THREADS[0]] = "1"
