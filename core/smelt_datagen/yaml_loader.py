"""YAML text to nodes and scalars: PyYAML with the scalars of YAML 1.2's core schema.

`NO`, `on`, `12:30`, `1_000` and dates are strings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import yaml

CORE = "tag:yaml.org,2002:"
MERGE = f"{CORE}merge"


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # C where built
    """Composes nodes; what it would construct is not used."""

    yaml_implicit_resolvers: Mapping[str, Any] = {}


for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    (
        "float",
        r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
        "-+.0123456789",
    ),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("merge", r"<<", "<"),
):
    Loader.add_implicit_resolver(f"{CORE}{_tag}", re.compile(rf"(?:{_pattern})\Z"), list(_first))


def compose(text: str) -> yaml.Node | None:
    """Return the root node of the one document in `text`, None for an empty one."""
    node: yaml.Node | None = Loader(text).get_single_node()
    return node


def too_deep(text: str, deepest: int) -> Any:
    """Return the PyYAML mark at which nesting goes beyond `deepest` levels, or None.

    Asked before `compose`, which would crash the process on absurd nesting.
    """
    depth = 0
    events: Iterator[yaml.Event] = yaml.parse(text, Loader)
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > deepest:
            return event.start_mark
    return None


def read_scalar(node: yaml.ScalarNode) -> Any:
    """Return the node's value; KeyError for an unknown tag, ValueError if the text is not of it."""
    return _SCALARS[node.tag](node.value)


def _read_null(text: str) -> None:
    if text not in ("~", "null", "Null", "NULL", ""):
        raise ValueError(text)


def _read_bool(text: str) -> bool:
    if text not in ("true", "True", "TRUE", "false", "False", "FALSE"):
        raise ValueError(text)
    return text.lower() == "true"


def _read_int(text: str) -> int:
    return int(text, 0) if text[:2] in ("0x", "0o") else int(text)


def _read_float(text: str) -> float:
    return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))


_SCALARS: Mapping[str, Callable[[str], Any]] = {
    f"{CORE}bool": _read_bool,
    f"{CORE}int": _read_int,
    f"{CORE}float": _read_float,
    f"{CORE}null": _read_null,
    f"{CORE}str": str,
    MERGE: str,
}
