"""DuckDB: one COPY of a SELECT per dataset.

The file is not called duckdb.py: run as a script, it would then import itself.

Three things make this fast. The row numbers come from a temporary table, which DuckDB scans on all
cores (the range() function is read on one). Choices are ENUM values, whose Parquet dictionary
is known beforehand. And the order of rows is not preserved. Entities are a temporary table too,
which the rows are joined with.

Values come from random(), or with the argument `hash` from hashes of the row number, which give the
same values every time.
"""

import os
import sys
from pathlib import Path

import duckdb

from benchmarks.columns import Column
from benchmarks.peers.duckdb_expressions import (
    Hashes,
    Needs,
    Random,
    Source,
    expression,
    literal,
)
from benchmarks.workload import Dataset, Entity, Partition, from_arguments

Connection = duckdb.DuckDBPyConnection


def day(partition: Partition, rows: int) -> str:
    number = f"(row_number * {partition.days} // {rows})::INTEGER"
    return f"DATE '{partition.start}' + {number} AS {partition.column}"


def named(columns: list[Column], needs: Needs) -> list[str]:
    return [f"{expression(column, needs)} AS {column.name}" for column in columns]


def drawn(needs: Needs, *more: str) -> str:
    """Return the source of a SELECT: row numbers, the draws needed, and more columns."""
    draws = [f"{draw} AS {name}" for name, draw in needs.draws.items()]
    return f"(FROM row_numbers SELECT {', '.join(['row_number', *draws, *more])})"


def select(dataset: Dataset, needs: Needs) -> str:
    outer = named(dataset.columns, needs)
    if dataset.partition:
        outer.append(day(dataset.partition, dataset.rows))
    if dataset.entity is None:
        return f"FROM {drawn(needs)} SELECT {', '.join(outer)}"
    sticky = [column.name for column in dataset.entity.columns]
    pick = f"floor({needs.source.draw()} * {dataset.entity.count})::INTEGER AS entity"
    joined = f"{drawn(needs, pick)} JOIN entities USING (entity)"
    return f"FROM {joined} SELECT {', '.join([*sticky, *outer])}"


def create_entities(connection: Connection, entity: Entity, source: Source) -> None:
    needs = Needs("entities", source)
    columns = ["row_number::INTEGER AS entity", *named(entity.columns, needs)]
    create_row_numbers(connection, entity.count)
    create_types(connection, needs)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE entities AS FROM {drawn(needs)} SELECT {', '.join(columns)}"
    )


def create_types(connection: Connection, needs: Needs) -> None:
    for statement in needs.types:
        connection.execute(statement)


def create_row_numbers(connection: Connection, rows: int) -> None:
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE row_numbers AS FROM range({rows}) numbers(row_number)"
    )


def target(dataset: Dataset, output: Path) -> str:
    directory = output / dataset.output
    if dataset.partition:
        partition_by = f"PARTITION_BY ({dataset.partition.column})"
        return f"{literal(str(directory))} (FORMAT parquet, COMPRESSION snappy, {partition_by})"
    directory.mkdir()
    return f"{literal(str(directory / 'data.parquet'))} (FORMAT parquet, COMPRESSION snappy)"


def write(connection: Connection, dataset: Dataset, output: Path, source: Source) -> None:
    if dataset.entity:
        create_entities(connection, dataset.entity, source)
    needs = Needs(dataset.output, source)
    query = select(dataset, needs)
    create_types(connection, needs)
    create_row_numbers(connection, dataset.rows)
    connection.execute(f"COPY ({query}) TO {target(dataset, output)}")


def main() -> None:
    workload, output = from_arguments()
    source = Hashes() if "hash" in sys.argv else Random()
    connection = duckdb.connect()
    connection.execute(f"SET threads = {os.cpu_count()}")
    connection.execute("SET preserve_insertion_order = false")
    connection.execute("SELECT setseed(0.42)").fetchall()
    for dataset in workload.datasets:
        write(connection, dataset, output, source)


if __name__ == "__main__":
    main()
