"""YAML nodes to plain Python values, with the position of every value and key.

With `yaml_loader` the only user of PyYAML.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Hashable, Iterator, Mapping
from typing import Any

import attrs
import yaml

from smelt_datagen.config.yaml_nodes import (
    CORE,
    DEEPEST,
    MERGE,
    MOST_VALUES,
    BeyondLimitError,
    Mark,
    compose,
    place_of,
    read_scalar,
    short_tag,
)
from smelt_datagen.errors import ConfigError, Path, Problem
from smelt_datagen.messages import printable, quote, spell_key


@attrs.frozen(repr=False)
class Tree:
    """The values of a config text, and where each stands."""

    name: str
    value: Any = None
    values: Mapping[Path, Mark] = attrs.field(factory=dict)
    keys: Mapping[Path, Mark] = attrs.field(factory=dict)
    lists: Collection[Path] = frozenset()
    text: str = attrs.field(default="", repr=False)
    problems: tuple[Problem, ...] = ()
    """What is wrong with the text and yet leaves the rest of it to be read."""

    def describe(self, problem: Problem) -> str:
        """Return `FILE:LINE:COLUMN: PATH: MESSAGE`."""
        file, line, column, path, message = self.as_values(problem).values()
        place = file if line is None else f"{file}:{line}:{column}"
        return printable(f"{place}: {path}: {message}" if path else f"{place}: {message}")

    def excerpt(self, problem: Problem) -> str:
        """Return the line of the text and a caret under the place; empty if there is none."""
        mark = self.mark(problem)
        lines = self.text.splitlines()
        if mark is None or mark.line > len(lines):
            return ""
        number = f"{mark.line:>5} | "
        # one character for one, so that the caret is under its place
        line = "".join(c if c.isprintable() else " " for c in lines[mark.line - 1])
        return f"{number}{line}\n{' ' * (len(number) + mark.column - 1)}^"

    def as_values(self, problem: Problem) -> Mapping[str, Any]:
        """Return file, line, column, path and message, as JSON has them."""
        mark = self.mark(problem)
        line, column = (None, None) if mark is None else (mark.line, mark.column)
        path, text = self.spell(problem.path), f"{problem.message}{self._first(problem)}"
        return {"file": self.name, "line": line, "column": column, "path": path, "message": text}

    def _first(self, problem: Problem) -> str:
        marks = self.keys if problem.on_key else self.values
        mark = None if problem.first is None else marks.get(problem.first)
        return f" (first at line {mark.line})" if mark else ""

    def mark(self, problem: Problem) -> Mark | None:
        """Return where a problem stands; of a value that is not there, where its owner does."""
        if problem.at is not None:
            return Mark(*problem.at)
        if problem.on_key and problem.path in self.keys:
            return self.keys[problem.path]
        paths = (problem.path[:length] for length in range(len(problem.path), -1, -1))
        return next((self.values[path] for path in paths if path in self.values), None)

    def spell(self, path: Path) -> str:
        """Return the path as text, with the names of list items that have one."""
        text, value = "", self.value
        for depth, part in enumerate(path):
            inside = _item(value, part)
            if path[:depth] in self.lists:
                name = inside.get("name") if isinstance(inside, Mapping) else None
                text += f"[{name if isinstance(name, str) and name else part}]"
            else:
                text += f".{spell_key(part)}" if text else spell_key(part)
            value = inside
        return text


def parse(text: str, name: str) -> Tree:
    """Return the values of the YAML document `text`; raise ConfigError if it is not one."""
    reader = _Reader(name, text)
    try:
        node = compose(text)
    except BeyondLimitError as beyond:
        reader.values[()] = _mark(beyond.mark)
        raise reader.error((), beyond.words) from None
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark or error.context_mark
        reason = error.problem or error.context or ""
        if reason.startswith("but "):
            reason = f"{error.context} {reason}"
        raise _no_yaml(reader, reason, None if at is None else _mark(at)) from None
    except yaml.reader.ReaderError as error:
        reason = f"{error.reason} (character #x{error.character:04x})"
        raise _no_yaml(reader, reason, Mark(*place_of(text, error.character))) from None
    if node is None:
        raise reader.error((), "the file is empty: expected a mapping with 'datasets'")
    value = reader.read(node, ())
    problems = tuple(reader.problems)
    return Tree(name, value, reader.values, reader.keys, reader.lists, text, problems)


class _Reader:
    """Walks composed nodes, records positions, and expands merge keys."""

    def __init__(self, name: str, text: str, outer: _Reader | None = None) -> None:
        self.name = name
        self.text = text
        self.values: dict[Path, Mark] = {}
        self.keys: dict[Path, Mark] = {}
        self.lists: set[Path] = outer.lists if outer else set()
        self.problems: list[Problem] = outer.problems if outer else []
        self.open: list[yaml.Node] = outer.open if outer else []
        self.count: Iterator[int] = outer.count if outer else itertools.count()

    def error(self, path: Path, message: str) -> ConfigError:
        tree = Tree(self.name, None, self.values, self.keys, self.lists, self.text)
        return ConfigError([Problem(path, message)], tree)

    def read(self, node: yaml.Node, path: Path) -> Any:
        self.values[path] = _mark(node.start_mark)
        if next(self.count) > MOST_VALUES:
            raise self.error((), f"has more than {MOST_VALUES:,} values{self._written_out()}")
        if len(self.open) > DEEPEST:
            raise self.error((), f"is nested more than {DEEPEST} levels deep{self._written_out()}")
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, path)
        if any(node is outer for outer in self.open):
            return self._note(path, "is an alias of something that it stands in")
        self.open.append(node)
        value: Any
        if isinstance(node, yaml.SequenceNode) and node.tag == f"{CORE}seq":
            self.lists.add(path)
            value = [self.read(child, (*path, number)) for number, child in enumerate(node.value)]
        elif isinstance(node, yaml.MappingNode) and node.tag == f"{CORE}map":
            value = self._mapping(node, path)
        else:
            value = self._note(path, f"has the unknown tag {short_tag(node.tag)}")
        self.open.pop()
        return value

    def _written_out(self) -> str:
        return " when its aliases are written out" if "*" in self.text else ""

    def _scalar(self, node: yaml.ScalarNode, path: Path) -> Any:
        try:
            return read_scalar(node)
        except KeyError:
            return self._note(path, f"has the unknown tag {short_tag(node.tag)}")
        except ValueError:
            return self._note(
                path, f"is tagged {short_tag(node.tag)} but reads {quote(node.value)}"
            )

    def _note(self, path: Path, message: str, node: yaml.Node | None = None) -> Any:
        """Note a problem and return None for the value; `node` has the place if `path` has not."""
        mark = None if node is None else _mark(node.start_mark)
        at = None if mark is None else (mark.line, mark.column)
        self.problems.append(Problem(path, message, at=at))
        return None

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[Hashable, Any]:
        result: dict[Hashable, Any] = {}
        for key_node, value_node in node.value:
            if key_node.tag != MERGE:
                self._entry(result, key_node, value_node, path)
        for value in self._merged(node, path):
            for key, inside in value.items():
                result.setdefault(key, inside)
        return result

    def _entry(
        self, result: dict[Hashable, Any], key_node: yaml.Node, value_node: yaml.Node, path: Path
    ) -> None:
        if not isinstance(key_node, yaml.ScalarNode):
            self._note(path, "has a key that is a list or a mapping", key_node)
            return
        before = len(self.problems)
        key = self._scalar(key_node, path)
        if len(self.problems) > before:
            message = self.problems.pop().message
            self._note(path, f"has a key that {message}", key_node)
            return
        inside = (*path, key)
        if key in result:
            message = f"duplicate key '{spell_key(key)}'"
            mark = _mark(key_node.start_mark)
            at = (mark.line, mark.column)
            self.problems.append(Problem(inside, message, on_key=True, first=inside, at=at))
            return
        self.keys[inside] = _mark(key_node.start_mark)
        result[key] = self.read(value_node, inside)

    def _merged(self, node: yaml.MappingNode, path: Path) -> Iterator[dict[Hashable, Any]]:
        """Yield what `<<` refers to, in order of precedence."""
        for key_node, value_node in node.value:
            if key_node.tag == MERGE:
                listed = isinstance(value_node, yaml.SequenceNode)
                for source in value_node.value if listed else [value_node]:
                    if not isinstance(source, yaml.MappingNode):
                        message = "merges ('<<') something that is no mapping"
                        self._note(path, message, source)
                    else:
                        yield self._merge_source(source, path)

    def _merge_source(self, node: yaml.MappingNode, path: Path) -> dict[Hashable, Any]:
        """Return the mapping, its positions being those at which it is written."""
        inner = _Reader(self.name, self.text, outer=self)
        value: dict[Hashable, Any] = inner.read(node, path) or {}
        inner.values.pop(path)
        for mine, theirs in ((self.values, inner.values), (self.keys, inner.keys)):
            mine.update({key: mark for key, mark in theirs.items() if key not in mine})
        return value


def _mark(mark: yaml.Mark | None) -> Mark:
    return Mark(mark.line + 1, mark.column + 1) if mark else Mark(1, 1)


def _item(value: Any, part: Any) -> Any:
    try:
        return value[part]
    except (KeyError, IndexError, TypeError):
        return None


def _no_yaml(reader: _Reader, reason: str, mark: Mark | None) -> ConfigError:
    if mark is not None:
        reader.values[()] = mark
    return reader.error((), f"is no YAML: {reason}")
