"""Checks what a peer wrote: rows, columns and partitions of every dataset.

Run as a process of its own, with a peer's arguments, so that the harness need not import PyArrow.
Prints what is wrong, or nothing.
"""

from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq

from benchmarks.workload import Dataset, from_arguments


def problems(dataset: Dataset, directory: Path) -> Iterator[str]:
    files = [pq.ParquetFile(path) for path in sorted(directory.rglob("*.parquet"))]
    rows = sum(file.metadata.num_rows for file in files)
    if rows not in right_row_counts(dataset):
        yield f"{dataset.output}: {rows} rows instead of {dataset.rows}"
    if any(not has_columns(file, dataset) for file in files):
        yield f"{dataset.output}: other columns than asked for"
    if dataset.partition and missing_days(dataset, directory):
        yield f"{dataset.output}: not every day has a partition"


def right_row_counts(dataset: Dataset) -> set[int]:
    """The reference gives every day the same number of rows and leaves the remainder out."""
    days = dataset.partition.days if dataset.partition else 1
    return {dataset.rows, dataset.rows - dataset.rows % days}


def has_columns(file: pq.ParquetFile, dataset: Dataset) -> bool:
    """The reference also writes the partition's column into the file, at the end."""
    names = file.schema_arrow.names
    wanted = [column.name for column in dataset.all_columns()]
    return bool(names[: len(wanted)] == wanted)


def missing_days(dataset: Dataset, directory: Path) -> bool:
    days = dataset.partition.split(dataset.rows) if dataset.partition else []
    return any(not any((directory / day.directory).glob("*.parquet")) for day in days)


def main() -> None:
    workload, output = from_arguments()
    for dataset in workload.datasets:
        for problem in problems(dataset, output / dataset.output):
            print(problem)


if __name__ == "__main__":
    main()
