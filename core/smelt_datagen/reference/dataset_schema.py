"""What a JSON Schema says of keys of a dataset that stand in place of each other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

Schema: TypeAlias = dict[str, Any]


def object_schema(properties: Schema, required: Iterable[str]) -> Schema:
    """Return the schema of a mapping with these keys and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def or_inherited(partition: Schema) -> Schema:
    """Return the schema of a partition: by days, by a column, or the parent's."""
    by_days, by_column = ["start", "days"], ["by"]
    ways = [
        {"required": by_days, "properties": {"by": False, "unit": False}},
        {"required": by_column, "properties": {"start": False, "days": False}},
    ]
    return {"oneOf": [{"const": "inherit"}, {**partition, "oneOf": ways}]}


def with_rows(dataset: Schema, column: Schema) -> Schema:
    """Return the schema of a dataset whose rows may be written down in place of generators."""
    properties = dict(dataset["properties"])
    generated = {"columns": properties["columns"]}
    named = {key: column["properties"][key] for key in ("name", "data_type", "hidden")}
    listed = {"type": "array", "minItems": 1, "items": object_schema(named, ["name"])}
    properties["columns"] = {"description": properties["columns"]["description"]}
    properties["rows"] = {
        "description": properties["rows"]["description"],
        "type": "array",
        "minItems": 1,
        "items": {"type": ["array", "object"]},
    }
    return {
        **dataset,
        "properties": properties,
        "required": [key for key in dataset["required"] if key not in ("num_rows", "columns")],
        "if": {"required": ["rows"]},
        "then": {
            "properties": {"num_rows": False, "scale": False, "parent": False, "columns": listed}
        },
        "else": {
            "required": ["columns"],
            "properties": generated,
            "if": {"required": ["parent"]},
            "then": {"properties": {"num_rows": False, "scale": False}},
            "else": {"required": ["num_rows"]},
        },
    }
