"""The plugin: what `smelt_datagen` finds through the entry point."""

from __future__ import annotations

from smelt_datagen.plugin import Generator, Section, hookimpl

from smelt_datagen_builtin.choices import nullable
from smelt_datagen_builtin.identifiers import identifiers
from smelt_datagen_builtin.json import structured
from smelt_datagen_builtin.numbers import numbers
from smelt_datagen_builtin.references import linked
from smelt_datagen_builtin.text import strings
from smelt_datagen_builtin.time import temporal


@hookimpl
def smelt_datagen_sections() -> list[type[Section]]:
    """Return the built-in sections."""
    return [linked.LinkedPools]


@hookimpl
def smelt_datagen_generators() -> list[type[Generator]]:
    """Return the built-in generators, in the order of the reference."""
    return [
        identifiers.SequentialId,
        identifiers.Uuid,
        identifiers.ForeignKey,
        strings.Constant,
        strings.WeightedChoice,
        strings.OneOf,
        strings.StringPattern,
        numbers.UniformInt,
        numbers.UniformFloat,
        numbers.LogNormal,
        numbers.Geometric,
        temporal.Date,
        temporal.Timestamp,
        temporal.TimestampOffset,
        nullable.Bool,
        nullable.Optional,
        structured.JsonObject,
        structured.JsonArray,
        linked.LinkedChoice,
    ]
