"""What a query of a plan costs beside making the columns that it names: one of six, by DuckDB."""

from __future__ import annotations

import time
from collections.abc import Callable

import duckdb
from smelt_datagen import DatasetPlan, from_values, plan

from benchmarks import documents

_ROUNDS = 5
_WORKLOAD = "W1"


def main() -> None:
    document = documents.read(_WORKLOAD)
    orders = [*plan(from_values(document)).datasets][-1]
    name = "user_id"
    names = orders.table_columns
    one = _seconds(lambda: _sum(orders, f"sum({name})"))
    every = _seconds(lambda: _sum(orders, ", ".join(f"count({column})" for column in names)))
    made = _seconds(lambda: _make(orders, name))
    print(f"{orders.row_count:,} rows of {len(names)} columns, the fastest of {_ROUNDS}:")
    print(f"  {one:6.3f} s  DuckDB sums '{name}' through dataset()")
    print(f"  {made:6.3f} s  '{name}' is made, and no more: {one / made:.2f} times as long")
    print(f"  {every:6.3f} s  DuckDB counts all columns: the sum takes {one / every:.1%} of it")


def _sum(orders: DatasetPlan, what: str) -> None:
    with duckdb.connect() as connection:
        connection.from_arrow(orders.dataset()).aggregate(what).fetchall()


def _make(orders: DatasetPlan, name: str) -> None:
    for _ in orders.dataset().to_batches(columns=[name]):
        pass


def _seconds(work: Callable[[], None]) -> float:
    """Return how long the fastest of some rounds takes."""
    found = []
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


if __name__ == "__main__":
    main()
