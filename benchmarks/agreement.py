"""Whether our distributions are those of the reference tool: `python -m benchmarks.agreement`.

Both write the same config of a million rows. Each line is a statistic of one column; the last
figure says by how many standard errors of the difference the two disagree. Statistics that are
exact, such as smallest values, must be equal.
"""

import argparse
import math
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb

from benchmarks import reference

ROWS = 1_000_000

GENERATORS = {
    "fk": "{ type: foreign_key, dataset: keys }",
    "weighted": "{ type: weighted_choice, values: { a: 0.70, b: 0.12, c: 0.05, d: 0.05 } }",
    "one_of": "{ type: one_of, values: [red, green, blue] }",
    "pattern": '{ type: string_pattern, template: "SKU-{uniform_int:1000-9999}" }',
    "int": "{ type: uniform_int, min: 1950, max: 2005 }",
    "float": "{ type: uniform_float, min: 0.0, max: 1.0 }",
    "log_normal": "{ type: log_normal, median: 2500, sigma: 1.2, max: 500000 }",
    "geometric": "{ type: geometric, p: 0.5 }",
    "from_zero": "{ type: geometric, p: 0.2, min: 0 }",
    "date": '{ type: date, start: "2020-01-01", end: "2024-12-31" }',
    "bool": "{ type: bool, prob: 0.15 }",
    "optional": "{ type: optional, prob: 0.08, inner: { type: one_of, values: [x, y] } }",
}

MEANS = {
    "fk, mean": "fk",
    "weighted, share of a": "(weighted = 'a')::int",
    "weighted, share of c": "(weighted = 'c')::int",
    "one_of, share of red": "(one_of = 'red')::int",
    "pattern, mean number": "substr(pattern, 5)::int",
    "int, mean": "int",
    "float, mean": "float",
    "float, mean square": "float * float",
    "log_normal, mean logarithm": "ln(log_normal + 1)",
    "log_normal, below the median": "(log_normal < 2500)::int",
    "log_normal, share above 20000": "(log_normal > 20000)::int",
    "geometric, mean": "geometric",
    "geometric, share of 1": "(geometric = 1)::int",
    "from_zero, mean": "from_zero",
    "from_zero, share of 0": "(from_zero = 0)::int",
    "date, mean day": "epoch(date::timestamp) / 86400",
    "bool, share of true": "bool::int",
    "optional, share of null": "(optional IS NULL)::int",
}

EXACT = {
    "fk, range": "min(fk) || ' to ' || max(fk)",
    "pattern, range": "min(pattern) || ' to ' || max(pattern)",
    "pattern, different": "count(DISTINCT pattern)",
    "int, range": "min(int) || ' to ' || max(int)",
    "geometric, smallest": "min(geometric)",
    "from_zero, smallest": "min(from_zero)",
    "date, range": "min(date) || ' to ' || max(date)",
    "date, different": "count(DISTINCT date)",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reference", help="the reference's command")
    found = reference.find(parser.parse_args().reference)
    if found.path is None:
        sys.exit(f"the reference is {reference.version(found)}")
    with tempfile.TemporaryDirectory() as folder:
        theirs = written([str(found.path)], Path(folder, "theirs"))
        ours = written([sys.executable, "-m", "smelt_datagen"], Path(folder, "ours"))
        print(f"| statistic | {reference.version(found)} | smelt-datagen | standard errors |")
        print("| :-- | --: | --: | --: |")
        for name, expression in MEANS.items():
            print(f"| {name} | {compared(expression, theirs, ours)} |")
        for name, expression in EXACT.items():
            one, other = (query(f"SELECT {expression}", file) for file in (theirs, ours))
            print(f"| {name} | {one[0]} | {other[0]} | {'equal' if one == other else 'DIFFER'} |")


def config() -> str:
    columns = "".join(
        f"      - {{ name: {name}, generator: {generator} }}\n"
        for name, generator in GENERATORS.items()
    )
    return (
        "datasets:\n  - name: keys\n    output: keys\n    num_rows: 1000\n"
        "    columns: [{ name: id, generator: { type: sequential_id } }]\n"
        f"  - name: rows\n    output: rows\n    num_rows: {ROWS}\n    columns:\n{columns}"
    )


def written(command: list[str], folder: Path) -> Path:
    folder.mkdir()
    (folder / "datagen.yaml").write_text(config())
    subprocess.run([*command, "--config", "datagen.yaml", "-q"], cwd=folder, check=True)
    return folder / "rows" / "data.parquet"


def query(select: str, file: Path) -> tuple[object, ...]:
    connection = duckdb.connect()
    row: tuple[object, ...] = connection.execute(f"{select} FROM '{file}'").fetchall()[0]
    return row


def compared(expression: str, theirs: Path, ours: Path) -> str:
    select = f"SELECT avg({expression})::double, var_samp({expression})::double"
    (one, spread), (other, other_spread) = (
        (float(str(mean)), float(str(variance)))
        for mean, variance in (query(select, theirs), query(select, ours))
    )
    error = math.sqrt((spread + other_spread) / ROWS)
    return f"{one:.6g} | {other:.6g} | {(other - one) / error:+.1f}"


if __name__ == "__main__":
    main()
