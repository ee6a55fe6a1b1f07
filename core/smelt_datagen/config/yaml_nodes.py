"""YAML text to nodes and scalars: PyYAML with the scalars of YAML 1.2's core schema.

`NO`, `on`, `12:30`, `1_000` and dates are strings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import yaml

CORE = "tag:yaml.org,2002:"
MERGE = f"{CORE}merge"


class Mark(NamedTuple):
    """A position in the text, both numbers counted from 1."""

    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # C where built
    """Composes nodes; what it would construct is not used."""

    yaml_implicit_resolvers: Mapping[str, Any] = {}


class _Suspicious(Exception):  # noqa: N818 (no error yet)
    """A text may go beyond a limit."""


class _GuardedLoader(Loader):
    """Stops composing where a limit may be passed, which takes a second look to say."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._depth = self._count = 0

    def descend_resolver(self, _node: yaml.Node, _index: object) -> None:
        """Be told that a node begins: PyYAML's own way, by which resolvers follow the nesting."""
        self._depth += 1
        self._count += 1
        if self._depth > DEEPEST or self._count > MOST_VALUES:
            raise _Suspicious

    def ascend_resolver(self) -> None:
        """Be told that it has ended."""
        self._depth -= 1


_TEXTS = {
    "bool": (r"true|True|TRUE|false|False|FALSE", "tTfF"),
    "int": (r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    "float": (
        r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
        "-+.0123456789",
    ),
    "null": (r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    "merge": (r"<<", "<"),
    "str": (r"(?s:.*)", ""),
}
"""The texts of each type, and the characters with which they begin."""

_COMPILED = {tag: re.compile(rf"(?:{pattern})\Z") for tag, (pattern, _) in _TEXTS.items()}
for _tag, (_, _first) in _TEXTS.items():
    if _first:
        Loader.add_implicit_resolver(f"{CORE}{_tag}", _COMPILED[_tag], list(_first))


class BeyondLimitError(Exception):
    """A text goes beyond a limit: in which way, in words, and the PyYAML mark where."""

    def __init__(self, words: str, mark: Any) -> None:
        super().__init__(words)
        self.words, self.mark = words, mark


def compose(text: str) -> yaml.Node | None:
    """Return the root node of the one document in `text`, None for an empty one.

    Raises BeyondLimitError for one that would crash the process by its nesting, or needs a thousand
    times the memory of a long text; yaml.YAMLError for what is no YAML.
    """
    node: yaml.Node | None
    try:
        node = _GuardedLoader(text).get_single_node()
    except (_Suspicious, yaml.MarkedYAMLError) as found:
        if not isinstance(found, _Suspicious) and found.problem != _TOO_DEEP:
            raise
        if (limit := _limit_hit(text)) is not None:
            raise BeyondLimitError(*limit) from None
        node = Loader(text).get_single_node()
    return node


DEEPEST = 100
"""Levels of nesting that a config may have."""
MOST_VALUES = 200_000
"""Values that a config may have, also when its aliases are written out."""


_TOO_DEEP = "exceeded maximum nesting depth"


def _limit_hit(text: str) -> tuple[str, Any] | None:
    """Return which limit is passed, in words, and the PyYAML mark where; None if none is."""
    try:
        return _beyond(yaml.parse(text, Loader))
    except yaml.MarkedYAMLError as error:
        if error.problem != _TOO_DEEP:
            raise
    # libyaml scans ahead, and from 0.2.6 on gives up far behind the place
    return _beyond(yaml.parse(text, yaml.SafeLoader))


def _beyond(events: Iterator[yaml.Event]) -> tuple[str, Any] | None:
    depth = count = 0
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        count += isinstance(event, yaml.NodeEvent)
        if depth > DEEPEST:
            return f"is nested more than {DEEPEST} levels deep", event.start_mark
        if count > 2 * MOST_VALUES:  # keys are counted here, too
            return f"has more than {MOST_VALUES:,} values", event.start_mark
    return None


def read_scalar(node: yaml.ScalarNode) -> Any:
    """Return the node's value; KeyError for an unknown tag, ValueError if the text is not of it."""
    if not _COMPILED[node.tag.removeprefix(CORE)].match(node.value):
        raise ValueError(f"no {node.tag}: {node.value!r}")
    return _READERS.get(node.tag, str)(node.value)


def place_of(text: str, character: int) -> tuple[int, int]:
    """Return the line and the column, both from 1, where a character first stands."""
    before = text[: text.find(chr(character))]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def short_tag(tag: str) -> str:
    """Return a tag as YAML has it: `!!int` for those of its core schema."""
    return f"!!{tag.removeprefix(CORE)}" if tag.startswith(CORE) else tag


def _read_int(text: str) -> int:
    # cut far beyond every bound: Python refuses to read and to print thousands of digits
    return int(text[:_MOST_DIGITS], 0 if text[:2] in ("0x", "0o") else 10)


def _read_float(text: str) -> float:
    return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))


_MOST_DIGITS = 100

_READERS: Mapping[str, Callable[[str], Any]] = {
    f"{CORE}bool": lambda text: text.lower() == "true",
    f"{CORE}int": _read_int,
    f"{CORE}float": _read_float,
    f"{CORE}null": lambda _text: None,
}
