"""Memory that is freed stays with the process, for the next block of rows."""

from __future__ import annotations

import numpy as np

_LARGEST = 1 << 24


def keep_freed_memory() -> None:
    """Let the C library keep freed arrays of up to 16 MiB, and 32 MiB of free memory per thread.

    It hands larger ones back to the system, which fills every page with zeros when it is wanted
    again: up to half of the time that a block takes. glibc learns what is large from the largest
    array that was freed, up to 32 MiB (mallopt(3), M_MMAP_THRESHOLD), so one that nobody writes to
    will do. Other C libraries are as they were.
    """
    np.empty(_LARGEST, np.uint8)
