"""Markdown tables of the keys that YAML may have, rendered from the classes that read it."""

from __future__ import annotations

import types
from collections.abc import Mapping
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs
from markdown_tables import bounds_in_words, table
from smelt_datagen.config.keys import TEXT, key_name, keys
from smelt_datagen.config.models import FormatConfig, GeneratorConfig
from smelt_datagen.messages import quote
from smelt_datagen.plugin import Generator
from smelt_datagen.protocol.parameter import parameter_key, parameter_text
from smelt_datagen.reference.types import WORDS

_GENERATOR = "[generator](generators.md)"
_FORMAT = "[format](formats.md)"
_WORDS: Mapping[Any, str] = {
    **WORDS,
    Generator: _GENERATOR,
    GeneratorConfig: _GENERATOR,
    FormatConfig: _FORMAT,
}


def model_keys(cls: type) -> str:
    """Return the keys of a class as a table, behind the name by which pages link to it.

    The class is a model of `smelt_datagen.config.models`, or has fields that `param` declares.
    """
    hints = get_type_hints(cls)
    rows = [_row(field, hints[field.name]) for field in keys(cls)]
    return f"({anchor(cls)})=\n{table(('key', 'type', 'default', 'meaning'), rows)}"


def anchor(cls: type) -> str:
    """Return the name by which pages link to the keys of a class."""
    return f"keys-{cls.__name__.lower()}"


def spell(hint: Any) -> str:
    """Return a type in words; a class with keys of its own links to them."""
    if hint in _WORDS:
        return _WORDS[hint]
    if attrs.has(hint):
        return f"[mapping](#{anchor(hint)})"
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (list, tuple):
        return f"list of {_plural(spell(arguments[0]))}"
    if origin is dict:
        return f"mapping of {spell(arguments[0])} to {spell(arguments[1])}"
    if origin in (Union, types.UnionType):  # what may be left out may also be null
        return " or ".join(spell(part) for part in arguments if part is not type(None))
    raise TypeError(f"no words for {hint!r}")


def _plural(words: str) -> str:
    return words.replace("]", "s]") if words.startswith("[") else f"{words}s"


def _row(field: attrs.Attribute[Any], hint: Any) -> tuple[str, ...]:
    is_model = TEXT in field.metadata
    text = field.metadata[TEXT] if is_model else parameter_text(field)
    return (
        f"`{key_name(field) if is_model else parameter_key(field)}`",
        f"{spell(hint)}{bounds_in_words(field)}",
        _default(field),
        text,
    )


def _default(field: attrs.Attribute[Any]) -> str:
    if field.default is attrs.NOTHING:
        return "required"
    make = getattr(field.default, "factory", lambda: field.default)  # an attrs.Factory or a value
    default = make()
    return "none" if default in (None, [], ()) else f"`{quote(default)}`"
