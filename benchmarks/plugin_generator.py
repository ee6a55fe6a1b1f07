"""How fast a plugin's generator is, next to the built-in one that does the same work.

    python -m benchmarks.plugin_generator

The plugin is `one_off.py`. Both make as many rows in the engine's blocks, in turn, on one
thread, in one process. The ratio says how many times as long the plugin takes.
"""

import statistics
import time
from pathlib import Path

from smelt_datagen import DatasetPlan, discover, from_values, plan
from smelt_datagen.execution.blocks import blocks

ROWS = 20_000_000
ROUNDS = 9
GENERATORS = {
    "uniform_int": {"type": "uniform_int", "min": 1950, "max": 2005},
    "bench.uniform": {"type": "bench.uniform", "low": 1950, "high": 2005},
}


def planned() -> DatasetPlan:
    columns = [{"name": name, "generator": made} for name, made in GENERATORS.items()]
    dataset = {"name": "bench", "output": "bench", "num_rows": ROWS, "columns": columns}
    plugins = discover(files=[Path(__file__).with_name("one_off.py")])
    return plan(from_values({"datasets": [dataset]}), plugins=plugins)["bench"]


def seconds(dataset: DatasetPlan, column: str) -> float:
    began = time.perf_counter()
    for _ in blocks(dataset, [column], 0, ROWS):
        pass
    return time.perf_counter() - began


def main() -> None:
    dataset = planned()
    rounds = [{name: seconds(dataset, name) for name in GENERATORS} for _ in range(ROUNDS + 1)]
    counted = rounds[1:]  # the first one warms up
    for name in GENERATORS:
        speed = ROWS / statistics.median(one[name] for one in counted)
        print(f"{name:<14} {speed / 1e6:6.1f} million rows/s")
    ratios = [one["bench.uniform"] / one["uniform_int"] for one in counted]
    print(f"the plugin takes {statistics.median(ratios):.2f} times as long")


if __name__ == "__main__":
    main()
