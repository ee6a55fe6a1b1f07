"""NumPy draws the columns, a thread for each; Polars makes texts of them and writes them."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.columns import Column
from benchmarks.peers.polars_series import series
from benchmarks.workload import Dataset, Entity, from_arguments

Generator = np.random.Generator


def build(dataset: Dataset, generator: Generator) -> pl.DataFrame:
    with ThreadPoolExecutor() as pool:
        columns = drawn(pool, dataset.columns, generator, dataset.rows)
        if dataset.entity:
            columns = sticky(pool, dataset.entity, generator, dataset.rows) + columns
    return pl.DataFrame(columns)


def drawn(
    pool: ThreadPoolExecutor, columns: list[Column], generator: Generator, rows: int
) -> list[pl.Series]:
    children = generator.spawn(len(columns))
    return list(pool.map(lambda column, child: series(child, column, rows), columns, children))


def sticky(
    pool: ThreadPoolExecutor, entity: Entity, generator: Generator, rows: int
) -> list[pl.Series]:
    picks = pl.Series(generator.integers(0, entity.count, rows, dtype=np.uint32))
    values = drawn(pool, entity.columns, generator, entity.count)
    return list(pool.map(lambda column: column.gather(picks), values))


def write(frame: pl.DataFrame, dataset: Dataset, directory: Path) -> None:
    if dataset.partition is None:
        write_file(frame, directory)
        return
    # Slicing is faster than write_parquet(partition_by=...): the rows are already in order.
    for day in dataset.partition.split(dataset.rows):
        write_file(frame.slice(day.first, day.end - day.first), directory / day.directory)


def write_file(frame: pl.DataFrame, directory: Path) -> None:
    directory.mkdir(parents=True)
    frame.write_parquet(directory / "data.parquet", compression="snappy")


def main() -> None:
    workload, output = from_arguments()
    generator = np.random.default_rng(workload.seed)
    for dataset in workload.datasets:
        write(build(dataset, generator), dataset, output / dataset.output)


if __name__ == "__main__":
    main()
