"""How a model declares the keys of its YAML, and their documentation."""

from __future__ import annotations

from typing import Any

import attrs

from smelt_datagen.config.rules import Rule

ALIAS = "alias"
FALLBACK = "fallback"
INTERNAL = "internal"
RULE = "rule"
TEXT = "text"


def key(
    fallback: Any, text: str, *, rule: Rule | None = None, alias: str | None = None, **options: Any
) -> Any:
    """Declare a YAML key and its documentation.

    `fallback` stands in when the key is missing or wrong. `alias` is what YAML calls the key where
    that cannot be the field's own name.
    """
    metadata = {FALLBACK: fallback, TEXT: text, RULE: rule, ALIAS: alias}
    return attrs.field(metadata=metadata, kw_only=True, **options)


def internal(**options: Any) -> Any:
    """Declare a field that no YAML key sets."""
    return attrs.field(metadata={INTERNAL: True}, kw_only=True, **options)


def keys(model: type) -> tuple[attrs.Attribute[Any], ...]:
    """Return the fields of a model that are keys of YAML, in their order."""
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(model)
    return tuple(field for field in fields if INTERNAL not in field.metadata)


def key_name(field: attrs.Attribute[Any]) -> str:
    """Return what a key of a model is called in YAML."""
    name: str = field.metadata[ALIAS] or field.name
    return name
