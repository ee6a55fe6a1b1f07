"""Threads beside processes: a generator that leaves Python's lock alone, and Faker, which holds it.

    python -m benchmarks.executors

Prints seconds, and how much faster processes are, start-up of their interpreters included.
"""

from __future__ import annotations

import tempfile
import time

import smelt_datagen

_COLUMNS = {
    "vectorised": "{ type: string_pattern, template: '{uuid}@{one_of:a.com,b.com}' }",
    "faker": "{ type: faker, provider: sentence, row: true }",
}
_ROWS = {"vectorised": 8_000_000, "faker": 600_000}
_FILES = 8


def main() -> None:
    """Measure both generators on both executors."""
    for name, generator in _COLUMNS.items():
        text = f"""
datasets:
  - name: t
    output: t
    num_rows: {_ROWS[name]}
    rows_per_file: {_ROWS[name] // _FILES}
    columns: [{{ name: value, generator: {generator} }}]
"""
        config = smelt_datagen.loads(text)
        took = {executor: _seconds(config, executor) for executor in ("threads", "processes")}
        gain = took["threads"] / took["processes"]
        print(
            f"{name}: threads {took['threads']:.2f} s, processes {took['processes']:.2f} s, "
            f"{gain:.2f} times as fast"
        )


def _seconds(config: smelt_datagen.Config, executor: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        plan = smelt_datagen.plan(config, output=folder)
        began = time.perf_counter()
        smelt_datagen.write(plan, executor=executor)
        return time.perf_counter() - began


if __name__ == "__main__":
    main()
