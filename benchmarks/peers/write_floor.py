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

from benchmarks.peers import numpy_draws
from benchmarks.workload import Column, Dataset, from_arguments

Generator = np.random.Generator

# As in smelt-datagen, so that both write files of the same shape.
ROW_GROUP_ROWS = 131_072


def sequential_id(_generator: Generator, _column: Column, rows: int) -> pa.Array:
    return pa.array(numpy_draws.sequential_id(rows))


def foreign_key(generator: Generator, column: Column, rows: int) -> pa.Array:
    return pa.array(numpy_draws.foreign_key(generator, column, rows))


def weighted_choice(generator: Generator, column: Column, rows: int) -> pa.Array:
    codes = numpy_draws.choice_codes(generator, column, rows).view(np.int8)
    return pa.DictionaryArray.from_arrays(codes, list(column.options["values"]))


ARRAYS = {
    "sequential_id": sequential_id,
    "foreign_key": foreign_key,
    "weighted_choice": weighted_choice,
}


def build(dataset: Dataset, generator: Generator) -> pa.Table:
    arrays = [ARRAYS[column.kind](generator, column, dataset.rows) for column in dataset.columns]
    fields = [
        pa.field(column.name, array.type, nullable=False)
        for column, array in zip(dataset.columns, arrays, strict=True)
    ]
    return pa.table(arrays, schema=pa.schema(fields))


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
