"""What more cores would give: `python -m benchmarks.cores [--rounds N]`.

One thread runs each workload below py-spy (Frederickson, 2018), which looks 250 times a second at
what the thread does and whether it holds the interpreter's lock. Two sizes are run and subtracted,
so that start-up is not in the figures: nanoseconds of a row, and how many of them only one thread
of the process can spend at a time.

With n threads, a row then waits for the lock as a machine waits for its one repairman: the closed
network of one server and n customers, solved by mean value analysis (Reiser and Lavenberg, 1980).
Memory bandwidth and the disk are not in it.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import yaml

from benchmarks import documents

RATE = 250
"""Looks a second."""
CORES = (2, 4, 16, 64)
SMALL, LARGE = 1, 4
"""Sizes that are subtracted, as multiples of a workload's rows."""


@dataclass(frozen=True)
class Share:
    """Nanoseconds that one thread spends on a row, and how many of them with the lock."""

    row: float
    locked: float

    def speedup(self, threads: int) -> float:
        """Return how many times as many rows `threads` threads make as one, with as many cores."""
        waiting = rows = 0.0
        for count in range(1, threads + 1):
            at_the_lock = self.locked * (1 + waiting)
            rows = count / (self.row - self.locked + at_the_lock)
            waiting = rows * at_the_lock
        return rows * self.row


def main() -> None:
    parser = argparse.ArgumentParser("python -m benchmarks.cores", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    heads = ["workload", "ns a row", "under the lock", *(f"{cores} cores" for cores in CORES)]
    print(f"| {' | '.join(heads)} |\n| :-- |{' --: |' * (len(heads) - 1)}", flush=True)
    for name in documents.names():
        share = measured(name, rounds)
        cells = [f"{share.row:.0f}", f"{share.locked:.1f}"]
        cells += [f"{share.speedup(cores):.1f}" for cores in CORES]
        print(f"| {' | '.join([name, *cells])} |", flush=True)


def measured(name: str, rounds: int) -> Share:
    rows = documents.row_count(documents.read(name))
    return Share(
        *(
            statistics.median(
                1e9
                * (looks(name, LARGE * rows, *flags) - looks(name, SMALL * rows, *flags))
                / (RATE * (LARGE - SMALL) * rows)
                for _ in range(rounds)
            )
            for flags in ([], ["--gil"])
        )
    )


def looks(name: str, rows: int, *flags: str) -> int:
    """Return at how many looks the one thread of a run was busy."""
    program = shutil.which("py-spy", path=Path(sys.executable).parent) or "py-spy"
    with tempfile.TemporaryDirectory(prefix="benchmark-") as directory:
        folder = Path(directory)
        config, raw = folder / "datagen.yaml", folder / "looks.txt"
        config.write_text(yaml.safe_dump(documents.scaled(documents.read(name), rows)))
        spy = [program, "record", "-r", str(RATE), "--nonblocking", "-f", "raw"]
        ours = [sys.executable, "-m", "smelt_datagen", "-c", str(config), "-o", directory, "-q"]
        command = [*spy, "-o", str(raw), *flags, "--", *ours, "--workers", "1"]
        subprocess.run(command, check=True, capture_output=True)
        return sum(int(line.rpartition(" ")[2]) for line in raw.read_text().splitlines())


if __name__ == "__main__":
    main()
