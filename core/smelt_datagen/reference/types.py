"""What the types of parameters are called, and which mappings stand inside them."""

from __future__ import annotations

import datetime
import types
from collections.abc import Iterator, Mapping
from typing import Any, Union, get_args, get_origin

import attrs

from smelt_datagen.messages import quote
from smelt_datagen.protocol.generator import Generator
from smelt_datagen.protocol.scalars import ConfigFile, Scalar, Seed

WORDS: Mapping[Any, str] = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    datetime.date: "date",
    datetime.datetime: "timestamp",
    Scalar: "scalar",
    Seed: "seed",
    ConfigFile: "file",
    Generator: "generator",
    Any: "value",
}
"""What the types of parameters are called."""


def spell(hint: Any) -> str:
    """Return a type in words; a class with parameters of its own is a mapping."""
    if hint in WORDS:
        return WORDS[hint]
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (list, tuple):
        return f"list of {_plural(spell(arguments[0]))}"
    if origin is dict:
        return f"mapping of {spell(arguments[0])} to {spell(arguments[1])}"
    if origin in (Union, types.UnionType):
        return " or ".join("null" if part is type(None) else spell(part) for part in arguments)
    return "mapping" if attrs.has(hint) else getattr(hint, "__name__", str(hint))


def spell_default(field: attrs.Attribute[Any]) -> str | None:
    """Return the default of a parameter as YAML has it, None if it is required."""
    if field.default is attrs.NOTHING:
        return None
    make = getattr(field.default, "factory", lambda: field.default)  # an attrs.Factory or a value
    value = make()
    return "a mapping" if attrs.has(type(value)) else quote(value)


def nested(hint: Any) -> tuple[type, ...]:
    """Return the classes of parameters that stand inside a type, in their order."""
    return tuple(dict.fromkeys(_nested(hint)))


def _nested(hint: Any) -> Iterator[type]:
    if isinstance(hint, type) and attrs.has(hint) and not issubclass(hint, Generator):
        yield hint
    for part in get_args(hint):
        yield from _nested(part)


def _plural(words: str) -> str:
    """Return the plural of what `spell` calls a type, each part of a union by itself."""
    parts = words.split(" or ")
    return " or ".join(_plural_of_one(part) for part in parts)


def _plural_of_one(words: str) -> str:
    for kind in ("list", "mapping"):
        if words.startswith(f"{kind} of "):
            return f"{kind}s{words.removeprefix(kind)}"
    return words if words == "null" else f"{words}s"
