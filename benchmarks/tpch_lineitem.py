"""Lines of TPC-H per second of processor time, next to the benchmark's own generator.

    python -m benchmarks.tpch_lineitem [SCALE_FACTOR]

Both write `lineitem` alone as Parquet, on all cores, in turn: ours from `examples/tpch/`, the
other with `tpchgen-cli` (of the dependency group `test`), whose defaults compress with Snappy
as well. The first round warms up and is not counted.
"""

import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.process import Measurement, measure

CONFIG = Path(__file__).parents[1] / "examples" / "tpch" / "datagen.yaml"
ROUNDS = 5
LINES = 6_000_000
"""Of scale factor 1, about."""


def commands(scale: str) -> dict[str, list[str]]:
    own = [sys.executable, "-m", "smelt_datagen", "--config", str(CONFIG), "--scale-factor", scale]
    program = shutil.which("tpchgen-cli", path=Path(sys.executable).parent)
    if program is None:
        raise SystemExit("tpchgen-cli is not installed: pip install --group test")
    return {
        "smelt-datagen": [*own, "--dataset", "lineitem", "--force", "--quiet"],
        "tpchgen-cli": [program, "parquet", "-s", scale, "-T", "lineitem"],
    }


def run(command: list[str]) -> Measurement:
    with tempfile.TemporaryDirectory() as folder:
        return measure(command, Path(folder))


def main(scale: str = "1") -> None:
    both = commands(scale)
    rounds = [{name: run(command) for name, command in both.items()} for _ in range(ROUNDS + 1)]
    for name in both:
        found = [one[name] for one in rounds[1:]]
        cpu = statistics.median(one.cpu_seconds for one in found)
        wall = statistics.median(one.wall_seconds for one in found)
        peak = max(one.peak_mib for one in found)
        rate = LINES * float(scale) / cpu / 1e6
        print(
            f"{name:14} {rate:5.2f} M lines/CPU s  {wall:6.2f} s  {cpu:6.2f} CPU s  {peak:5.0f} MiB"
        )
    ours, theirs = both
    ratios = [one[ours].cpu_seconds / one[theirs].cpu_seconds for one in rounds[1:]]
    print(f"CPU of ours / theirs, median of pairs: {statistics.median(ratios):.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
