"""The generator under test, to be planned at any place and evaluated at any rows."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import attrs
import numpy as np
import pyarrow as pa

from smelt_datagen.planning.plan import DatasetPlan
from smelt_datagen.planning.planner import plan
from smelt_datagen.plugins.discovery import discover
from smelt_datagen.plugins.registry import Origin, Plugin, Plugins
from smelt_datagen.protocol.dataset import Rows
from smelt_datagen.protocol.generator import Generator, Part
from smelt_datagen.protocol.parameter import values_by_key
from smelt_datagen.reference.examples import config_with, mapping
from smelt_datagen.testing.budget import Budget

DATASET, COLUMN = "subject", "value"
SEED = 42
BLOCK_ROWS = 1 << 15
"""Rows that laws look at as one block: fewer than a run makes, so that there are several."""
_NOTHING: Mapping[str, Any] = MappingProxyType({})


@attrs.frozen
class Subject:
    """A generator in YAML's words, and what is needed to plan it."""

    spec: Mapping[str, Any]
    context: Mapping[str, Any]
    plugins: Plugins
    rows: int
    unregistered: tuple[type[Generator], ...] = ()
    """Classes that no installed plugin provides."""
    budget: Budget = attrs.field(factory=lambda: Budget(math.inf), eq=False)
    """How long all laws together may take."""
    independent_of: frozenset[Part] | None = None
    """What was said that the values do not depend on."""
    memory: dict[str, Any] = attrs.field(factory=dict, eq=False, repr=False)
    """What several laws look at and is made once."""

    @property
    def cls(self) -> type[Generator]:
        """The class of the outermost generator."""
        return self.plugins.generator(self.spec["type"])

    @property
    def folder(self) -> Path:
        """Where the files that `spec` names are: beside its class, as those of the example."""
        is_known = len(self.plugins.owners(str(self.spec.get("type")))) == 1
        return self.cls.declaration.folder if is_known else Path()

    def plan(
        self,
        *,
        seed: int = SEED,
        dataset: str = DATASET,
        column: str = COLUMN,
        in_front: Mapping[str, Mapping[str, Any]] = _NOTHING,
    ) -> DatasetPlan:
        """Return a new plan of a dataset whose last column is made by the generator.

        Columns made by the generators `in_front` stand before that.
        """
        columns = {**in_front, column: self.spec}
        config = config_with(
            columns, self.context, dataset=dataset, rows=self.rows, folder=self.folder
        )
        return plan(config, seed=seed, plugins=self.plugins)[dataset]


def subject(
    spec: Mapping[str, Any] | Generator,
    context: str,
    plugins: Plugins | None,
    rows: int,
    budget: Budget,
    independent_of: frozenset[Part] | None = None,
) -> Subject:
    """Return the subject for a mapping as in YAML, or for an instance.

    Classes of an instance that no plugin provides are taken as they are. Without `context`, that of
    the class's own example.
    """
    found = discover() if plugins is None else plugins
    classes = dict.fromkeys(type(inner) for inner in _generators(spec))
    unregistered = tuple(cls for cls in classes if not _is_registered(cls, found))
    found = with_classes(found, unregistered)
    written: Mapping[str, Any] = as_yaml(spec)
    text = context
    if not context and len(found.owners(str(written.get("type")))) == 1:
        text = found.generator(written["type"]).declaration.context
    around = mapping(text, "the context")
    return Subject(written, around, found, rows, unregistered, budget, independent_of)


def with_classes(plugins: Plugins, classes: Iterable[type[Generator]]) -> Plugins:
    """Return the plugins and one more with `classes`, in place of others of their types."""
    own = tuple(classes)
    if not own:
        return plugins
    taken = {cls.declaration.type for cls in own}
    others = tuple(plugin.without(taken) for plugin in plugins.found)
    return Plugins((*others, Plugin(Origin(own[0].__module__, "", "under test"), own)))


def as_yaml(value: Any) -> Any:
    """Return a generator, or a value of a parameter, as YAML would give it."""
    if isinstance(value, Generator):
        return {"type": value.declaration.type, **as_yaml(values_by_key(value))}
    if isinstance(value, Mapping):
        return {key: as_yaml(inner) for key, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [as_yaml(inner) for inner in value]
    if isinstance(value, datetime.date | Path):
        return str(value.absolute()) if isinstance(value, Path) else value.isoformat()
    if attrs.has(type(value)):
        return as_yaml(values_by_key(value))
    return value


def values(planned: DatasetPlan, rows: Iterable[int], column: str = COLUMN) -> pa.Array:
    """Return the values at some rows, asked for at once."""
    index = np.fromiter(rows, dtype=np.uint64)
    return Rows(planned.bound, index).column(column)


def blocks_of(count: int, size: int = BLOCK_ROWS) -> list[range]:
    """Return the numbers of `count` rows in blocks, by default those of a run."""
    return [range(low, min(low + size, count)) for low in range(0, count, size)]


def _generators(value: Any) -> Iterator[Generator]:
    if isinstance(value, Generator):
        yield value
    if attrs.has(type(value)):
        value = attrs.asdict(value, recurse=False)
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, Sequence) and not isinstance(value, str):
        for inner in value:
            yield from _generators(inner)


def _is_registered(cls: type[Generator], plugins: Plugins) -> bool:
    name = cls.declaration.type
    return any(plugin.generator(name) is cls for plugin in plugins.owners(name))
