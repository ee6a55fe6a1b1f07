"""Whose code asks: that of the generator under test, or a library on its behalf."""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Collection, Iterable
from pathlib import Path
from types import FrameType

_KIT = str(Path(__file__).parent)
_PRODUCT = str(Path(__file__).parents[1])
_LIBRARIES = tuple({sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib")})


class Own:
    """Tells the code of a generator: its package, and what lies beside it and is no library."""

    def __init__(self, modules: Iterable[str]) -> None:
        self._roots: Collection[str] = {name.split(".", 1)[0] for name in modules}

    def asks(self, *through: str) -> bool:
        """Whether the generator's code called the kit, at once or by way of some packages."""
        frame: FrameType | None = sys._getframe(1)  # noqa: SLF001 (who calls is what is asked)
        while frame is not None and (_file(frame).startswith(_KIT) or _root(frame) in through):
            frame = frame.f_back
        return frame is not None and self._has(frame)

    def _has(self, frame: FrameType) -> bool:
        if _file(frame).startswith((_PRODUCT, "<")):
            return False
        return _root(frame) in self._roots or not _file(frame).startswith(_LIBRARIES)


def _file(frame: FrameType) -> str:
    return frame.f_code.co_filename


def _root(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__", "")).split(".", 1)[0]
