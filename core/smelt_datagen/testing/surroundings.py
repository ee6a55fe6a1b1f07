"""Other surroundings for a process: clock, environment, locale, working directory, time zone.

They are changed under the feet of all code, before a plugin is imported: a value that follows them
is another one.
"""

from __future__ import annotations

import ctypes
import datetime
import gc
import locale
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from smelt_datagen.testing.callers import Own

COUNT = 24
"""How many different surroundings there are: one for every hour of a day."""

_ZONES = ("Pacific/Kiritimati", "America/St_Johns", "UTC", "Asia/Kolkata")
_LOCALES = ("de_DE.UTF-8", "fr_FR.UTF-8", "C", "C.UTF-8", "tr_TR.UTF-8")
_UNKNOWN = "7"
"""What a variable that is not set holds, for a generator which asks for it."""


class Surroundings:
    """What the process of a generator finds around it; `asked` is what it asked for."""

    def __init__(self, folder: Path, own: Own) -> None:
        self.asked: set[str] = set()
        self._folder, self._own = folder, own
        self._shift = 0.0
        self._number = 0

    def install(self) -> None:
        """Put other clocks in place of Python's, and a watched environment."""
        for name in ("time", "monotonic", "perf_counter", "localtime", "gmtime", "ctime"):
            setattr(time, name, getattr(self, f"_{name}")(getattr(time, name)))
        for name in ("time_ns", "monotonic_ns", "perf_counter_ns"):
            setattr(time, name, self._in_nanoseconds(getattr(time, name.removesuffix("_ns"))))
        time.strftime = self._strftime(time.strftime)
        _teach_datetime(self._note_clock)
        os.environ.__class__ = _watched_environment(type(os.environ), self)
        self.move(0)

    def move(self, number: int) -> None:
        """Go to other surroundings; there are `COUNT`."""
        self._number = number
        there = datetime.datetime(
            2021 + number,
            number % 12 + 1,
            (number * 5) % 28 + 1,
            number,
            (number * 7 + 3) % 60,
            (number * 11 + 5) % 60,
            tzinfo=datetime.UTC,
        )
        self._shift += there.timestamp() - time.time()
        folder = self._folder / "elsewhere"[: number % 9 + 1]
        folder.mkdir(exist_ok=True)
        os.chdir(folder)
        os.environ["TZ"] = _ZONES[number % len(_ZONES)]
        os.environ["HOME"] = str(folder)
        if hasattr(time, "tzset"):
            time.tzset()
        _set_locale(_LOCALES[number % len(_LOCALES)])

    def says_of(self, name: str) -> str:
        """Return what an environment variable holds for the generator."""
        self.asked.add(f"the environment variable {name}")
        return _UNKNOWN * (self._number % 3 + 1)

    def asks(self) -> bool:
        """Whether it is the generator's own code that asks."""
        return self._own.asks("os", "_collections_abc", "collections")

    def _note_clock(self) -> None:
        if self._own.asks():
            self.asked.add("the clock")

    def _time(self, real: Callable[[], float]) -> Callable[[], float]:
        def now() -> float:
            self._note_clock()
            return real() + self._shift

        return now

    def _monotonic(self, real: Callable[[], float]) -> Callable[[], float]:
        return lambda: real() + 1e6  # never goes back, whatever the time of day does

    _perf_counter = _monotonic

    def _in_nanoseconds(self, seconds: Callable[[], float]) -> Callable[[], int]:
        return lambda: int(seconds() * 1e9)

    def _localtime(self, real: Callable[[float], Any]) -> Callable[..., Any]:
        return lambda seconds=None: real(time.time() if seconds is None else seconds)

    _gmtime = _ctime = _localtime

    def _strftime(self, real: Callable[..., str]) -> Callable[..., str]:
        return lambda form, moment=None: real(form, time.localtime() if moment is None else moment)


def _set_locale(name: str) -> None:
    try:
        locale.setlocale(locale.LC_ALL, name)
    except locale.Error:  # it is not installed
        locale.setlocale(locale.LC_ALL, "C")


def _teach_datetime(note: Callable[[], None]) -> None:
    """Let `datetime.now` ask `time.time`, as `date.today` does by itself.

    The class stays the same one, or annotations would name another than those they are compared
    with; so the new methods go into the dictionary of the built-in class.
    """

    def now(cls: type[datetime.datetime], tz: datetime.tzinfo | None = None) -> datetime.datetime:
        note()
        return cls.fromtimestamp(time.time(), tz)

    def utcnow(cls: type[datetime.datetime]) -> datetime.datetime:
        return now(cls, datetime.UTC).replace(tzinfo=None)

    (names,) = (found for found in gc.get_referents(datetime.datetime.__dict__))
    names.update(now=classmethod(now), utcnow=classmethod(utcnow))
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(datetime.datetime))


def _watched_environment(base: type, surroundings: Surroundings) -> type:
    """Return a class of environments in which each variable holds something for the generator."""

    class Environment(base):  # type: ignore[misc]  # the class of os.environ has no public name
        def __getitem__(self, key: str) -> str:
            if surroundings.asks():
                return surroundings.says_of(key)
            found: str = super().__getitem__(key)
            return found

        def __contains__(self, key: object) -> bool:
            if surroundings.asks():
                surroundings.says_of(str(key))
                return True
            found: bool = super().__contains__(key)
            return found

    return Environment
