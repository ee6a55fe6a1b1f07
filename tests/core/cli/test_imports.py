"""What a run does not import, since it costs time and nothing here needs it."""

from pathlib import Path

import pytest

from ...child import run_python

ROOT = Path(__file__).parents[3]
CONFIGS = [
    ROOT / "core" / "smelt_datagen" / "scaffold" / "demo.yaml",
    ROOT / "benchmarks" / "workloads" / "J.yaml",
    ROOT / "benchmarks" / "workloads" / "S.yaml",
    ROOT / "benchmarks" / "workloads" / "W.yaml",
    ROOT / "examples" / "web_analytics" / "datagen.yaml",
]


@pytest.mark.parametrize("config", CONFIGS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_generating_imports_no_pandas_and_no_network(config, tmp_path):
    code = f"""
import sys
import smelt_datagen as sd
plan = sd.plan(sd.load({str(config)!r}), scale_factor=0.001, output={str(tmp_path)!r})
sd.write(plan, workers=1)
print({{"pandas", "pyarrow.parquet", "ssl"}} & sys.modules.keys())
"""
    assert run_python("-c", code).strip() == "set()"


@pytest.mark.parametrize(
    ("given", "threads"),
    [({}, "1"), ({"OPENBLAS_NUM_THREADS": "3"}, "3"), ({"OMP_NUM_THREADS": "2"}, "None")],
    ids=["nothing said", "OpenBLAS's own", "OpenMP's"],
)
def test_the_command_keeps_blas_to_one_thread_unless_told_otherwise(given, threads):
    code = """
import atexit, os, sys
from smelt_datagen.cli import main
atexit.register(lambda: print(os.environ.get("OPENBLAS_NUM_THREADS"), "numpy" in sys.modules))
sys.argv = ["smelt-datagen", "--version"]
main()
"""
    names = ("OPENBLAS_NUM_THREADS", "GOTO_NUM_THREADS", "OMP_NUM_THREADS")
    printed = run_python("-c", code, **(dict.fromkeys(names) | given))
    assert printed.splitlines()[1] == f"{threads} False"


OF_FEW_CONFIGS = [
    "config.small_tables",
    "execution.comparison",
    "output.value_check",
    "output.verification",
    "planning.combinations",
    "planning.data_type",
    "planning.draw_sources",
    "planning.parents",
    "planning.partition_periods",
    "planning.unique_rows",
    "parquet.row_group_encoding",
    "planning.written_down",
    "reference.json_schema",
    "relations.decks",
    "relations.prefix_sums",
    "scaffold.new_plugin",
]
MOST_MODULES = 158
"""Of core, in a run of the simplest config: each costs a third of a millisecond or more."""


def test_the_simplest_run_imports_nothing_that_only_other_configs_need(tmp_path):
    config = tmp_path / "datagen.yaml"
    config.write_text(
        "datasets: [{name: a, output: a, num_rows: 9, columns: "
        "[{name: id, generator: {type: sequential_id}}]}]"
    )
    code = f"""
import atexit, sys
from smelt_datagen.cli import main
atexit.register(lambda: print(*[one for one in sys.modules if one.startswith("smelt_datagen.")]))
sys.argv = ["smelt-datagen", "--config", {str(config)!r}, "-o", {str(tmp_path)!r}, "--quiet"]
main()
"""
    imported = run_python("-c", code).split()
    assert not {f"smelt_datagen.{name}" for name in OF_FEW_CONFIGS} & {*imported}
    assert "smelt_datagen.parquet.encoding" in imported
    assert len(imported) <= MOST_MODULES, imported
