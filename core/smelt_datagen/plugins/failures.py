"""Exceptions of a plugin's code, in one line."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FrameType, TracebackType

import attrs


@attrs.frozen(eq=False, repr=False)
class _Frame:
    """Where an exception went through."""

    file: str
    line: int
    function: str
    package: str
    """The outermost package of its module, or what stands for one in a file of its own."""


def describe(error: BaseException) -> str:
    """Return type, message and place of an exception in one line, whatever its message is like."""
    try:
        message = " ".join(str(error).split())
    except Exception:  # noqa: BLE001 (a plugin's own exception may be broken too)
        message = ""
    kind = type(error).__name__
    return f"{f'{kind}: {message}' if message else kind}{_place(error)}"


def _place(error: BaseException) -> str:
    """Return file, line and function of the plugin's innermost frame, in what it calls none.

    The plugin's code is the outermost that is neither the product's nor Python's own, and all that
    is of its package: an exception inside NumPy has the line of the plugin that called it.
    """
    frames = [frame for frame in _frames(error.__traceback__) if not _is_of_no_plugin(frame)]
    own = [frame for frame in frames if frame.package == frames[0].package]
    if not own:
        return ""
    frame = own[-1]
    inside = f", in {frame.function}" if frame.function else ""
    return f" ({Path(frame.file).name}:{frame.line}{inside})"


def _frames(trace: TracebackType | None) -> Iterator[_Frame]:
    for frame, line in traceback.walk_tb(trace):
        code = frame.f_code
        yield _Frame(code.co_filename, line or 0, _function(code), _package(frame))


def _function(code: CodeType) -> str:
    """Return the function that code stands in: of a lambda or a comprehension, the one around."""
    names = getattr(code, "co_qualname", code.co_name).split(".")  # C extensions may lack it
    return next((name for name in reversed(names) if not name.startswith("<")), "")


def _package(frame: FrameType) -> str:
    name = frame.f_globals.get("__name__")
    # a script and a file of --plugin are modules of their own
    return name.partition(".")[0] if isinstance(name, str) else frame.f_code.co_filename


def _is_of_no_plugin(frame: _Frame) -> bool:
    product = Path(__file__).parents[1]
    is_made_up = frame.file.startswith("<")  # what attrs writes, and Python's own importer
    is_pythons = frame.package in sys.stdlib_module_names and frame.package != "__main__"
    return is_made_up or is_pythons or product in Path(frame.file).parents
