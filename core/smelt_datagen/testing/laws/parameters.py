"""Parameters: they survive the way to YAML and back, and bad ones are refused by the plan."""

from __future__ import annotations

import contextlib
import datetime
import inspect
import types
from collections.abc import Iterator, Mapping, Sequence
from time import perf_counter
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

import attrs

from smelt_datagen.config.structuring import Structurer
from smelt_datagen.errors import ConfigError, GeneratorError
from smelt_datagen.protocol.generator import Generator
from smelt_datagen.protocol.parameter import (
    TEXT,
    parameter_bounds,
    parameter_key,
    parameters,
)
from smelt_datagen.protocol.scalars import Scalar, Seed
from smelt_datagen.testing.digests import digest
from smelt_datagen.testing.law import LawBroken
from smelt_datagen.testing.subject import COLUMN, Subject, as_yaml, values

ROUND_TRIP, REFUSED = "round-trip", "refused"
SEVERAL = 4
_SLOW_SECONDS = 0.1

Steps: TypeAlias = tuple[Any, ...]
Candidate: TypeAlias = tuple[Steps, object]
"""Where in the parameters a value goes, and the value."""
Verdict: TypeAlias = tuple[Literal["refused", "works", "slow", "wrong"], str]
"""What becomes of a candidate; of one that works, slowly or not, a digest of the first values."""

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


def candidates(subject: Subject) -> Iterator[Candidate]:
    """Yield values that may be bad, each for a parameter, or for one inside a parameter."""
    yield from _of_fields(subject.cls, subject.spec, ())


def with_candidate(subject: Subject, candidate: Candidate) -> Subject:
    """Return the subject with one of its parameters in place of what it was, and few rows."""
    path, value = candidate
    return attrs.evolve(subject, spec=_replaced(subject.spec, path, value), rows=SEVERAL)


def spelled(candidate: Candidate) -> str:
    """Return a parameter and its value as messages name it."""
    (first, *rest), value = candidate
    inner = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in rest)
    return f"{first}{inner}: {value!r}"


def refused_or_works(subject: Subject, candidate: Candidate) -> Verdict:
    """Return what becomes of a value: it is refused by the plan, or works, or is accepted."""
    began = perf_counter()
    tried, name = with_candidate(subject, candidate), spelled(candidate)
    try:
        planned = tried.plan()
    except ConfigError:
        return "refused", ""
    except GeneratorError as error:
        return "wrong", f"{name} is not refused through scope.fail: {error}"
    try:
        made = digest(values(planned, range(SEVERAL), COLUMN))
    except (GeneratorError, MemoryError) as error:
        return "wrong", f"{name} is accepted and then fails: {error}"
    return "slow" if perf_counter() - began > _SLOW_SECONDS else "works", made


def _of_fields(cls: type, given: Mapping[Any, Any], path: Steps) -> Iterator[Candidate]:
    hints = get_type_hints(cls)
    for field in parameters(cls):
        key, hint = parameter_key(field), hints[field.name]
        here = (*path, key)
        for value in (*_OF_ANY_TYPE, *_values_of(hint), *_edges(field)):
            yield here, value
        if key in given:
            yield from _inside(hint, given[key], here)


def _inside(hint: Any, given: Any, path: Steps) -> Iterator[Candidate]:
    """Yield candidates for what stands inside a value: the first of a list, two of a mapping."""
    for part in _parts_of(hint):
        origin, arguments = get_origin(part), get_args(part)
        if inspect.isclass(part) and _has_parameters(part) and isinstance(given, Mapping):
            yield from _of_fields(part, given, path)
        elif origin in (list, tuple, Sequence) and isinstance(given, list) and given:
            yield from _of_item(arguments[0], given[0], (*path, 0))
        elif origin in (dict, Mapping) and isinstance(given, Mapping):
            for key in list(given)[:2]:
                yield from _of_item(arguments[1], given[key], (*path, key))


def _of_item(hint: Any, given: Any, path: Steps) -> Iterator[Candidate]:
    for value in (*_OF_ANY_TYPE, *_values_of(hint)):
        yield path, value
    yield from _inside(hint, given, path)


def _has_parameters(part: type) -> bool:
    """Whether fields of a class are parameters; a generator in a parameter has its own check."""
    if not attrs.has(part) or issubclass(part, Generator):
        return False
    return all(TEXT in field.metadata for field in parameters(part))


def _replaced(given: Any, path: Steps, value: object) -> Any:
    if not path:
        return value
    step, *rest = path
    if isinstance(given, Mapping):
        return {**given, step: _replaced(given.get(step, {}), tuple(rest), value)}
    return [
        _replaced(item, tuple(rest), value) if place == step else item
        for place, item in enumerate(given)
    ]


def _edges(field: attrs.Attribute[Any]) -> Iterator[object]:
    """Yield what the bounds of a parameter just allow, and all its choices."""
    for name, limit in parameter_bounds(field).items():
        if name == "choices":
            yield from limit
        else:
            yield limit
            yield limit + 1 if name in ("ge", "gt") else limit - 1


def _values_of(hint: Any) -> Iterator[object]:
    for part in (hint, *_parts_of(hint)):
        with contextlib.suppress(TypeError):  # not hashable, and so none of these
            yield from _OF_TYPE.get(part, ())


def _parts_of(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)
