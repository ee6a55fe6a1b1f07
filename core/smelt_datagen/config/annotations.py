"""Which annotations a parameter may have: what YAML can give."""

from __future__ import annotations

import dataclasses
import datetime
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from smelt_datagen.config.scalars import LEAVES
from smelt_datagen.protocol.generator import Generator
from smelt_datagen.protocol.parameter import TEXT, parameters, refuse_double_keys
from smelt_datagen.protocol.scalars import Scalar, Seed
from smelt_datagen.protocol.section import Section

_KEYS = (str, int, float, bool, datetime.date, datetime.datetime, Scalar, Seed, Any)
"""What the keys of a mapping can be."""
_CONTAINERS = (list, tuple, dict)


def check_types(cls: type) -> None:
    """Raise TypeError if a parameter of a declared class has an annotation that YAML cannot give.

    The message has the way there, as in `Pool.shapes: Shape.fields: YAML cannot give set`. Raises
    what looking the annotations up raises, as NameError for one that is not there.
    """
    for wrong in _wrong(cls, ()):
        raise TypeError(wrong)


def _wrong(cls: type, outer: tuple[type, ...]) -> Iterator[str]:
    """Yield what is wrong with the parameters of a class that stands inside others."""
    refuse_double_keys(cls)
    hints = get_type_hints(cls)
    for field in parameters(cls):
        place = f"{cls.__qualname__}.{field.name}"
        if TEXT not in field.metadata:
            yield f"{place}: declare it with param(...)"
        for reason in _wrong_in(hints[field.name], (*outer, cls)):
            yield f"{place}: {reason}"


def _wrong_in(hint: Any, outer: tuple[type, ...]) -> Iterator[str]:
    """Yield what is wrong with what is no scalar and no generator in an annotation."""
    origin, arguments = get_origin(hint), get_args(hint)
    if hint in LEAVES or hint in (Any, Generator, type(None)) or hint in outer:
        return
    if origin in (*_CONTAINERS, Union, types.UnionType):
        yield from _wrong_in_container(hint)
        for inner in arguments:
            if inner is not Ellipsis:
                yield from _wrong_in(inner, outer)
    elif _is_class_of_parameters(hint):
        yield from _wrong(hint, outer)
    else:
        yield f"YAML cannot give {getattr(hint, '__qualname__', hint)}{_advice(hint)}"


def _wrong_in_container(hint: Any) -> Iterator[str]:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is tuple and arguments[1:] != (...,):
        yield f"YAML cannot give {hint}: use tuple[X, ...], a list of any length"
    if origin is dict and not all(key in _KEYS for key in _parts(arguments[0])):
        key = getattr(arguments[0], "__qualname__", arguments[0])
        yield f"YAML cannot give {key} as a key: use str"


def _parts(hint: Any) -> tuple[Any, ...]:
    is_union = hint not in _KEYS and get_origin(hint) in (Union, types.UnionType)
    return get_args(hint) if is_union else (hint,)


def _is_class_of_parameters(hint: Any) -> bool:
    is_class = isinstance(hint, type) and attrs.has(hint)
    return is_class and not issubclass(hint, Generator | Section)


def _advice(hint: Any) -> str:
    """Return what to write in place of an annotation, if that is likely to be known."""
    if hint in _CONTAINERS:
        return ": say of what, as in list[str], dict[str, float]"
    if hint is Path:
        return ": use ConfigFile"
    if isinstance(hint, type) and issubclass(hint, Generator):
        return ": annotate it as Generator"
    if dataclasses.is_dataclass(hint):
        return ": use an attrs class of params"
    return ""
