"""NumPy draws the columns, a thread for each; Polars writes them, choices as an Enum."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.peers import numpy_draws
from benchmarks.workload import Column, Dataset, from_arguments

Generator = np.random.Generator


def sequential_id(_generator: Generator, column: Column, rows: int) -> pl.Series:
    return pl.Series(column.name, numpy_draws.sequential_id(rows))


def foreign_key(generator: Generator, column: Column, rows: int) -> pl.Series:
    return pl.Series(column.name, numpy_draws.foreign_key(generator, column, rows))


def weighted_choice(generator: Generator, column: Column, rows: int) -> pl.Series:
    codes = pl.Series(column.name, numpy_draws.choice_codes(generator, column, rows))
    return codes.cat.to(pl.Enum(list(column.options["values"])))


SERIES = {
    "sequential_id": sequential_id,
    "foreign_key": foreign_key,
    "weighted_choice": weighted_choice,
}


def build(dataset: Dataset, generator: Generator) -> pl.DataFrame:
    def series(column: Column, child: Generator) -> pl.Series:
        return SERIES[column.kind](child, column, dataset.rows)

    children = generator.spawn(len(dataset.columns))
    with ThreadPoolExecutor() as pool:
        return pl.DataFrame(list(pool.map(series, dataset.columns, children)))


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
