"""What a workload asks for, read from its YAML file.

Peers import this module, so it stays cheap to import: PyYAML only comes in when a file is YAML.
"""

import json
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

DIRECTORY = Path(__file__).parent / "workloads"

Document = dict[str, Any]


@dataclass(frozen=True)
class Column:
    """A column: its generator's type, and that generator's parameters."""

    name: str
    kind: str
    options: dict[str, Any]


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
class Dataset:
    """A dataset to write under the output directory."""

    output: str
    rows: int
    columns: list[Column]
    partition: Partition | None


@dataclass(frozen=True)
class Workload:
    """Datasets in the order they are declared; the last one is the one that is measured."""

    seed: int
    datasets: list[Dataset]


def names() -> list[str]:
    return sorted(path.stem for path in DIRECTORY.glob("*.yaml"))


def description(name: str) -> str:
    first_line = (DIRECTORY / f"{name}.yaml").read_text().splitlines()[0]
    return first_line.removeprefix("#").strip()


def read_document(source: str) -> Document:
    """Read a workload by its name, or by the path of its JSON form."""
    if source.endswith(".json"):
        document: Document = json.loads(Path(source).read_text())
        return document
    return _read_yaml(DIRECTORY / f"{source}.yaml")


def _read_yaml(path: Path) -> Document:
    import yaml  # noqa: PLC0415 - peers are given JSON: none of them should pay for this import

    document: Document = yaml.safe_load(path.read_text())
    return document


def row_count(document: Document) -> int:
    rows: int = document["datasets"][-1]["num_rows"]
    return rows


def scaled(document: Document, rows: int) -> Document:
    """Give the measured dataset `rows` rows; those it refers to keep their size."""
    *others, measured = document["datasets"]
    return {**document, "datasets": [*others, {**measured, "num_rows": rows}]}


def parse(document: Document) -> Workload:
    sizes = {dataset["name"]: dataset["num_rows"] for dataset in document["datasets"]}
    datasets = [_dataset(dataset, sizes) for dataset in document["datasets"]]
    return Workload(document["seed"], datasets)


def _dataset(document: Document, sizes: dict[str, int]) -> Dataset:
    columns = [_column(column, sizes) for column in document["columns"]]
    partition = _partition(document["partition"]) if "partition" in document else None
    return Dataset(document["output"], document["num_rows"], columns, partition)


def _column(document: Document, sizes: dict[str, int]) -> Column:
    options = dict(document["generator"])
    kind = options.pop("type")
    if kind == "foreign_key":
        options["target_rows"] = sizes[options["dataset"]]
    return Column(document["name"], kind, options)


def _partition(document: Document) -> Partition:
    start = date.fromisoformat(document["start"])
    return Partition(document["column"], start, document["days"])


def from_arguments() -> tuple[Workload, Path]:
    """Read a peer's command line: workload, rows, output directory."""
    source, rows, output = sys.argv[1:4]
    return parse(scaled(read_document(source), int(rows))), Path(output)
