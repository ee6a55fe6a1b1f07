"""The subject in a process of its own, in other surroundings.

It has another PYTHONHASHSEED, environment, locale, time zone, working directory and clock. And as
NumPy picks its kernels for exp, log, sin and the like by what the processor can do, and their last
bits differ, it keeps NumPy to the kernels that every processor has.
"""

from __future__ import annotations

import ast
import inspect
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import attrs
import numpy as np

from smelt_datagen.testing.law import LawBroken
from smelt_datagen.testing.laws.parameters import REFUSED, Candidate, Verdict, spelled
from smelt_datagen.testing.laws.repeatable import LAW as REPEATABLE
from smelt_datagen.testing.subject import Subject

_INSIDE = "SMELT_DATAGEN_CHECK"
_SURROUNDINGS = {
    "PYTHONHASHSEED": "4711",
    "TZ": "Pacific/Kiritimati",
    "PYTHONIOENCODING": "utf-8",
    "USER": "elsewhere",
    _INSIDE: "1",
}
_PLAIN_LOCALE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
_KEPT = ("PATH", "PYTHON", "LD_", "DYLD_", "VIRTUAL_ENV", "SYSTEM", "TMP", "TEMP", "SMELT_", "COV")
"""Beginnings of the names of variables that a process needs; no others are handed on."""
_LONGEST_SECONDS = 25.0
"""For all bad values together; most take a few milliseconds each."""
_PATIENCE = 15.0
"""For the last of them, and for the facts."""


@attrs.frozen
class Answers:
    """What a fresh process said."""

    tried: Sequence[tuple[Candidate, Verdict]]
    """Values of parameters, and what became of each."""
    facts: dict[str, Any]
    moved: tuple[str, str, str] | None = None
    """A row whose value changed with the surroundings, and two of its values."""
    asked: Sequence[str] = ()
    """What of its surroundings the generator asked for."""
    seen: Sequence[str] = ()
    """Functions that give other bits elsewhere and were called."""


def answers(subject: Subject, shift: float = 0.0) -> Answers:
    """Return what a fresh process says, asked once. With `shift`, of the facts alone.

    Raises LawBroken if it fails, or if a value of a parameter takes forever.
    """
    if _INSIDE in os.environ:
        hint = "put it behind: if __name__ == '__main__'"
        raise RuntimeError(f"check_generator runs when the module it checks is imported: {hint}")
    key = f"answers {shift}"
    if key not in subject.memory:
        try:
            subject.memory[key] = _asked(subject, shift)
        except LawBroken as broken:
            subject.memory[key] = broken
    found: Answers | LawBroken = subject.memory[key]
    if isinstance(found, LawBroken):
        raise found
    return found


def _asked(subject: Subject, shift: float) -> Answers:
    seconds = min(_LONGEST_SECONDS, subject.budget.left * 0.4)
    lines, failure = _run(subject, shift, seconds)
    tried: list[tuple[Candidate, Verdict]] = []
    said: list[tuple[str, Any]] = [ast.literal_eval(line) for line in lines]
    for place, (what, answer) in enumerate(said):
        if what == "came":
            verdict, text = answer
            tried.append((said[place - 1][1], (verdict, _as_named(subject, text))))
        if what == "cut":
            subject.budget.cut(REFUSED, answer)
        if what == "end":
            return Answers(tried, **answer)
    if said and said[-1][0] == "try":
        what = "takes forever: give it a bound" if not failure else f"ends the process: {failure}"
        raise LawBroken(REFUSED, f"{spelled(said[-1][1])} is accepted and {what}")
    long = f"takes more than {seconds + _PATIENCE:.0f} seconds"
    raise LawBroken(REPEATABLE, f"a fresh process {f'fails: {failure}' if failure else long}")


def _as_named(subject: Subject, text: str) -> str:
    """Return a message with plugin files as they were named here."""
    for file in subject.plugins.files:
        text = text.replace(str(file.resolve()), str(file))
    return text


def _run(subject: Subject, shift: float, seconds: float) -> tuple[list[str], str]:
    """Return the lines of answers, and how the process failed, if it did and was not too slow."""
    job: dict[str, Any] = {
        "spec": dict(subject.spec),
        "context": dict(subject.context),
        "rows": subject.rows,
        "files": [str(file.resolve()) for file in subject.plugins.files],
        "classes": [_place(cls) for cls in subject.unregistered],
        "modules": [cls.__module__ for cls in (subject.cls, *subject.unregistered)],
        "shift": shift,
        "seconds": seconds,
    }
    with tempfile.TemporaryDirectory() as folder:
        job["folder"] = folder
        try:
            child = subprocess.run(
                [sys.executable, "-m", "smelt_datagen.testing.laws.fresh_process_child"],
                input=repr(job).encode(),
                env=_environment(subject, folder),
                cwd=folder,
                capture_output=True,
                timeout=seconds + _PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            return (error.stdout or b"").decode().splitlines(), ""
    if child.returncode:
        last = child.stderr.decode(errors="replace").strip().splitlines()[-1:]
        return child.stdout.decode().splitlines(), " ".join(last) or f"code {child.returncode}"
    return child.stdout.decode().splitlines(), ""


def _environment(subject: Subject, folder: str) -> dict[str, str]:
    features = np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])
    disabled = os.environ.get("NPY_DISABLE_CPU_FEATURES", "").split()
    path = os.pathsep.join(str(Path(part).resolve()) for part in sys.path)
    paths = f"{path}{folder}{subject.plugins.files}{sys.executable}{subject.spec}"
    # other names of files cannot be written in the plain locale
    language = _PLAIN_LOCALE if paths.isascii() else {"LC_ALL": "C.UTF-8"}
    return {
        **{name: value for name, value in os.environ.items() if name.upper().startswith(_KEPT)},
        **_SURROUNDINGS,
        **language,
        "HOME": folder,
        "PYTHONPATH": path,
        "NPY_DISABLE_CPU_FEATURES": " ".join([*disabled, *features]),
    }


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
