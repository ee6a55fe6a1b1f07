"""The subject in a process of its own, under another PYTHONHASHSEED and on another processor.

NumPy picks its kernels for exp, log, sin, sums and the like by what the processor can do, and their
last bits differ. The process keeps NumPy to the kernels that every processor has.
"""

from __future__ import annotations

import ast
import inspect
import os
import subprocess
import sys
from collections.abc import Sequence

import numpy as np

from smelt_datagen.testing.law import LawBroken
from smelt_datagen.testing.parameters import REFUSED
from smelt_datagen.testing.seeds import REPEATABLE
from smelt_datagen.testing.subject import Subject, values

_SEVERAL = 1000
_HASH_SEED = "4711"
_DIFFERENT = (
    f"PYTHONHASHSEED={_HASH_SEED}, and NumPy's kernels for the oldest processor: use "
    "smelt_datagen.elementary in place of np.exp, np.log, np.sin"
)
_LONGEST_SECONDS = 60
"""For all bad values together; most take a few milliseconds each."""


def the_same_elsewhere(subject: Subject) -> None:
    """Check that a fresh process makes the same values and refuses bad parameters."""
    count = min(_SEVERAL, subject.rows)
    here = [repr(value) for value in values(subject.plan(), range(count)).to_pylist()]
    lines = _answers(subject, count)
    there: Sequence[str] = ast.literal_eval(lines[0])
    for row, (one, other) in enumerate(zip(here, there, strict=True)):
        if one != other:
            what = f"row {row} has {one} here and {other} in a fresh process"
            raise LawBroken(REPEATABLE, f"{what} ({_DIFFERENT})")
    for tried, answer in zip(lines[1::2], lines[2::2], strict=True):
        if answer != "None":
            name, value = ast.literal_eval(tried)
            raise LawBroken(REFUSED, ast.literal_eval(answer) or f"{name}: {value!r}")


def _answers(subject: Subject, count: int) -> list[str]:
    job = {
        "spec": dict(subject.spec),
        "context": dict(subject.context),
        "rows": subject.rows,
        "count": count,
        "files": [str(file) for file in subject.plugins.files],
        "classes": [_place(cls) for cls in subject.unregistered],
    }
    features = np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])
    disabled = os.environ.get("NPY_DISABLE_CPU_FEATURES", "").split()
    environment = {
        **os.environ,
        "PYTHONHASHSEED": _HASH_SEED,
        "PYTHONPATH": os.pathsep.join(part for part in sys.path if part),
        "NPY_DISABLE_CPU_FEATURES": " ".join([*disabled, *features]),
    }
    try:
        child = subprocess.run(
            [sys.executable, "-m", "smelt_datagen.testing.child"],
            input=repr(job),
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=_LONGEST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        output = error.stdout or b""
        lines = (output.decode() if isinstance(output, bytes) else output).splitlines()
        name, value = ast.literal_eval(lines[-1]) if len(lines) > 1 else ("start", None)
        what = f"{name}: {value!r} is accepted and takes forever: give it a bound"
        raise LawBroken(REFUSED, what) from None
    if child.returncode:
        last = child.stderr.strip().splitlines()[-1:]
        raise LawBroken(REPEATABLE, f"a fresh process fails: {' '.join(last)}")
    return child.stdout.splitlines()


def _place(cls: type) -> tuple[str, str, str]:
    """Return the module of a class, its file, and the class's name in it."""
    if "<locals>" in cls.__qualname__:
        what = f"{cls.__qualname__} must stand at the top of its module: a fresh process makes it"
        raise LawBroken(REPEATABLE, what)
    return cls.__module__, inspect.getfile(cls), cls.__qualname__
