"""What the user wrote: frozen models of the YAML, nothing resolved, no I/O.

A model whose YAML was wrong in places holds the fallback of each wrong key, so that the rest of it
can still be checked; `Config.problems` then says what is wrong and no plan is made.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

import attrs

from smelt_datagen.errors import Path, Problem
from smelt_datagen.values import Seed
from smelt_datagen.yaml_tree import Tree

DEFAULT_SEED = Seed(42)

FALLBACK = "fallback"
INTERNAL = "internal"
BOUND = "bound"


def key(fallback: Any, *, at_least: int | None = None, **options: Any) -> Any:
    """Declare a YAML key; `fallback` stands in when it is missing or wrong."""
    return attrs.field(metadata={FALLBACK: fallback, BOUND: at_least}, kw_only=True, **options)


def internal(**options: Any) -> Any:
    """Declare a field that no YAML key sets."""
    return attrs.field(metadata={INTERNAL: True}, kw_only=True, **options)


@attrs.frozen
class GeneratorConfig:
    """A generator as written: `type` and parameters, not yet looked up."""

    value: Mapping[str, Any]
    path: Path = ()


@attrs.frozen
class ColumnConfig:
    """A column of a dataset."""

    name: str = key("")
    generator: GeneratorConfig | None = key(None)
    path: Path = internal(default=())


@attrs.frozen
class PartitionConfig:
    """Hive partitioning by day."""

    column: str = key("")
    start: datetime.date = key(datetime.date(2000, 1, 1))
    days: int = key(1, at_least=1)
    path: Path = internal(default=())


@attrs.frozen
class EntityConfig:
    """A pool of entities, one of which every row picks."""

    pool_ratio: float = key(1.0)
    columns: tuple[ColumnConfig, ...] = key(())
    path: Path = internal(default=())


@attrs.frozen
class RedeliveryConfig:
    """Rows that arrive a second time, later."""

    fraction: float = key(0.0)
    arrival_column: str = key("")
    delay_seconds: GeneratorConfig | None = key(None)
    path: Path = internal(default=())


@attrs.frozen
class DatasetConfig:
    """One dataset; `extra` holds the keys that are a plugin's, if any plugin's."""

    name: str = key("")
    output: str = key("")
    num_rows: int = key(1, at_least=0)
    columns: tuple[ColumnConfig, ...] = key(())
    seed: Seed | None = key(None, default=None)
    scale: bool = key(True, default=True)  # noqa: FBT003 (the key's default and its fallback)
    partition: PartitionConfig | None = key(None, default=None)
    entity: EntityConfig | None = key(None, default=None)
    redelivery: RedeliveryConfig | None = key(None, default=None)
    extra: Mapping[str, Any] = internal(factory=dict)
    path: Path = internal(default=())


@attrs.frozen
class Config:
    """A whole config, the problems found while reading it, and the text it came from."""

    datasets: tuple[DatasetConfig, ...] = key(())
    seed: Seed | None = key(None, default=None)
    scale_factor: float = key(1.0, default=1.0)
    problems: tuple[Problem, ...] = internal(default=())
    tree: Tree = internal(default=Tree("config", None))


DATASET_KEYS = frozenset(
    field.name for field in attrs.fields(DatasetConfig) if INTERNAL not in field.metadata
)
"""The keys of a dataset that are not a plugin's."""
