"""What was written, as a small table."""

from __future__ import annotations

from collections.abc import Sequence

from smelt_datagen.messages import printable
from smelt_datagen.output.progress import Written

_HEADING = ("dataset", "rows", "files", "size", "seconds", "folder")
_KIBI = 1024


def summary(written: Sequence[Written], seconds: float) -> list[str]:
    """Return one line per dataset and one for all, `seconds` being the whole run's."""
    lines = [_HEADING, *map(_line, written), _total(written, seconds)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEADING))]
    return [_aligned(line, widths) for line in lines]


def size(count: int) -> str:
    """Return a number of bytes with a unit."""
    number = float(count)
    for unit in ("B", "KiB", "MiB"):
        if number < _KIBI:
            return f"{number:.0f} {unit}" if unit == "B" else f"{number:.1f} {unit}"
        number /= _KIBI
    return f"{number:.1f} GiB"


def _line(one: Written) -> tuple[str, ...]:
    return (
        printable(one.dataset),  # before its width counts
        f"{one.rows:,}",
        f"{one.files:,}",
        size(one.bytes),
        "up to date" if one.was_up_to_date else f"{one.seconds:.2f}",
        str(one.folder),
    )


def _total(written: Sequence[Written], seconds: float) -> tuple[str, ...]:
    rows, files = sum(one.rows for one in written), sum(one.files for one in written)
    total = sum(one.bytes for one in written)
    return ("total", f"{rows:,}", f"{files:,}", size(total), f"{seconds:.2f}", "")


def _aligned(line: Sequence[str], widths: Sequence[int]) -> str:
    name, *numbers, folder = (
        cell.ljust(width) if column in (0, len(line) - 1) else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(line, widths, strict=True))
    )
    return "  ".join((name, *numbers, folder)).rstrip()
