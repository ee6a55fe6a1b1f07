"""How the process ends: at once, for the system takes its memory back anyway."""

from __future__ import annotations

import atexit
import contextlib
import gc
import os
import sys
import threading
from typing import NoReturn


def end(code: int) -> NoReturn:
    """End the process with `code`, after all that asked to be called at the end.

    What else Python does then, taking apart every module, is skipped: a thirtieth of a short run.
    It is not where another thread is there to wait for, or a profiler, debugger or measurer of
    coverage that has its own end to come to.
    """
    if threading.active_count() > 1 or _is_watched():
        gc.freeze()  # or Python looks for garbage once more, in all that was ever made
        sys.exit(code)
    atexit._run_exitfuncs()  # noqa: SLF001 (there is no public name, and all Pythons have it)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _is_watched() -> bool:
    """Whether something looks on while the program runs."""
    monitoring = getattr(sys, "monitoring", None)  # from Python 3.12 on, with six places
    tools = () if monitoring is None else map(monitoring.get_tool, range(6))
    looks = (sys.gettrace(), sys.getprofile(), *tools)
    return any(look is not None for look in looks)
