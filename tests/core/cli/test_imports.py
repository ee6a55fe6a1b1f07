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
def test_generating_does_not_import_pandas(config, tmp_path):
    code = f"""
import sys
import smelt_datagen as sd
plan = sd.plan(sd.load({str(config)!r}), scale_factor=0.001, output={str(tmp_path)!r})
sd.write(plan, workers=1)
print("pandas" in sys.modules)
"""
    assert run_python("-c", code).strip() == "False"
