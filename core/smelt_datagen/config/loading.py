"""A config's text into its models."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import Any, BinaryIO

import attrs

from smelt_datagen.arguments import check_type
from smelt_datagen.config.collector import paused
from smelt_datagen.config.model_reader import ModelReader
from smelt_datagen.config.models import Config
from smelt_datagen.config.yaml_tree import Tree, parse
from smelt_datagen.errors import ConfigError, Problem
from smelt_datagen.messages import expected

MOST_BYTES = 1 << 24
"""Of the text of a config; what is larger was not meant to be one."""


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


@paused()
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
    reader = ModelReader()
    config: Config = reader.model({k: v for k, v in tree.value.items() if not is_aside(k)}, Config)
    return attrs.evolve(config, problems=(*tree.problems, *reader.problems), tree=tree)


def is_aside(key: object) -> bool:
    """Whether a top-level key is one of `x-…`, a place for anchors."""
    return isinstance(key, str) and key.startswith("x-")


def _unreadable(name: str, reason: str) -> ConfigError:
    return ConfigError([Problem((), f"cannot be read: {reason}")], Tree(name))
