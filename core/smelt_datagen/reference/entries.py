"""What the registered classes say of themselves: the generator reference, as data."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any, get_type_hints

import attrs

from smelt_datagen.execution.blocks import to_table
from smelt_datagen.planning.planner import plan
from smelt_datagen.plugins.kinds import COMMANDS, EXECUTORS, FORMATS, OTHERS
from smelt_datagen.plugins.registry import Plugin, Plugins
from smelt_datagen.protocol.generator import Generator
from smelt_datagen.protocol.parameter import (
    parameter_key,
    parameter_keys,
    parameter_text,
    parameters,
    spell_bounds,
)
from smelt_datagen.protocol.section import Section
from smelt_datagen.reference.examples import COLUMN, DATASET, example_of
from smelt_datagen.reference.types import nested, spell, spell_default


@attrs.frozen
class Parameter:
    """One parameter as the reference shows it; `default` is YAML text, None if it is required."""

    name: str
    """What YAML calls it."""
    type: str
    default: str | None
    bounds: str
    text: str
    fields: tuple[Parameter, ...] = ()
    """The keys of the mappings that stand inside it."""


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


@attrs.frozen
class SectionEntry:
    """One section as the reference shows it: its parameters are keys of a dataset."""

    keys: tuple[str, ...]
    summary: str
    details: str
    parameters: tuple[Parameter, ...]


def entry(cls: type[Generator]) -> Entry:
    """Return what the class says of itself."""
    summary, details = _documentation(cls)
    return Entry(
        type=cls.declaration.type,
        summary=summary,
        details=details,
        parameters=parameters_of(cls),
        output=cls.declaration.output or _spell_arrow(getattr(cls, "data_type", None)),
        example=cls.declaration.example,
        context=cls.declaration.context,
    )


def section_entry(cls: type[Section]) -> SectionEntry:
    """Return what a section says of itself."""
    return SectionEntry(parameter_keys(cls), *_documentation(cls), parameters_of(cls))


def parameters_of(cls: type, outer: tuple[type, ...] = ()) -> tuple[Parameter, ...]:
    """Return the parameters of a declared class, and what stands inside them.

    `outer` are the classes that it stands in; one within itself is not followed again.
    """
    hints = get_type_hints(cls)
    return tuple(_parameter(field, hints[field.name], (*outer, cls)) for field in parameters(cls))


def samples(cls: type[Generator], plugins: Plugins, count: int = 5) -> list[Any]:
    """Return the first values of the class's example, at seed 42, as Python values."""
    planned = plan(example_of(cls.declaration), seed=42, plugins=plugins)[DATASET]
    values: list[Any] = to_table(planned, 0, count).column(COLUMN).to_pylist()
    return values


def as_values(shown: Entry | SectionEntry) -> Mapping[str, Any]:
    """Return an entry as plain values, as JSON has them."""
    values = attrs.asdict(shown, recurse=False)
    return {**values, "parameters": [_parameter_values(one) for one in shown.parameters]}


def _parameter_values(parameter: Parameter) -> Mapping[str, Any]:
    values = attrs.asdict(parameter, recurse=False)
    inside = values.pop("fields")
    values["required"] = parameter.default is None
    return {**values, "fields": [_parameter_values(one) for one in inside]} if inside else values


def plugin_values(plugin: Plugin, plugins: Plugins) -> Mapping[str, Any]:
    """Return what is known of one of the plugins as plain values, as JSON has them."""
    disputes = _disputes(plugin, plugins)
    return {
        **attrs.asdict(plugin.origin),
        "status": "conflict" if disputes else plugin.status,
        "reason": "; ".join(filter(None, [plugin.reason, *disputes])),
        "generators": list(plugin.types),
        "sections": list(plugin.keys),
        "formats": list(plugin.names(FORMATS)),
        "executors": list(plugin.names(EXECUTORS)),
        "commands": list(plugin.names(COMMANDS)),
    }


def _disputes(plugin: Plugin, plugins: Plugins) -> list[str]:
    """Return a sentence for each type and key that another plugin provides too."""
    claimed = [(f"'{name}'", plugins.owners(name)) for name in plugin.types]
    claimed += [(f"the dataset key '{key}'", plugins.key_owners(key)) for key in plugin.keys]
    claimed += [
        (f"the {kind.noun} '{name}'", plugins.owners_of(kind, name))
        for kind in OTHERS
        for name in plugin.names(kind)
    ]
    return [
        f"{what} is also provided by {other.origin}: refused where it is used"
        for what, owners in claimed
        for other in owners
        if other is not plugin
    ]


def _documentation(cls: type) -> tuple[str, str]:
    """Return the first paragraph of a docstring, and the others."""
    summary, _, details = inspect.cleandoc(cls.__doc__ or "").partition("\n\n")
    return " ".join(summary.split()), details.strip()


def _parameter(field: attrs.Attribute[Any], hint: Any, outer: tuple[type, ...]) -> Parameter:
    inside = (cls for cls in nested(hint) if cls not in outer)
    return Parameter(
        name=parameter_key(field),
        type=spell(hint),
        default=spell_default(field),
        bounds=spell_bounds(field),
        text=parameter_text(field),
        fields=tuple(one for cls in inside for one in parameters_of(cls, outer)),
    )


def _spell_arrow(data_type: Any) -> str:
    return "depends on the parameters" if data_type is None else str(data_type)
