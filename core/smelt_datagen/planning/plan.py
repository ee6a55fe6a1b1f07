"""What will be made: every check is behind us once these objects exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, Protocol

import attrs
import pyarrow as pa

from smelt_datagen.errors import UnknownNameError
from smelt_datagen.messages import near_names
from smelt_datagen.planning.locations import Folder
from smelt_datagen.planning.order import Order
from smelt_datagen.planning.recipe import Recipe
from smelt_datagen.planning.redelivery import Redelivery
from smelt_datagen.protocol.column_type import ColumnType
from smelt_datagen.protocol.dataset import Dataset
from smelt_datagen.protocol.file_format import FileFormat


@attrs.frozen
class Part:
    """One output file: the contiguous rows [start, stop) of its dataset, then copies of some."""

    folder: Folder
    """Of the dataset."""
    path: str
    """Of the file below the folder, with / as in a URL."""
    start: int
    stop: int
    copies: int = 0

    @property
    def file(self) -> Folder:
        """Where the file lies."""
        return self.folder / self.path

    @property
    def row_count(self) -> int:
        """Number of rows in the file."""
        return self.stop - self.start + self.copies


class TableViews(Protocol):
    """How engines see a dataset's plan as a table; made in a room above this one."""

    def stream(self, plan: DatasetPlan, requested_schema: object | None) -> object:
        """Return all rows as a stream of Arrow's C interface."""
        ...

    def dataset(self, plan: DatasetPlan) -> Any:
        """Return the plan as a `pyarrow.dataset.Dataset`."""
        ...


class UnknownDatasetError(UnknownNameError, KeyError):
    """A plan has no dataset of this name; a KeyError too, as mappings have it."""

    __str__ = Exception.__str__  # a KeyError would quote it


@attrs.frozen(eq=False, repr=False)
class DatasetPlan:
    """One dataset to be made: its rows and columns bound, its files named."""

    views: ClassVar[TableViews]
    """Set by the room `tables`, so that plans know nothing of who makes their rows."""

    bound: Dataset
    """Its rows and columns."""
    columns: tuple[str, ...]
    partition_column: str | None
    folder: Folder
    parts: tuple[Part, ...]
    seed: int
    recipe: Recipe
    format: FileFormat
    """How its files are encoded."""
    redelivery: Redelivery | None = None

    @property
    def name(self) -> str:
        """The dataset's name in the config."""
        return self.bound.name

    @property
    def row_count(self) -> int:
        """Number of primary rows, after scaling."""
        return self.bound.row_count

    @property
    def written_rows(self) -> int:
        """Number of rows in all files: the primary rows and the copies that are redelivered."""
        return sum(part.row_count for part in self.parts)

    @property
    def schema(self) -> pa.Schema:
        """What a reader of the whole folder sees: the file's columns, then the partition's."""
        return self._schema(self.table_columns)

    @property
    def file_schema(self) -> pa.Schema:
        """What one file holds: Hive has the partition column in the path only."""
        return self._schema(self.columns)

    @property
    def table_columns(self) -> tuple[str, ...]:
        """Names of the columns of `schema`."""
        return (
            self.columns
            if self.partition_column is None
            else (*self.columns, self.partition_column)
        )

    def written_type(self, name: str) -> ColumnType:
        """Return the type of a column as it is written."""
        return self.bound.members[name].column.type.written

    def as_written(self, name: str, array: pa.Array) -> pa.Array:
        """Return an array of a column as it is written."""
        return self.bound.members[name].column.type.as_written(array)

    def __arrow_c_schema__(self) -> object:
        """Return `schema` for any library that reads Arrow's C interface."""
        return self.schema.__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Return the primary rows as a stream for any library that reads Arrow's C interface.

        So `polars.DataFrame(plan["x"])`, `pyarrow.table(plan["x"])` and DuckDB take a plan as it
        is. The rows are made on all cores while they are read, a few blocks at a time.
        """
        return self.views.stream(self, requested_schema)

    def dataset(self) -> Any:
        """Return the plan as a `pyarrow.dataset.Dataset`, for engines that query one.

        Of DuckDB, Polars and DataFusion, columns and filters reach the plan: a query makes the
        columns that it names and, behind a filter, only the rows that this leaves. The rows are
        primary rows, as those of `to_table`.
        """
        return self.views.dataset(self)

    def __repr__(self) -> str:
        columns, files = len(self.table_columns), len(self.parts)
        what = f"{self.row_count:,} rows, {columns} columns, {files:,} files in {self.folder}"
        return f"<DatasetPlan {self.name!r}: {what}>"

    def _repr_html_(self) -> str:
        """Return what a notebook shows: columns and first rows."""
        from smelt_datagen.planning.notebook import dataset_html  # noqa: PLC0415 (notebooks only)

        return dataset_html(self)

    def _schema(self, names: tuple[str, ...]) -> pa.Schema:
        types = ((name, self.written_type(name)) for name in names)
        return pa.schema([pa.field(name, kind.data_type, kind.nullable) for name, kind in types])


@attrs.frozen(eq=False, repr=False)
class Plan(Mapping[str, DatasetPlan]):
    """All datasets of a config by name, in its order; `selected` are those to be written."""

    datasets: tuple[DatasetPlan, ...]
    selected: tuple[DatasetPlan, ...]
    order: Order
    """What it was asked for with."""
    _by_name: Mapping[str, DatasetPlan] = attrs.field(init=False)

    __hash__ = object.__hash__  # two plans are equal if they are one
    __eq__ = object.__eq__

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_by_name", {dataset.name: dataset for dataset in self.datasets})

    def selecting(self, names: Iterable[str]) -> Plan:
        """Return the plan with these datasets to be written; raise UnknownNameError for others."""
        return attrs.evolve(self, selected=tuple(self[name] for name in dict.fromkeys(names)))

    def __getitem__(self, name: str) -> DatasetPlan:
        """Return the dataset `name`; raise UnknownNameError, with near names, if there is none."""
        if name not in self._by_name:
            near = near_names(str(name), self._by_name)
            raise UnknownDatasetError(f"there is no dataset '{name}'{near}")
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)

    def __repr__(self) -> str:
        shown = [f"{one.name!r}: {one.row_count:,} rows" for one in self.datasets[:_MOST_SHOWN]]
        if len(self) > _MOST_SHOWN:
            shown.append(f"… {len(self) - _MOST_SHOWN:,} more")
        return f"<Plan of {', '.join(shown)}>"

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the datasets, their columns and first rows."""
        from smelt_datagen.planning.notebook import plan_html  # noqa: PLC0415 (notebooks only)

        return plan_html(self)


_MOST_SHOWN = 5
"""Of the datasets of a plan, where it is printed."""
