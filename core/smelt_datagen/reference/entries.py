"""What the registered classes say of themselves: the generator reference, as data."""

from __future__ import annotations

import datetime
import inspect
import types
from collections.abc import Mapping
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from smelt_datagen.execution.blocks import to_table
from smelt_datagen.messages import quote
from smelt_datagen.planning.planner import plan
from smelt_datagen.plugins.registry import Plugin, Plugins
from smelt_datagen.protocol.generator import Generator
from smelt_datagen.protocol.parameter import parameter_text, parameters, spell_bounds
from smelt_datagen.protocol.scalars import Scalar, Seed
from smelt_datagen.reference.examples import COLUMN, DATASET, example_of

WORDS: Mapping[Any, str] = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    datetime.date: "date",
    datetime.datetime: "timestamp",
    Scalar: "scalar",
    Seed: "seed",
    Generator: "generator",
}
"""What the types of parameters are called."""


@attrs.frozen
class Parameter:
    """One parameter as the reference shows it; `default` is YAML text, None if it is required."""

    name: str
    type: str
    default: str | None
    bounds: str
    text: str


@attrs.frozen
class Entry:
    """One generator type as the reference shows it."""

    type: str
    summary: str
    details: str
    parameters: tuple[Parameter, ...]
    output: str
    example: str
    context: str
    """YAML of what the example refers to; empty if it stands alone."""


def entry(cls: type[Generator]) -> Entry:
    """Return what the class says of itself."""
    summary, _, details = inspect.cleandoc(cls.__doc__ or "").partition("\n\n")
    hints = get_type_hints(cls)
    return Entry(
        type=cls.declaration.type,
        summary=" ".join(summary.split()),
        details=details.strip(),
        parameters=tuple(_parameter(field, hints[field.name]) for field in parameters(cls)),
        output=cls.declaration.output or _spell_arrow(getattr(cls, "data_type", None)),
        example=cls.declaration.example,
        context=cls.declaration.context,
    )


def samples(cls: type[Generator], plugins: Plugins, count: int = 5) -> list[Any]:
    """Return the first values of the class's example, at seed 42, as Python values."""
    planned = plan(example_of(cls.declaration), seed=42, plugins=plugins)[DATASET]
    values: list[Any] = to_table(planned, 0, count).column(COLUMN).to_pylist()
    return values


def as_values(shown: Entry) -> Mapping[str, Any]:
    """Return an entry as plain values, as JSON has them."""
    values = attrs.asdict(shown)
    for parameter in values["parameters"]:
        parameter["required"] = parameter["default"] is None
    return values


def plugin_values(plugin: Plugin, plugins: Plugins) -> Mapping[str, Any]:
    """Return what is known of one of the plugins as plain values, as JSON has them."""
    disputes = _disputes(plugin, plugins)
    return {
        **attrs.asdict(plugin.origin),
        "status": "conflict" if disputes else plugin.status,
        "reason": "; ".join(filter(None, [plugin.reason, *disputes])),
        "generators": [cls.declaration.type for cls in plugin.generators],
        "sections": [field.name for cls in plugin.sections for field in parameters(cls)],
    }


def _disputes(plugin: Plugin, plugins: Plugins) -> list[str]:
    """Return a sentence for each type that another plugin provides too."""
    return [
        f"'{cls.declaration.type}' is also provided by {other.origin}: refused where it is used"
        for cls in plugin.generators
        for other in plugins.owners(cls.declaration.type)
        if other is not plugin
    ]


def _parameter(field: attrs.Attribute[Any], hint: Any) -> Parameter:
    return Parameter(
        field.name, _spell(hint), _default(field), spell_bounds(field), parameter_text(field)
    )


def _default(field: attrs.Attribute[Any]) -> str | None:
    if field.default is attrs.NOTHING:
        return None
    make = getattr(field.default, "factory", lambda: field.default)  # an attrs.Factory or a value
    return quote(make())


def _spell(hint: Any) -> str:
    if hint in WORDS:
        return WORDS[hint]
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (list, tuple):
        return f"list of {_spell(arguments[0])}s"
    if origin is dict:
        return f"mapping of {_spell(arguments[0])} to {_spell(arguments[1])}"
    if origin in (Union, types.UnionType):
        return " or ".join("null" if part is type(None) else _spell(part) for part in arguments)
    return getattr(hint, "__name__", str(hint))


def _spell_arrow(data_type: Any) -> str:
    return "depends on the parameters" if data_type is None else str(data_type)
