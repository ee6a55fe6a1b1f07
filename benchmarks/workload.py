"""What a workload asks for, read from its document.

Peers import this module, so it stays cheap to import.
"""

import sys
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from benchmarks import columns, documents
from benchmarks.columns import Column
from benchmarks.documents import Document


@dataclass(frozen=True)
class Day:
    """The rows of one partition, from `first` up to but not including `end`."""

    directory: str
    first: int
    end: int


@dataclass(frozen=True)
class Partition:
    """A Hive partition by consecutive days."""

    column: str
    start: date
    days: int

    def split(self, rows: int) -> list[Day]:
        return [self._day(number, rows) for number in range(self.days)]

    def _day(self, number: int, rows: int) -> Day:
        directory = f"{self.column}={self.start + timedelta(days=number)}"
        return Day(directory, rows * number // self.days, rows * (number + 1) // self.days)


@dataclass(frozen=True)
class Entity:
    """What rows share: each row has the columns of one of `count` entities, drawn at random."""

    count: int
    columns: list[Column]


@dataclass(frozen=True)
class Dataset:
    """A dataset to write under the output directory."""

    output: str
    rows: int
    columns: list[Column]
    partition: Partition | None
    entity: Entity | None

    def all_columns(self) -> list[Column]:
        """Return the columns in the order of the file: the entity's come first."""
        return [*(self.entity.columns if self.entity else ()), *self.columns]


@dataclass(frozen=True)
class Workload:
    """Datasets in the order they are declared; the last one is the one that is measured."""

    seed: int
    datasets: list[Dataset]

    def kinds(self) -> set[str]:
        """Return the types of all generators."""
        everything = [column for dataset in self.datasets for column in dataset.all_columns()]
        return set[str]().union(*(column.kinds() for column in everything))


def parse(document: Document) -> Workload:
    sizes = {dataset["name"]: dataset["num_rows"] for dataset in document["datasets"]}
    datasets = [_dataset(dataset, sizes) for dataset in document["datasets"]]
    return Workload(document["seed"], datasets)


def _dataset(document: Document, sizes: dict[str, int]) -> Dataset:
    partition = _partition(document["partition"]) if "partition" in document else None
    rows = document["num_rows"]
    entity = _entity(document["entity"], rows, sizes) if "entity" in document else None
    return Dataset(document["output"], rows, _columns(document, sizes), partition, entity)


def _columns(document: Document, sizes: dict[str, int]) -> list[Column]:
    return [
        columns.parse(column["name"], column["generator"], sizes) for column in document["columns"]
    ]


def _partition(document: Document) -> Partition:
    start = date.fromisoformat(document["start"])
    return Partition(document["column"], start, document["days"])


def _entity(document: Document, rows: int, sizes: dict[str, int]) -> Entity:
    count = max(1, int(rows * document["pool_ratio"]))
    return Entity(count, _columns(document, sizes))


def from_arguments() -> tuple[Workload, Path]:
    """Read a peer's command line: workload, rows, output directory."""
    source, rows, output = sys.argv[1:4]
    return parse(documents.scaled(documents.read(source), int(rows))), Path(output)
