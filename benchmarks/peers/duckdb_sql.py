"""DuckDB: one COPY of a SELECT per dataset.

The file is not called duckdb.py: run as a script, it would then import itself.

Three things make this fast. The row numbers come from a temporary table, which DuckDB scans on all
cores (the range() function is read on one). Choices are ENUM values, whose Parquet dictionary
is known beforehand. And the order of rows is not preserved.
"""

import os
from pathlib import Path

import duckdb

from benchmarks.workload import Column, Dataset, Partition, from_arguments


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def sequential_id(_column: Column) -> str:
    return "row_number + 1"


def foreign_key(column: Column) -> str:
    return f"1 + floor(draw_{column.name} * {column.options['target_rows']})::BIGINT"


def weighted_choice(column: Column) -> str:
    values = column.options["values"]
    *branches, last = [f"{literal(value)}::choice_of_{column.name}" for value in values]
    threshold, cases = 0.0, ""
    for value, weight in zip(branches, values.values(), strict=False):
        threshold += weight / sum(values.values())
        cases += f" WHEN draw_{column.name} < {threshold} THEN {value}"
    return f"CASE{cases} ELSE {last} END"


EXPRESSIONS = {
    "sequential_id": sequential_id,
    "foreign_key": foreign_key,
    "weighted_choice": weighted_choice,
}
NOT_DRAWN = {"sequential_id"}


def create_types(connection: duckdb.DuckDBPyConnection, dataset: Dataset) -> None:
    for column in dataset.columns:
        if column.kind == "weighted_choice":
            values = ", ".join(literal(value) for value in column.options["values"])
            connection.execute(f"CREATE TYPE choice_of_{column.name} AS ENUM ({values})")


def day(partition: Partition, rows: int) -> str:
    number = f"(row_number * {partition.days} // {rows})::INTEGER"
    return f"DATE '{partition.start}' + {number} AS {partition.column}"


def select(dataset: Dataset) -> str:
    drawn = [column.name for column in dataset.columns if column.kind not in NOT_DRAWN]
    inner = ["row_number", *(f"random() AS draw_{name}" for name in drawn)]
    outer = [f"{EXPRESSIONS[column.kind](column)} AS {column.name}" for column in dataset.columns]
    if dataset.partition:
        outer.append(day(dataset.partition, dataset.rows))
    draws = f"FROM row_numbers SELECT {', '.join(inner)}"
    return f"FROM ({draws}) SELECT {', '.join(outer)}"


def target(dataset: Dataset, output: Path) -> str:
    directory = output / dataset.output
    if dataset.partition:
        partition_by = f"PARTITION_BY ({dataset.partition.column})"
        return f"{literal(str(directory))} (FORMAT parquet, COMPRESSION snappy, {partition_by})"
    directory.mkdir()
    return f"{literal(str(directory / 'data.parquet'))} (FORMAT parquet, COMPRESSION snappy)"


def write(connection: duckdb.DuckDBPyConnection, dataset: Dataset, output: Path) -> None:
    create_types(connection, dataset)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE row_numbers AS"
        f" FROM range({dataset.rows}) numbers(row_number)"
    )
    connection.execute(f"COPY ({select(dataset)}) TO {target(dataset, output)}")


def main() -> None:
    workload, output = from_arguments()
    connection = duckdb.connect()
    connection.execute(f"SET threads = {os.cpu_count()}")
    connection.execute("SET preserve_insertion_order = false")
    connection.execute("SELECT setseed(0.42)").fetchall()
    for dataset in workload.datasets:
        write(connection, dataset, output)


if __name__ == "__main__":
    main()
