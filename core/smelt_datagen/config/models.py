"""What the user wrote: frozen models of the YAML, nothing resolved, no I/O.

A model whose YAML was wrong in places holds the fallback of each wrong key, so that the rest of it
can still be checked; `Config.problems` then says what is wrong and no plan is made.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import Any

import attrs

from smelt_datagen.config.keys import internal, key, keys
from smelt_datagen.config.rules import (
    ABOVE_ZERO,
    AT_LEAST_ONE,
    DATA_TYPE,
    FRACTION,
    FROM_MINUS_1_TO_1,
    NOT_EMPTY,
    ORDER,
    ROWS,
    UNIT,
)
from smelt_datagen.config.yaml_tree import Tree
from smelt_datagen.errors import Path, Problem
from smelt_datagen.protocol.scalars import Seed

DEFAULT_SEED = Seed(42)


@attrs.frozen(repr=False)
class GeneratorConfig:
    """A generator as written: `type` and parameters, not yet looked up."""

    value: Mapping[str, Any]
    path: Path = ()


@attrs.frozen(repr=False)
class FormatConfig:
    """A file format as written: its name, or a mapping with `type` and options."""

    value: Any
    path: Path = ()


@attrs.frozen(repr=False)
class CorrelateConfig:
    """Values that go with those of another column, or against them."""

    other: str = key("", "The column of the same rows.", rule=NOT_EMPTY, alias="with")
    spearman: float = key(0.0, "Spearman's rank correlation with it.", rule=FROM_MINUS_1_TO_1)
    path: Path = internal(default=())


@attrs.frozen(repr=False)
class ColumnConfig:
    """A column of a dataset."""

    name: str = key("", "Name of the column, its own within the dataset.", rule=NOT_EMPTY)
    generator: GeneratorConfig | None = key(None, "What makes the values of the column.")
    data_type: str | None = key(
        None,
        "Type that its values are written as, and other columns see them as.",
        default=None,
        rule=DATA_TYPE,
    )
    null_fraction: float | None = key(
        None,
        "Share of the rows that are null; the values are those of `optional`.",
        default=None,
        rule=FRACTION,
    )
    order: str | None = key(
        None,
        "`asc` or `desc`: values rise, or fall, along the rows of the dataset.",
        default=None,
        rule=ORDER,
    )
    exact: bool = key(
        False,  # noqa: FBT003 (the key's fallback)
        "Whether shares and quantiles are the distribution's, to one row, and not by chance.",
        default=False,
    )
    correlate: CorrelateConfig | None = key(
        None, "Another column that the values go with.", default=None
    )
    hidden: bool = key(
        False,  # noqa: FBT003 (the key's fallback)
        "Whether it is not written, and only there for other columns to refer to.",
        default=False,
    )
    path: Path = internal(default=())


@attrs.frozen(repr=False)
class ParentConfig:
    """The dataset under whose rows those of this one lie, and how many under each."""

    dataset: str = key("", "Name of the dataset.", rule=NOT_EMPTY)
    children: GeneratorConfig | None = key(
        None,
        "How many rows lie under each of its rows: a generator of integers from 0 to 1,000,000, "
        "which sees the columns of that dataset.",
    )
    path: Path = internal(default=())


@attrs.frozen(repr=False)
class PartitionConfig:
    """Hive partitioning: a folder `COLUMN=VALUE` for each day, hour or month.

    Either days over which the rows are spread, or the days of a column. `inherit`, in place of all
    keys, puts children where their parents are.
    """

    column: str = key("", "Name of the column, which is in the path only.", rule=NOT_EMPTY)
    start: datetime.date | None = key(datetime.date(2000, 1, 1), "The first day.", default=None)
    days: int | None = key(
        1,
        "Number of days, over which the rows are spread.",
        default=None,
        rule=AT_LEAST_ONE,
    )
    by: str | None = key(
        None,
        "Column of dates or timestamps with `order: asc`, in place of `start` and `days`.",
        default=None,
        rule=NOT_EMPTY,
    )
    unit: str | None = key(
        None, "What of it a folder is for: `hour`, `day` or `month`.", default=None, rule=UNIT
    )
    inherits: bool = internal(default=False)
    """Whether rows are where their parents are, and there are no keys."""
    path: Path = internal(default=())


@attrs.frozen(repr=False)
class EntityConfig:
    """A pool of entities, one of which every row picks, with all its attributes."""

    pool_ratio: float = key(
        1.0, "Number of entities as a share of the rows, rounded down.", rule=ABOVE_ZERO
    )
    columns: tuple[ColumnConfig, ...] = key((), "The attributes, each the same for an entity.")
    path: Path = internal(default=())


@attrs.frozen(repr=False)
class RedeliveryConfig:
    """Rows that arrive a second time, later."""

    fraction: float = key(0.0, "Share of the rows that is there twice.", rule=FRACTION)
    arrival_column: str = key("", "The timestamp column that is later in the copy.", rule=NOT_EMPTY)
    delay_seconds: GeneratorConfig | None = key(
        None, "By how much: a generator of numbers, drawn for every copy."
    )
    path: Path = internal(default=())


@attrs.frozen(repr=False)
class DatasetConfig:
    """One dataset; `extra` holds the keys that are a plugin's, if any plugin's."""

    name: str = key("", "Name that foreign keys refer to; values depend on it.", rule=NOT_EMPTY)
    output: str = key("", "Folder of its files, which no other dataset has.", rule=NOT_EMPTY)
    num_rows: int = key(
        1, "Number of rows, before scaling; not beside `rows` and `parent`.", rule=ROWS
    )
    rows: tuple[tuple[Any, ...], ...] | None = key(
        None,
        "All rows, written down, in place of `num_rows` and generators: mappings, or lists in the "
        "order of `columns`. They are not scaled.",
        default=None,
    )
    parent: ParentConfig | None = key(
        None,
        "The dataset whose rows have those of this one as children, in place of `num_rows`.",
        default=None,
    )
    columns: tuple[ColumnConfig, ...] = key((), "The columns, in the order of the files.")
    seed: Seed | None = key(
        None, "Seed of this dataset, in place of the top-level one.", default=None
    )
    scale: bool = key(
        True,  # noqa: FBT003 (the key's fallback)
        "Whether the scale factor applies; false for a dimension of fixed size.",
        default=True,
    )
    unique: tuple[tuple[str, ...], ...] = key(
        (), "Lists of foreign keys that do not repeat together.", default=()
    )
    native_types: bool | None = key(
        None,
        "Whether dates and timestamps are such, in place of the top-level key.",
        default=None,
    )
    format: FormatConfig | None = key(
        None,
        "Format of its files: a name, or a mapping with `type` and options; `parquet` by default.",
        default=None,
    )
    rows_per_file: int | None = key(
        None,
        "Rows of a file; there are as many files, `part-00000…`, as that takes.",
        default=None,
        rule=AT_LEAST_ONE,
    )
    partition: PartitionConfig | None = key(
        None, "A folder and a file for each day, instead of one file.", default=None
    )
    entity: EntityConfig | None = key(
        None, "Columns that several rows share, as the attributes of a visitor.", default=None
    )
    redelivery: RedeliveryConfig | None = key(
        None, "Rows that are there twice, as a late or repeated delivery.", default=None
    )
    extra: Mapping[str, Any] = internal(factory=dict)
    path: Path = internal(default=())


@attrs.frozen(repr=False)
class Config:
    """A whole config, the problems found while reading it, and the text it came from."""

    datasets: tuple[DatasetConfig, ...] = key((), "The datasets; one can refer to the others.")
    seed: Seed | None = key(
        None, f"From which all values follow; {DEFAULT_SEED} if there is none.", default=None
    )
    scale_factor: float = key(
        1.0, "Multiplier of every num_rows, rounded down.", default=1.0, rule=ABOVE_ZERO
    )
    native_types: bool = key(
        False,  # noqa: FBT003 (the key's fallback)
        "Whether dates are of the type date and timestamps of timestamp[us], and not ISO text.",
        default=False,
    )
    problems: tuple[Problem, ...] = internal(default=())
    tree: Tree = internal(default=Tree("config", None))
    folder: FilePath = internal(default=FilePath())
    """Where the paths of files begin: the config's folder, or the working directory without one."""


DATASET_KEYS = frozenset(field.name for field in keys(DatasetConfig))
"""The keys of a dataset that are not a plugin's."""
