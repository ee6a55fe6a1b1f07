"""YAML scalars as parameter values: exactly the type that is asked for, nothing coerced."""

from __future__ import annotations

import contextlib
import datetime
import math
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from smelt_datagen.messages import expected, quote
from smelt_datagen.protocol.scalars import ConfigFile, Scalar, Seed
from smelt_datagen.randomness.streams import LARGEST_SEED

_SMALLEST_INT, _LARGEST_INT = -(2**63), 2**63 - 1
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIMESTAMP = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}")


class Wrong(ValueError):  # noqa: N818 (reads as what it says: the value is wrong)
    """A value is wrong; with `key`, what stands under that key of it."""

    def __init__(self, message: str, key: str | None = None) -> None:
        self.key = key
        super().__init__(message)


def _string(value: Any, _as_type: Any) -> str:
    if isinstance(value, str):
        return value
    hint = ": write it in quotes"
    if value is None or isinstance(value, list):
        hint = ""
    elif isinstance(value, Mapping):
        hint = ": text that begins with a brace needs quotes"
    raise Wrong(expected("a string", value) + hint)


def _boolean(value: Any, _as_type: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise Wrong(expected("true or false", value))


def _integer(value: Any, _as_type: Any) -> int:
    if type(value) is not int:
        raise Wrong(expected("an integer", value))
    if not _SMALLEST_INT <= value <= _LARGEST_INT:
        raise Wrong(f"must fit in 64 bits, from -2^63 to 2^63 - 1 (found {quote(value)})")
    return value


def _number(value: Any, _as_type: Any) -> float:
    if type(value) is int:
        value = float(_integer(value, int))
    if not isinstance(value, float):
        raise Wrong(expected("a number", value))
    if not math.isfinite(value):
        raise Wrong(f"must be finite (found {quote(value)})")
    return value


def _seed(value: Any, _as_type: Any) -> int:
    if type(value) is not int:
        raise Wrong(expected("an integer", value))
    if not 0 <= value <= LARGEST_SEED:
        raise Wrong(f"must be from 0 to 2^64 - 1 (found {quote(value)})")
    return value


def _date(value: Any, _as_type: Any) -> datetime.date:
    if not (isinstance(value, str) and _DATE.fullmatch(value)):
        raise Wrong(expected("a date as YYYY-MM-DD", value))
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise Wrong(f"there is no such date: {quote(value)}") from None


def _timestamp(value: Any, _as_type: Any) -> datetime.datetime:
    if not (isinstance(value, str) and _TIMESTAMP.fullmatch(value)):
        raise Wrong(expected("a timestamp as YYYY-MM-DDTHH:MM:SS", value))
    with contextlib.suppress(ValueError):
        moment = datetime.datetime.fromisoformat(value)
        if moment.isoformat() == value:  # from Python 3.14 on, hour 24 is the next day's midnight
            return moment
    raise Wrong(f"there is no such time: {quote(value)}")


def _scalar(value: Any, as_type: Any) -> Scalar:
    if type(value) is int:
        return _integer(value, as_type)
    if type(value) is float:
        return _number(value, as_type)
    if isinstance(value, str | bool):
        return value
    raise Wrong(expected("a string, a number, true or false", value))


def config_file(folder: Path) -> Callable[[Any, Any], Path]:
    """Return the hook for paths of files that are relative to `folder`."""

    def hook(value: Any, _as_type: Any) -> Path:
        path = folder / _string(value, str)
        try:
            path = path.resolve()
            if path.is_file():
                return path
            what = "it is a folder" if path.is_dir() else "there is no such file"
        except (OSError, ValueError) as error:  # a name that is too long, or has a null character
            what = getattr(error, "strerror", None) or str(error)
        raise Wrong(f"cannot read {path}: {what}")

    return hook


LEAVES: Mapping[Any, Callable[[Any, Any], Any]] = {
    str: _string,
    bool: _boolean,
    int: _integer,
    float: _number,
    Seed: _seed,
    datetime.date: _date,
    datetime.datetime: _timestamp,
    Scalar: _scalar,
    ConfigFile: config_file(Path()),
}
