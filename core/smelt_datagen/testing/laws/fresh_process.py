"""The subject in a process of its own, in other surroundings.

It has another PYTHONHASHSEED, time zone and working directory. And as NumPy picks its kernels for
exp, log, sin, sums and the like by what the processor can do, and their last bits differ, it keeps
NumPy to the kernels that every processor has.
"""

from __future__ import annotations

import ast
import inspect
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from smelt_datagen.testing.law import LawBroken
from smelt_datagen.testing.laws.facts import facts_of
from smelt_datagen.testing.laws.parameters import REFUSED
from smelt_datagen.testing.laws.seeded import REPEATABLE
from smelt_datagen.testing.subject import Subject

_INSIDE = "SMELT_DATAGEN_CHECK"
_SURROUNDINGS = {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", _INSIDE: "1"}
_CAUSES = (
    "it has another PYTHONHASHSEED, time zone and working directory, and NumPy's kernels for the "
    "oldest processor: smelt_datagen.elementary replaces np.exp, np.log and np.sin"
)
_LONGEST_SECONDS = 60
"""For all bad values together; most take a few milliseconds each."""


def the_same_elsewhere(subject: Subject) -> None:
    """Check that a fresh process makes the same values and refuses bad parameters."""
    if _INSIDE in os.environ:
        hint = "put it behind: if __name__ == '__main__'"
        raise RuntimeError(f"check_generator runs when the module it checks is imported: {hint}")
    answers = _answers(subject)
    there: dict[str, Any] = ast.literal_eval(answers[0])
    for what, here in facts_of(subject).items():
        if there[what] != here:
            differs = f"{what}: {here} here and {there[what]} in a fresh process"
            raise LawBroken(REPEATABLE, f"{differs} ({_CAUSES})")
    for answer in answers[2::2]:
        if (wrong := ast.literal_eval(answer)) is not None:
            raise LawBroken(REFUSED, wrong)


def _answers(subject: Subject) -> list[str]:
    job: dict[str, Any] = {
        "spec": dict(subject.spec),
        "context": dict(subject.context),
        "rows": subject.rows,
        "files": [str(file) for file in subject.plugins.files],
        "classes": [_place(cls) for cls in subject.unregistered],
    }
    with tempfile.TemporaryDirectory() as folder:
        job["folder"] = folder
        try:
            child = subprocess.run(
                [sys.executable, "-m", "smelt_datagen.testing.laws.fresh_process_child"],
                input=repr(job).encode(),
                env=_environment(),
                capture_output=True,
                timeout=_LONGEST_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise _endless((error.stdout or b"").decode().splitlines()) from None
    if child.returncode:
        last = child.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise LawBroken(REPEATABLE, f"a fresh process fails: {' '.join(last)}")
    return child.stdout.decode().splitlines()


def _environment() -> dict[str, str]:
    features = np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])
    disabled = os.environ.get("NPY_DISABLE_CPU_FEATURES", "").split()
    return {
        **os.environ,
        **_SURROUNDINGS,
        "PYTHONPATH": os.pathsep.join(str(Path(part).resolve()) for part in sys.path),
        "NPY_DISABLE_CPU_FEATURES": " ".join([*disabled, *features]),
    }


def _endless(answers: list[str]) -> LawBroken:
    """Return what is wrong with a process that was ended after the given lines."""
    if len(answers) <= 1:
        return LawBroken(REPEATABLE, f"a fresh process takes more than {_LONGEST_SECONDS} seconds")
    name, value = ast.literal_eval(answers[-1])
    return LawBroken(REFUSED, f"{name}: {value!r} is accepted and takes forever: give it a bound")


def _place(cls: type) -> tuple[str, str, str]:
    """Return the module of a class, its file, and the class's name in it."""
    try:
        file = inspect.getfile(cls)
    except (OSError, TypeError):
        file = ""
    if "." in cls.__qualname__ or not file:
        what = f"{cls.__qualname__} must stand at the top of a file: a fresh process makes it"
        raise LawBroken(REPEATABLE, what)
    return cls.__module__, str(Path(file).resolve()), cls.__qualname__
