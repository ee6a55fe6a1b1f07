"""The example and the data of the benchmark's own generator, as views of DuckDB."""

import pathlib
import shutil
import subprocess
import sys

import smelt_datagen

ROOT = pathlib.Path(__file__).parents[3]
CONFIG = ROOT / "examples" / "tpch" / "datagen.yaml"
TABLES = ["region", "nation", "supplier", "part", "partsupp", "customer", "orders", "lineitem"]


def ours(duckdb, folder, scale):
    """Return a connection to the example's tables."""
    plan = smelt_datagen.plan(smelt_datagen.load(CONFIG), output=folder, scale_factor=scale)
    smelt_datagen.write(plan)
    files = {name: folder / "data" / name / "data.parquet" for name in TABLES}
    return connection(duckdb, files)


def theirs(duckdb, folder, scale):
    """Return a connection to what `tpchgen-cli` makes; None if that is not installed."""
    program = shutil.which("tpchgen-cli", path=pathlib.Path(sys.executable).parent)
    if program is None:
        return None
    command = [program, "parquet", "--scale-factor", str(scale), "--output-dir", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    return connection(duckdb, {name: folder / f"{name}.parquet" for name in TABLES})


def connection(duckdb, files):
    made = duckdb.connect()
    for name, file in files.items():
        made.execute(f"create view {name} as from '{file}'")
    return made
