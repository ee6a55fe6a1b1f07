"""What the start of the command costs, in turn with that of NumPy and pyarrow.

python -m benchmarks.start [ROUNDS]
"""

import json
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.process import Measurement, measure
from benchmarks.report import table

CONFIG = """\
datasets:
  - name: users
    output: users
    num_rows: 1000
    columns:
      - { name: user_id, generator: { type: sequential_id } }
      - { name: n, generator: { type: uniform_int, min: 0, max: 100 } }
      - { name: country, generator: { type: one_of, values: [US, UK, DE, FR, CA, AU] } }
      - { name: signup, generator: { type: date, start: "2022-01-01", end: "2025-01-01" } }
"""
_ROUNDS = 15
_BASE = "import numpy, pyarrow"


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else _ROUNDS
    with tempfile.TemporaryDirectory(prefix="benchmark-") as name:
        folder = Path(name)
        (folder / "datagen.yaml").write_text(CONFIG)
        print(_whole_processes(folder, rounds))
        print(f"\n{_steps(folder, rounds)}")


def _whole_processes(folder: Path, rounds: int) -> str:
    """Return a table of commands, each in turn with the base: A B A B."""
    ours = [sys.executable, "-m", "smelt_datagen"]
    commands = {
        _BASE: [sys.executable, "-c", _BASE],
        "python -c pass": [sys.executable, "-c", "pass"],
        "smelt-datagen --version": [*ours, "--version"],
        "smelt-datagen --help": [*ours, "--help"],
        "smelt-datagen validate": [*ours, "validate"],
        "smelt-datagen, 1,000 rows": [*ours, "-q"],
    }
    header = ["process", "wall ms", "CPU ms", "x wall", "x CPU"]
    rows = []
    for name, command in commands.items():
        measure(command, folder)  # warms up
        pairs = [
            (measure(command, folder), measure(commands[_BASE], folder)) for _ in range(rounds)
        ]
        rows.append([name, *_figures(pairs)])
    return table(header, rows)


def _figures(pairs: list[tuple[Measurement, Measurement]]) -> list[str]:
    wall = [(ours.wall_seconds, base.wall_seconds) for ours, base in pairs]
    processor = [(ours.cpu_seconds, base.cpu_seconds) for ours, base in pairs]
    times = [f"{1000 * median(ours for ours, _ in found):.0f}" for found in (wall, processor)]
    ratios = [f"{median(ours / base for ours, base in found):.2f}" for found in (wall, processor)]
    return [*times, *ratios]


def _steps(folder: Path, rounds: int) -> str:
    """Return a table of what happens one after the other in a run."""
    command = [sys.executable, "-m", "benchmarks.start_steps", "datagen.yaml", "out"]
    measure(command, folder)  # warms up
    runs = [json.loads(measure(command, folder).printed) for _ in range(rounds)]
    rows = [
        [
            step[0][0],
            *(f"{1000 * median(figure):.1f}" for figure in list(zip(*step, strict=True))[1:]),
        ]
        for step in zip(*runs, strict=True)
    ]
    return table(["step of a run", "CPU ms", "wall ms"], rows)


if __name__ == "__main__":
    main()
