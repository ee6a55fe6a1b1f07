"""How a parameter is declared: its documentation, its default, its bounds."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping
from typing import Any, cast

import attrs

from smelt_datagen.errors import ParameterError
from smelt_datagen.messages import near_names, quote
from smelt_datagen.protocol.param_arguments import (
    check_alias,
    check_bounds,
    check_default,
    check_text,
    choices_of,
)

TEXT = "smelt_datagen.text"
_ALIAS, _CHECK, _BOUNDS = "smelt_datagen.alias", "smelt_datagen.check", "smelt_datagen.bounds"


def param(  # noqa: PLR0913 (each a keyword of its own)
    text: str,
    *,
    default: Any = attrs.NOTHING,
    factory: Callable[[], Any] | None = None,
    ge: float | None = None,
    gt: float | None = None,
    le: float | None = None,
    lt: float | None = None,
    choices: Collection[object] | None = None,
    alias: str | None = None,
) -> Any:
    """Declare a parameter: its documentation, its default if it has one, and its bounds.

    `factory` makes the default where it is a list or a dict. `alias` is what YAML calls the
    parameter where that cannot be the field's own name: `from`, `acme.holidays`.

    The annotation is the type that YAML must have: int, float, str, bool, datetime.date,
    datetime.datetime, a list, dict or union of such, `Scalar`, `Seed`, `ConfigFile`, a frozen attrs
    class whose fields are `param`s for a nested mapping, or `Generator` for a nested one. `ge`,
    `gt`, `le`, `lt` bound numbers; `choices` lists all that is allowed. A value outside raises
    ParameterError, which names the parameter.

    Raises TypeError or ValueError for arguments that do not go together, as a default outside.
    """
    check_text(text)
    check_alias(alias)
    check_default(default, is_given=default is not attrs.NOTHING, factory=factory)
    limits = {"ge": ge, "gt": gt, "le": le, "lt": lt}
    bounds = {name: limit for name, limit in limits.items() if limit is not None}
    check_bounds(bounds)
    choices = choices_of(choices)
    check = _checker(bounds, choices)
    if default is not attrs.NOTHING and (wrong := check(default)) is not None:
        raise ValueError(f"the default {wrong}")

    def validate(_instance: object, attribute: attrs.Attribute[Any], value: Any) -> None:
        if (wrong := check(value)) is not None:
            raise ParameterError(parameter_key(attribute), wrong)

    return attrs.field(
        default=default if factory is None else attrs.Factory(factory),
        validator=validate,
        metadata={
            TEXT: text,
            _ALIAS: alias,
            _CHECK: check,
            _BOUNDS: {**bounds, "choices": choices},
        },
        kw_only=True,
    )


def parameters(cls: type) -> tuple[attrs.Attribute[Any], ...]:
    """Return the parameters of a declared class, in their order; those of a base come last."""
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(cast("type[attrs.AttrsInstance]", cls))
    own_first = sorted(fields, key=lambda field: field.inherited)  # type: ignore[attr-defined]  # the stubs lack it
    return tuple(own_first)


def parameter_key(field: attrs.Attribute[Any]) -> str:
    """Return what a parameter is called in YAML."""
    key: str = field.metadata.get(_ALIAS) or field.name
    return key


def parameter_keys(cls: type) -> tuple[str, ...]:
    """Return what the parameters of a declared class are called in YAML, in their order."""
    return tuple(parameter_key(field) for field in parameters(cls))


def refuse_double_keys(cls: type) -> None:
    """Raise TypeError if two parameters of a class are called the same in YAML."""
    first: dict[str, str] = {}
    for field in parameters(cls):
        key = parameter_key(field)
        if key in first:
            taken = f"the key '{key}' is that of '{first[key]}' already"
            raise TypeError(f"{cls.__qualname__}.{field.name}: {taken}")
        first[key] = field.name


def values_by_key(instance: object) -> dict[str, Any]:
    """Return the values of an instance's parameters, by what they are called in YAML."""
    fields = parameters(type(instance))
    return {parameter_key(field): getattr(instance, field.name) for field in fields}


def parameter_text(field: attrs.Attribute[Any]) -> str:
    """Return the documentation of a parameter."""
    text: str = field.metadata[TEXT]
    return text


def parameter_check(field: attrs.Attribute[Any]) -> Callable[[Any], str | None]:
    """Return the function that says what is wrong with a value of a field, or None if nothing."""
    check: Callable[[Any], str | None] = field.metadata.get(_CHECK, lambda _value: None)
    return check


def parameter_bounds(field: attrs.Attribute[Any]) -> Mapping[str, Any]:
    """Return those of ge, gt, le, lt and choices that `param` was given."""
    bounds: Mapping[str, Any] = field.metadata[_BOUNDS]
    return {name: limit for name, limit in bounds.items() if limit is not None}


def spell_bounds(field: attrs.Attribute[Any]) -> str:
    """Return the bounds of a parameter in words, empty if it has none."""
    words = [
        f"one of {', '.join(map(quote, limit))}"
        if name == "choices"
        else f"{_COMPARISONS[name][0]} {limit}"
        for name, limit in parameter_bounds(field).items()
    ]
    return ", ".join(words)


def _checker(
    bounds: Mapping[str, float], choices: Collection[object] | None
) -> Callable[[Any], str | None]:
    def check(value: Any) -> str | None:
        if value is None:
            return None
        if choices is not None and value not in choices:
            close = near_names(str(value), map(str, choices), only_close=True)
            return f"must be one of {', '.join(map(quote, choices))} (found {quote(value)}){close}"
        if isinstance(value, float) and not math.isfinite(value):
            return f"must be finite (found {quote(value)})"
        for name, limit in bounds.items():
            words, holds = _COMPARISONS[name]
            if not holds(value, limit):
                return f"must be {words} {limit} (found {quote(value)})"
        return None

    return check


_COMPARISONS: dict[str, tuple[str, Callable[[float, float], bool]]] = {
    "ge": ("at least", lambda value, limit: value >= limit),
    "gt": ("greater than", lambda value, limit: value > limit),
    "le": ("at most", lambda value, limit: value <= limit),
    "lt": ("less than", lambda value, limit: value < limit),
}
