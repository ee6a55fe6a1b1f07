"""A run of the command in steps, each timed in this one process: prints them as JSON."""

import gc
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import smelt_datagen as sd  # which imports the rest when a name is used

_FOUND: list[tuple[str, float, float]] = [("Python, and this module", time.process_time(), 0.0)]


def main() -> None:
    config, output = map(Path, sys.argv[1:])
    gc.set_threshold(1_000_000)  # as the command does, and:
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    _step("the command line", _import("smelt_datagen.cli.root", "smelt_datagen.cli.request"))
    _step("NumPy", _import("numpy"))
    _step("pyarrow", _import("pyarrow", "pyarrow._compute", "pyarrow._parquet"))
    _step("PyYAML", _import("yaml"))
    _step("pluggy", _import("pluggy"))
    _step("modules that plan and write", _import("smelt_datagen.cli.generate"))
    _step("modules of the library", _import("smelt_datagen._api"))
    found = _step("plugins found", sd.discover)
    read = _step("config read", lambda: sd.load(config))
    planned = _step("planned", lambda: sd.plan(read, plugins=found, output=output))
    _step("written", lambda: sd.write(planned))
    print(json.dumps(_FOUND))


def _import(*names: str) -> Callable[[], object]:
    return lambda: [__import__(name) for name in names]


def _step(name: str, work: Callable[[], Any]) -> Any:
    processor, clock = time.process_time(), time.perf_counter()
    made = work()
    _FOUND.append((name, time.process_time() - processor, time.perf_counter() - clock))
    return made


if __name__ == "__main__":
    main()
