"""The machine and the versions a benchmark ran with."""

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks import reference

PACKAGES = ("smelt-datagen", "numpy", "pyarrow", "duckdb", "polars")


def describe(found: reference.Reference | None) -> dict[str, str]:
    facts = {
        "CPUs": str(os.cpu_count()),
        "CPU model": _cpu_model(),
        "System": f"{platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
        **{package: _version(package) for package in PACKAGES},
    }
    return facts if found is None else {**facts, "reference": reference.version(found)}


def _cpu_model() -> str:
    file = Path("/proc/cpuinfo")
    lines = file.read_text().splitlines() if file.is_file() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor() or "unknown"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
