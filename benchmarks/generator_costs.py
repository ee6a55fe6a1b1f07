"""What generators cost: nanoseconds of processor time a row, on one thread.

    python -m benchmarks.generator_costs benchmarks/costs/references.yaml [COLUMN ...]

Measures the columns of the last dataset of a config, in the engine's blocks and in one process:
each alone, with all that it reads, and the best of some rounds. `COLUMN:OTHER,OTHER` measures what
the column takes beyond others of the same rows, which are made first and not counted.
"""

import sys
import time
from collections.abc import Collection
from pathlib import Path

from smelt_datagen import DatasetPlan, discover, load, plan
from smelt_datagen.execution.blocks import BLOCK_ROWS

ROWS = 1_000_000
ROUNDS = 7


def nanoseconds(
    dataset: DatasetPlan,
    column: str,
    beyond: Collection[str] = (),
    rows: int = ROWS,
    rounds: int = ROUNDS,
) -> float:
    """Return the processor time a row of `column`, in ns, when `beyond` are made already."""
    count = min(rows, dataset.row_count)
    best = min(_seconds(dataset, column, beyond, count) for _ in range(rounds))
    return best / count * 1e9


def _seconds(dataset: DatasetPlan, column: str, beyond: Collection[str], count: int) -> float:
    spent = 0.0
    for start in range(0, count, BLOCK_ROWS):
        rows = dataset.bound.range(start, min(start + BLOCK_ROWS, count))
        for other in beyond:
            rows.column(other)
        began = time.process_time()
        rows.column(column)
        spent += time.process_time() - began
    return spent


def main(file: str, *columns: str) -> None:
    planned = [*plan(load(Path(file)), plugins=discover()).datasets][-1]
    for asked in columns or planned.columns:
        column, _, others = asked.partition(":")
        beyond = [other for other in others.split(",") if other]
        words = f" beyond {', '.join(beyond)}" if beyond else ""
        print(f"{nanoseconds(planned, column, beyond):6.1f} ns a row  {column}{words}")


if __name__ == "__main__":
    main(*sys.argv[1:])
