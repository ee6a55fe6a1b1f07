"""A JSON Schema (2020-12) of the config, for editors: all keys, all generators, all texts.

It knows what one value can be. What depends on other values, such as names of datasets, only a plan
can tell.
"""

from __future__ import annotations

import datetime
import inspect
import types
from collections.abc import Mapping
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from smelt_datagen.config.keys import RULE, TEXT, key_name, keys
from smelt_datagen.config.model_reader import MODELS
from smelt_datagen.config.models import Config, FormatConfig, GeneratorConfig
from smelt_datagen.plugins.kinds import FORMATS
from smelt_datagen.plugins.registry import Plugins
from smelt_datagen.protocol.generator import Generator
from smelt_datagen.protocol.parameter import (
    parameter_bounds,
    parameter_key,
    parameter_text,
    parameters,
)
from smelt_datagen.protocol.scalars import ConfigFile, Scalar, Seed
from smelt_datagen.randomness.streams import LARGEST_SEED
from smelt_datagen.reference.dataset_schema import Schema, object_schema, or_inherited, with_rows
from smelt_datagen.reference.entries import entry

TITLE = "smelt-datagen config"

_MODELS: Mapping[Any, str] = {
    model: model.__name__.removesuffix("Config").lower() for model in MODELS if model is not Config
}
"""What the schema calls those that stand inside of a config."""
_LEAVES: Mapping[Any, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    type(None): {"type": "null"},
    Seed: {"type": "integer", "minimum": 0, "maximum": LARGEST_SEED},
    ConfigFile: {"type": "string", "minLength": 1},
    Scalar: {"type": ["string", "number", "boolean"]},
    datetime.date: {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    datetime.datetime: {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$"},
    Generator: {"$ref": "#/$defs/generator"},
    GeneratorConfig: {"$ref": "#/$defs/generator"},
    FormatConfig: {"$ref": "#/$defs/format"},
    **{model: {"$ref": f"#/$defs/{name}"} for model, name in _MODELS.items()},
}
_BOUNDS = {
    "ge": "minimum",
    "gt": "exclusiveMinimum",
    "le": "maximum",
    "lt": "exclusiveMaximum",
    "choices": "enum",
}


def config_schema(plugins: Plugins) -> Schema:
    """Return the schema of a config whose generators and sections come from `plugins`."""
    models = {name: _model(model) for model, name in _MODELS.items()}
    models["dataset"] = with_rows(models["dataset"], models["column"])
    models["partition"] = or_inherited(models["partition"])
    for section in plugins.sections:
        keys, _ = _parameters(section)
        models["dataset"]["properties"] |= {
            key: schema for key, schema in keys.items() if len(plugins.key_owners(key)) == 1
        }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": TITLE,
        **_model(Config),
        "patternProperties": {"^x-": {"description": "Ignored: a place for anchors."}},
        "$defs": {**models, **_generators(plugins), "format": _formats(plugins)},
    }


def _formats(plugins: Plugins) -> Schema:
    """Return the definition of any file format: its name, or a mapping with its options."""
    names = [name for name in plugins.names(FORMATS) if len(plugins.owners_of(FORMATS, name)) == 1]
    each = []
    for name in names:
        cls = plugins.named(FORMATS, name)
        properties, required = _parameters(cls)
        text = inspect.cleandoc(cls.__doc__ or "")
        whole = object_schema({"type": {"const": name}, **properties}, ["type", *required])
        each.append({"description": text, **whole})
    return {"oneOf": [{"enum": names}, *each]}


def _generators(plugins: Plugins) -> Schema:
    """Return the definition of any generator, and one of each: which applies, the type says."""
    classes = [plugins.generator(name) for name in plugins.types if len(plugins.owners(name)) == 1]
    names = [cls.declaration.type for cls in classes]
    kinds = [{"const": cls.declaration.type, "description": entry(cls).summary} for cls in classes]
    generator = {
        "type": "object",
        "properties": {"type": {"description": "What kind of generator.", "oneOf": kinds}},
        "required": ["type"],
        "allOf": [
            {
                "if": {"properties": {"type": {"const": name}}, "required": ["type"]},
                "then": {"$ref": f"#/$defs/generator.{name}"},
            }
            for name in names
        ],
    }
    each = {f"generator.{cls.declaration.type}": _generator(cls) for cls in classes}
    return {"generator": generator, **each}


def _generator(cls: type[Generator]) -> Schema:
    properties, required = _parameters(cls)
    shown = entry(cls)
    return {
        "description": f"{shown.summary}\n\n{shown.details}".strip(),
        "examples": [shown.example],
        **object_schema({"type": {"const": shown.type}, **properties}, ["type", *required]),
    }


def _model(model: Any) -> Schema:
    hints = get_type_hints(model)
    properties, required = {}, []
    for field in keys(model):
        rule = field.metadata[RULE]
        value = _bounded(_without_null(hints[field.name]), {} if rule is None else rule.schema)
        if field.default is attrs.NOTHING and get_origin(hints[field.name]) is tuple:
            value["minItems"] = 1
        name = key_name(field)
        properties[name] = {"description": field.metadata[TEXT], **value, **_default(field)}
        if field.default is attrs.NOTHING:
            required.append(name)
    return {"description": model.__doc__ or "", **object_schema(properties, required)}


def _parameters(cls: type, outer: tuple[type, ...] = ()) -> tuple[Schema, list[str]]:
    """Return the properties of a declared class, and the names of those that are required.

    `outer` are the classes that it stands in.
    """
    hints = get_type_hints(cls)
    fields = {parameter_key(field): field for field in parameters(cls)}
    properties = {
        key: {
            "description": parameter_text(field),
            **_bounded(hints[field.name], _limits(parameter_bounds(field)), (*outer, cls)),
            **_default(field),
        }
        for key, field in fields.items()
    }
    return properties, [key for key, one in fields.items() if one.default is attrs.NOTHING]


def _default(field: attrs.Attribute[Any]) -> Schema:
    is_plain = isinstance(field.default, str | int | float)
    return {"default": field.default} if is_plain else {}


def _limits(bounds: Mapping[str, Any]) -> Schema:
    return {
        _BOUNDS[name]: list(limit) if name == "choices" else limit for name, limit in bounds.items()
    }


def _bounded(hint: Any, limits: Mapping[str, Any], outer: tuple[type, ...] = ()) -> Schema:
    """Return the schema of a type whose values, if not null, have limits."""
    schema = _of_type(hint, outer)
    branches = schema.get("anyOf", [schema])
    for branch in branches:
        if branch.get("type") != "null":
            branch.update(limits)
    return schema


def _without_null(hint: Any) -> Any:
    """Return the type of a key; one that holds a mapping may be missing, but not null."""
    parts = [part for part in get_args(hint) if part in _MODELS or part is GeneratorConfig]
    return parts[0] if parts and get_origin(hint) in (Union, types.UnionType) else hint


def _of_type(hint: Any, outer: tuple[type, ...]) -> Schema:
    if hint in _LEAVES:
        return dict(_LEAVES[hint])
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (list, tuple):
        return {"type": "array", "items": _of_type(arguments[0], outer)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _of_type(arguments[1], outer)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_of_type(part, outer) for part in arguments]}
    return _nested(hint, outer) if attrs.has(hint) else {}


def _nested(cls: type, outer: tuple[type, ...]) -> Schema:
    """Return the schema of a class of parameters; one that stands in itself is any mapping."""
    inside = {"type": "object"} if cls in outer else object_schema(*_parameters(cls, outer))
    text = inspect.cleandoc(cls.__doc__ or "")
    return {"description": text, **inside} if text else inside
