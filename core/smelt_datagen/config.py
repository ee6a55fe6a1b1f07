"""What the user wrote: frozen models of the YAML, nothing resolved, no I/O.

A model whose YAML was wrong in places holds the fallback of each wrong key, so that the rest of it
can still be checked; `Config.problems` then says what is wrong and no plan is made.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import attrs

from smelt_datagen.errors import Path, Problem
from smelt_datagen.values import Seed
from smelt_datagen.wording import quote
from smelt_datagen.yaml_tree import Tree

DEFAULT_SEED = Seed(42)

FALLBACK = "fallback"
INTERNAL = "internal"
CHECK = "check"

Check: TypeAlias = Callable[[Any], str | None]


def key(fallback: Any, *, check: Check | None = None, **options: Any) -> Any:
    """Declare a YAML key; `fallback` stands in when it is missing or wrong.

    `check` says what is wrong with a value that has the right type, or None.
    """
    return attrs.field(metadata={FALLBACK: fallback, CHECK: check}, kw_only=True, **options)


def _not_empty(value: str) -> str | None:
    return None if value else "must not be empty"


def _at_least_one(value: int) -> str | None:
    return None if value >= 1 else f"must be at least 1 (found {quote(value)})"


def _not_negative(value: int) -> str | None:
    return None if value >= 0 else f"must be at least 1 (found {quote(value)})"


def _above_zero(value: float) -> str | None:
    return None if value > 0 else f"must be greater than 0 (found {quote(value)})"


def _fraction(value: float) -> str | None:
    return None if 0 <= value <= 1 else f"must be from 0 to 1 (found {quote(value)})"


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

    name: str = key("", check=_not_empty)
    generator: GeneratorConfig | None = key(None)
    path: Path = internal(default=())


@attrs.frozen
class PartitionConfig:
    """Hive partitioning by day."""

    column: str = key("", check=_not_empty)
    start: datetime.date = key(datetime.date(2000, 1, 1))
    days: int = key(1, check=_at_least_one)
    path: Path = internal(default=())


@attrs.frozen
class EntityConfig:
    """A pool of entities, one of which every row picks."""

    pool_ratio: float = key(1.0, check=_above_zero)
    columns: tuple[ColumnConfig, ...] = key(())
    path: Path = internal(default=())


@attrs.frozen
class RedeliveryConfig:
    """Rows that arrive a second time, later."""

    fraction: float = key(0.0, check=_fraction)
    arrival_column: str = key("", check=_not_empty)
    delay_seconds: GeneratorConfig | None = key(None)
    path: Path = internal(default=())


@attrs.frozen
class DatasetConfig:
    """One dataset; `extra` holds the keys that are a plugin's, if any plugin's."""

    name: str = key("", check=_not_empty)
    output: str = key("", check=_not_empty)
    num_rows: int = key(1, check=_not_negative)
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
    scale_factor: float = key(1.0, default=1.0, check=_above_zero)
    problems: tuple[Problem, ...] = internal(default=())
    tree: Tree = internal(default=Tree("config", None))


DATASET_KEYS = frozenset(
    field.name for field in attrs.fields(DatasetConfig) if INTERNAL not in field.metadata
)
"""The keys of a dataset that are not a plugin's."""
