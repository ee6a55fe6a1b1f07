"""The write floor: what PyArrow needs to write columns that are already in memory.

Building the columns is not timed. Prints the seconds of the write as JSON. A fourth argument gives
the number of threads that write files side by side; one file is always written by one thread.
"""

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.peers import polars_numpy
from benchmarks.workload import Dataset, from_arguments

Generator = np.random.Generator

# As in smelt-datagen, so that both write files of the same shape.
ROW_GROUP_ROWS = 131_072


def build(dataset: Dataset, generator: Generator) -> pa.Table:
    """Have Polars make the columns; the types and nulls are those that smelt-datagen writes."""
    table = polars_numpy.build(dataset, generator).to_arrow()
    return table.cast(pa.schema([as_written(field) for field in table.schema]))


def as_written(field: pa.Field) -> pa.Field:
    if pa.types.is_dictionary(field.type):
        return pa.field(field.name, pa.dictionary(pa.int8(), pa.string()), nullable=False)
    kind = pa.string() if pa.types.is_large_string(field.type) else field.type
    return pa.field(field.name, kind, nullable=False)


def files(table: pa.Table, dataset: Dataset, directory: Path) -> list[tuple[pa.Table, Path]]:
    if dataset.partition is None:
        return [(table, directory)]
    return [
        (table.slice(day.first, day.end - day.first), directory / day.directory)
        for day in dataset.partition.split(dataset.rows)
    ]


def write_file(table: pa.Table, directory: Path) -> None:
    directory.mkdir(parents=True)
    with pq.ParquetWriter(
        directory / "data.parquet",
        table.schema,
        compression="snappy",
        use_dictionary=[field.name for field in table.schema if pa.types.is_dictionary(field.type)],
        store_schema=False,
    ) as writer:
        writer.write_table(table, row_group_size=ROW_GROUP_ROWS)


def write(table: pa.Table, dataset: Dataset, directory: Path, threads: int) -> None:
    tables, directories = zip(*files(table, dataset, directory), strict=True)
    if threads == 1:
        list(map(write_file, tables, directories))
        return
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(write_file, tables, directories))


def main() -> None:
    workload, output = from_arguments()
    threads = int(sys.argv[4])
    generator = np.random.default_rng(workload.seed)
    tables = [build(dataset, generator) for dataset in workload.datasets]
    started = time.perf_counter()
    for table, dataset in zip(tables, workload.datasets, strict=True):
        write(table, dataset, output / dataset.output, threads)
    print(json.dumps({"seconds": time.perf_counter() - started}))


if __name__ == "__main__":
    main()
