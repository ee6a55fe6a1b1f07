"""Parameters: they survive the way to YAML and back, and bad ones are refused by the plan."""

from __future__ import annotations

import datetime
import types
from collections.abc import Iterator, Mapping
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from smelt_datagen.config.structuring import Structurer
from smelt_datagen.errors import ConfigError, GeneratorError
from smelt_datagen.protocol.generator import Generator
from smelt_datagen.protocol.parameter import parameter_bounds, parameter_key, parameters
from smelt_datagen.protocol.scalars import Scalar, Seed
from smelt_datagen.testing.law import LawBroken
from smelt_datagen.testing.subject import COLUMN, Subject, as_yaml, values

ROUND_TRIP, REFUSED = "round-trip", "refused"
_SEVERAL = 4

_OF_ANY_TYPE: tuple[object, ...] = (None, "", "x", "{", [], [1], {}, {"x": 1})
_OF_TYPE: Mapping[Any, tuple[object, ...]] = {
    int: (-(2**63), -1, 0, 1, 2**63 - 1),
    Seed: (0, 2**64 - 1),
    float: (-1e300, -1.0, 0.0, 5e-324, 1.0, 1e300),
    bool: (True, False),
    datetime.date: ("0001-01-01", "9999-12-31"),
    datetime.datetime: ("0001-01-01T00:00:00", "9999-12-31T23:59:59"),
    Scalar: (0, 0.5, True),
}


def round_trip(subject: Subject) -> None:
    """Check that parameters which were read, written and read again are the same."""
    structurer = Structurer(subject.plugins.generator, subject.folder)
    first = structurer.structure(subject.spec, Generator)
    again = structurer.structure(as_yaml(first), Generator)
    before, after = as_yaml(first), as_yaml(again)
    for name, value in before.items():
        if after.get(name) != value:
            raise LawBroken(
                ROUND_TRIP, f"'{name}' is {value!r}, and read again {after.get(name)!r}"
            )
    if first != again:
        raise LawBroken(ROUND_TRIP, f"{before} read twice gives two that are not equal")


def candidates(subject: Subject) -> Iterator[tuple[str, object]]:
    """Yield parameters by name, each with a value that may be bad."""
    hints = get_type_hints(subject.cls)
    for field in parameters(subject.cls):
        for value in (*_OF_ANY_TYPE, *_values_of(hints[field.name]), *_edges(field)):
            yield parameter_key(field), value


def refused_or_works(subject: Subject, name: str, value: object) -> str | None:
    """Return what is wrong if a value is accepted by the plan and then does not work."""
    tried = attrs.evolve(subject, spec={**subject.spec, name: value}, rows=_SEVERAL)
    try:
        planned = tried.plan()
    except ConfigError:
        return None
    except GeneratorError as error:
        return f"{name}: {value!r} is not refused through scope.fail: {error}"
    try:
        values(planned, range(_SEVERAL), COLUMN)
    except (GeneratorError, MemoryError) as error:
        return f"{name}: {value!r} is accepted and then fails: {error}"
    return None


def _edges(field: attrs.Attribute[Any]) -> Iterator[object]:
    """Yield what the bounds of a parameter just allow, and all its choices."""
    for name, limit in parameter_bounds(field).items():
        if name == "choices":
            yield from limit
        else:
            yield limit
            yield limit + 1 if name in ("ge", "gt") else limit - 1


def _values_of(hint: Any) -> Iterator[object]:
    parts = get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)
    for part in (hint, *parts):
        if part in _OF_TYPE:
            yield from _OF_TYPE[part]
