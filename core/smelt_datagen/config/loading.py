"""A config's text into its models."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path as FilePath
from typing import Any, BinaryIO, TypeVar, get_args, get_origin, get_type_hints

import attrs

from smelt_datagen.arguments import check_type
from smelt_datagen.config.keys import FALLBACK, RULE, key_name, keys
from smelt_datagen.config.models import (
    ColumnConfig,
    Config,
    CorrelateConfig,
    DatasetConfig,
    EntityConfig,
    FormatConfig,
    GeneratorConfig,
    ParentConfig,
    PartitionConfig,
    RedeliveryConfig,
)
from smelt_datagen.config.problems import StructureError
from smelt_datagen.config.structuring import Structurer
from smelt_datagen.config.yaml_tree import Tree, parse
from smelt_datagen.errors import ConfigError, Path, Problem
from smelt_datagen.messages import expected, near_names, spell_key

Model = TypeVar("Model")

MOST_BYTES = 1 << 24
"""Of the text of a config; what is larger was not meant to be one."""

_MODELS = (
    ColumnConfig,
    Config,
    CorrelateConfig,
    DatasetConfig,
    EntityConfig,
    ParentConfig,
    PartitionConfig,
    RedeliveryConfig,
)


def load(source: str | os.PathLike[str]) -> Config:
    """Return the config in the file at the path `source`.

    Raises ConfigError if there is no such file or it holds no YAML, ArgumentError for what is no
    path. What is wrong inside is kept in `Config.problems` and raised by `plan`, which adds what it
    finds: all errors at once.
    """
    check_type("source", source, (str, os.PathLike), "a path")
    name = str(source)
    try:
        with FilePath(source).open("rb") as stream:
            text = _text(stream, name)
    except (OSError, ValueError) as error:
        raise _unreadable(name, getattr(error, "strerror", None) or str(error)) from None
    return attrs.evolve(loads(text, name), folder=FilePath(source).absolute().parent)


def load_stream(stream: BinaryIO, name: str) -> Config:
    """Return the config that a stream of bytes has, as standard input (see `load` and `loads`)."""
    return loads(_text(stream, name), name)


def _text(stream: BinaryIO, name: str) -> str:
    """Return the text of a stream, of which no more is read than a config may have."""
    try:
        data = stream.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise _unreadable(name, f"has more than {MOST_BYTES:,} bytes, the most of a config")
        return data.decode().replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise _unreadable(name, f"is not UTF-8 (byte {error.start})") from None
    except OSError as error:
        raise _unreadable(name, error.strerror or str(error)) from None


def loads(text: str, name: str = "config") -> Config:
    """Return the config in `text`; `name` stands for the file in messages (see `load`).

    Files that it names are looked for in the working directory, as it has no folder of its own.
    """
    check_type("text", text, str, "a string; a file is read by `load`")
    return _from_tree(parse(text, name))


def from_values(values: Mapping[str, Any], name: str = "config") -> Config:
    """Return the config that plain Python values stand for, as YAML would give them (see `loads`).

    A date is a string `YYYY-MM-DD`, as in YAML.
    """
    return _from_tree(Tree(name, values))


def _from_tree(tree: Tree) -> Config:
    if not isinstance(tree.value, Mapping):
        wrong = Problem((), expected("a mapping with 'datasets'", tree.value))
        raise ConfigError(tree.problems or [wrong], tree)
    reader = _ModelReader()
    config: Config = reader.model({k: v for k, v in tree.value.items() if not is_aside(k)}, Config)
    return attrs.evolve(config, problems=(*tree.problems, *reader.problems), tree=tree)


def is_aside(key: object) -> bool:
    """Whether a top-level key is one of `x-…`, a place for anchors."""
    return isinstance(key, str) and key.startswith("x-")


def _unreadable(name: str, reason: str) -> ConfigError:
    return ConfigError([Problem((), f"cannot be read: {reason}")], Tree(name))


def unknown_keys(unknown: Iterable[Any], known: Collection[str], path: Path) -> Iterator[Problem]:
    """Yield a problem for each of the `unknown` keys of the mapping at `path`."""
    for key in unknown:
        name = spell_key(key)
        message = f"unknown key '{name}'{near_names(name, known)}"
        yield Problem((*path, key), message, on_key=True)


_HINTS: Mapping[type, Mapping[str, Any]] = {model: get_type_hints(model) for model in _MODELS}


class _ModelReader:
    """Structures key by key, so that one wrong key leaves its neighbours to be checked."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._structurer = Structurer()

    def model(self, value: Any, model: type[Model], path: Path = ()) -> Model:
        fields = {key_name(field): field for field in keys(model)}
        if model is DatasetConfig and isinstance(value, Mapping):
            if "parent" in value:
                value = self._under_parent(value, path)
            if "rows" in value:
                made: Any = self._small_table(value, path)
                return made  # type: ignore[no-any-return]  # a DatasetConfig, as asked for
        if model is PartitionConfig and value == "inherit":
            inherited: Any = PartitionConfig(column="", inherits=True, path=path)
            return inherited  # type: ignore[no-any-return]  # as asked for
        if not isinstance(value, Mapping):
            names = ", ".join(fields)
            self._report(path, expected(f"a mapping with the keys {names}", value))
            value = dict.fromkeys(fields)
            return model(**{one.name: one.metadata[FALLBACK] for one in fields.values()})
        unknown = {key: value[key] for key in value if key not in fields}
        hints = _HINTS[model]
        made = {one.name: self._key(value, one, hints[one.name], path) for one in fields.values()}
        if "path" in hints:
            made["path"] = path
        if "extra" in hints:
            made["extra"] = unknown
        else:
            self.problems.extend(unknown_keys(unknown, fields, path))
        return model(**made)

    def _small_table(self, value: Mapping[Any, Any], path: Path) -> DatasetConfig:
        """Return a dataset that is written down row by row."""
        from smelt_datagen.config.small_tables import SmallTable  # noqa: PLC0415 (few configs have one)

        table = SmallTable(path)
        whole = table.read(value)
        self.problems.extend(table.problems)
        columns = [{"generator": None, **column} for column in whole["columns"]]
        rows = tuple(map(tuple, whole["rows"]))
        rest = {**whole, "columns": columns}
        del rest["rows"]
        return attrs.evolve(self.model(rest, DatasetConfig, path), rows=rows, scale=False)

    def _under_parent(self, value: Mapping[Any, Any], path: Path) -> Mapping[Any, Any]:
        """Return a dataset that has a parent as one whose number of rows is written down."""
        beside = [key for key in ("num_rows", "scale", "rows") if key in value]
        for key in beside:
            message = "cannot stand beside 'parent', from whose rows the number of rows follows"
            self._report((*path, key), message, on_key=True)
        return {**{key: value[key] for key in value if key not in beside}, "num_rows": 1}

    def _key(
        self, value: Mapping[Any, Any], field: attrs.Attribute[Any], as_type: Any, path: Path
    ) -> Any:
        name = key_name(field)
        if name not in value:
            if field.default is not attrs.NOTHING:
                return field.default
            self._report(path, f"missing key '{name}'")
            return field.metadata[FALLBACK]
        inside = (*path, name)
        before = len(self.problems)
        written = value[name]
        made = self._value(written, as_type, inside, field.metadata[FALLBACK])
        rule = field.metadata[RULE]
        if rule is None or made is None or len(self.problems) > before:
            return made
        # what was written, since 0 has become 0.0
        if (wrong := rule.check(written if type(written) is int else made)) is None:
            return made
        self._report(inside, wrong)
        return field.metadata[FALLBACK]

    def _value(self, value: Any, as_type: Any, path: Path, fallback: Any) -> Any:
        required = next((part for part in get_args(as_type) if part in _MODELS), as_type)
        if get_origin(as_type) is tuple and required in _MODELS:
            return self._models(value, required, path)
        if required in _MODELS:
            return self.model(value, required, path)
        for as_written in (GeneratorConfig, FormatConfig):
            if as_written in (as_type, *get_args(as_type)):
                return as_written(value, path)
        try:
            return self._structurer.structure(value, as_type)
        except StructureError as error:
            for problem in error.problems:
                self._report((*path, *problem.path), problem.message, on_key=problem.on_key)
            return fallback

    def _models(self, value: Any, model: type[Model], path: Path) -> tuple[Model, ...]:
        if not isinstance(value, list) or not value:
            self._report(path, expected("a list with at least one item", value))
            return ()
        made = [(self.model(item, model, (*path, i)), item) for i, item in enumerate(value)]
        return tuple(one for one, item in made if isinstance(item, Mapping))

    def _report(self, path: Path, message: str, *, on_key: bool = False) -> None:
        self.problems.append(Problem(path, message, on_key))
