"""The door through which commands print: no text of a user reaches a terminal raw."""

from __future__ import annotations

import contextlib
import errno
import os
import sys

from smelt_datagen.messages import printable

BROKEN_PIPE = 141
"""What a shell reports for a process whose reader has gone: 128 and the number of SIGPIPE."""


def say(*lines: str, err: bool = False) -> None:
    """Print lines, with all that would control a terminal as escapes.

    Standard error may be gone or full: what cannot be said there is lost, and ends no run.
    """
    text = "\n".join(map(printable, lines))
    stream = sys.stderr if err else sys.stdout
    with contextlib.suppress(OSError) if err else contextlib.nullcontext():
        stream.write(f"{text}\n")
        stream.flush()


def say_text(text: str) -> None:
    """Print a text of several lines, each as `say` does."""
    say(*text.split("\n"))


def terminal_width() -> int:
    """Return how many characters a line of standard output has; 88 where it is no terminal."""
    import shutil  # with four compressors: 2 ms, and most commands never ask

    return shutil.get_terminal_size((88, 24)).columns


def prepare_streams() -> None:
    """Make standard output and error usable, whatever they are.

    What their encoding lacks is written as an escape. One that is closed becomes the null device,
    or the next file that is opened would get its number and what others print there.
    """
    for name in ("stdin", "stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 (stays open)
        elif name != "stdin" and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def flush_failure() -> str | None:
    """Write out what is printed; return why it could not be, None if it was or nobody reads it.

    Python would try again at its end, and print a warning of its own: what is left is dropped.
    """
    try:
        sys.stdout.flush()
    except OSError as error:
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return None if error.errno == errno.EPIPE else f"standard output: {reason(error)}"
    return None


def reason(error: OSError) -> str:
    """Return what the system said, with the file that it said it of."""
    text = os.strerror(error.errno) if error.errno else str(error)
    return f"{os.fsdecode(error.filename)}: {text}" if error.filename else text
