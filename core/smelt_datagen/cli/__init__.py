"""The command line: thin layers of parse, call, print.

Modules that load NumPy or Arrow are imported where a command runs, so that `--help` is quick.
"""

import atexit
import gc
import os
import sys

_BLAS_THREADS = ("OPENBLAS_NUM_THREADS", "GOTO_NUM_THREADS", "OMP_NUM_THREADS")
"""Where OpenBLAS looks for the number of its threads; the first that is set counts."""


def main() -> None:
    """Run the command line; never returns."""
    # Imports make many objects and hardly any garbage. Looking for some costs 30 ms while they
    # run, and another 100 ms before the process ends, which gives all memory back anyway.
    gc.set_threshold(1_000_000)
    atexit.register(gc.freeze)
    _keep_blas_to_one_thread()
    sys.exit(_ended())


def _ended() -> int | str | None:
    """Run the command and return what the process ends with."""
    from smelt_datagen.cli import signals

    signals.listen()
    from smelt_datagen.cli.root import root
    from smelt_datagen.cli.terminal import flush_failure, prepare_streams, say

    prepare_streams()
    code: int | str | None = 0
    try:
        root(prog_name="smelt-datagen")
    except SystemExit as end:
        code = end.code
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
