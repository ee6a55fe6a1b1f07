"""A generator set in a small config, with what it refers to: for samples and for tests."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs

from smelt_datagen.config.loading import from_values
from smelt_datagen.config.models import Config
from smelt_datagen.config.yaml_tree import parse
from smelt_datagen.errors import ConfigError, Problem
from smelt_datagen.messages import expected
from smelt_datagen.protocol.generator import Declaration

DATASET = "example"
COLUMN = "value"


def mapping(text: str, name: str) -> Mapping[str, Any]:
    """Return the YAML mapping in `text`, an empty one if there is none.

    Raises ConfigError, which calls the text `name`, if it is no YAML or no mapping.
    """
    if not text.strip():
        return {}
    tree = parse(text, name)
    if tree.problems or not isinstance(tree.value, Mapping):
        wrong = Problem((), expected("a mapping", tree.value))
        raise ConfigError(tree.problems or [wrong], tree)
    return tree.value


def example_of(declaration: Declaration) -> Config:
    """Return a config with the declared example as its last column."""
    name = f"the example of '{declaration.type}'"
    example = mapping(declaration.example, name)
    context = mapping(declaration.context, f"the context of {name}")
    return config_with({COLUMN: example}, context, name=name, folder=declaration.folder)


def config_with(
    columns: Mapping[str, object],
    context: Mapping[str, Any],
    *,
    dataset: str = DATASET,
    rows: int = 1000,
    name: str = "example",
    folder: Path = Path(),
) -> Config:
    """Return a config whose last dataset ends in `columns`, generators by column name.

    `context` holds what they refer to: `datasets` to stand before, and keys of the dataset itself,
    whose `columns` stand before those given. Of a dataset with a `parent` it is that which gets
    `rows`; a parent without a name is the dataset itself. `name` stands for the file in messages,
    and files are looked for in `folder`.
    """
    added = [{"name": key, "generator": made} for key, made in columns.items()]
    own = {key: value for key, value in context.items() if key != "datasets"}
    parent = own.get("parent", {}).get("dataset")
    last = {
        "name": dataset,
        "output": dataset,
        **({"num_rows": rows} if parent is None else {}),
        **own,
        "columns": [*own.get("columns", ()), *added],
    }
    others = [_around(one, dataset, parent, rows) for one in context.get("datasets", ())]
    config = from_values({"datasets": [*others, last]}, name)
    return attrs.evolve(config, folder=folder)


def _around(
    one: Mapping[str, Any], dataset: str, parent: str | None, rows: int
) -> Mapping[str, Any]:
    """Return a dataset of a context, with what follows from the name and rows of the example's."""
    if one.get("name") == parent:
        return {**one, "num_rows": rows}
    if "parent" in one:
        return {**one, "parent": {"dataset": dataset, **one["parent"]}}
    return one
