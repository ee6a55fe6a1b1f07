"""What runs in the fresh process: reads a job, answers in lines.

For every bad value there is a line before it is tried and a line with what came of it, so that one
that never ends is known. The last line holds the facts.
"""

from __future__ import annotations

import ast
import importlib
import importlib.util
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any, TextIO

from smelt_datagen.plugins.discovery import discover
from smelt_datagen.protocol.generator import Generator
from smelt_datagen.testing.callers import Own
from smelt_datagen.testing.laws.facts import facts_of, moved_facts
from smelt_datagen.testing.laws.parameters import candidates, refused_or_works
from smelt_datagen.testing.subject import SEED, Subject, values, with_classes
from smelt_datagen.testing.surroundings import Surroundings
from smelt_datagen.testing.watching import Watch

_SEVERAL = 1000


def main(answers: TextIO) -> None:
    """Answer the job on standard input."""
    job: dict[str, Any] = ast.literal_eval(sys.stdin.buffer.read().decode())
    ends = time.perf_counter() + job["seconds"]
    own = Own(job["modules"])
    watch = Watch(own, job["shift"])
    watch.install()
    if job["shift"]:
        watch.arrays = True
        _say(answers, "end", {"facts": facts_of(_subject(job))})
        return
    surroundings = Surroundings(Path(job["folder"]), own)
    real_clock = time.perf_counter
    surroundings.install()
    subject = _subject(job)
    tries = list(candidates(subject))
    for done, candidate in enumerate(tries):
        if real_clock() > ends:
            _say(answers, "cut", f"{done} of {len(tries)} values")
            break
        _say(answers, "try", candidate)
        _say(answers, "came", refused_or_works(subject, candidate))
    # what other parameters and seeds leave behind, if anything, is there before
    values(subject.plan(seed=SEED + 1), range(min(_SEVERAL, subject.rows)))
    facts = facts_of(subject)
    moved = moved_facts(subject, surroundings)
    _watch_arrays(watch, subject)
    asked, seen = sorted(surroundings.asked), sorted(watch.seen)
    _say(answers, "end", {"facts": facts, "moved": moved, "asked": asked, "seen": seen})


def _watch_arrays(watch: Watch, subject: Subject) -> None:
    """Look at what becomes of the arrays that a block draws."""
    watch.arrays = True
    try:
        values(subject.plan(), range(min(_SEVERAL, subject.rows)))
    except Exception as error:  # noqa: BLE001 (a generator may insist on plain arrays)
        sys.stderr.write(f"{error}\n")


def _subject(job: dict[str, Any]) -> Subject:
    classes = tuple(_class(*place) for place in job["classes"])
    plugins = with_classes(discover(files=job["files"]), classes)
    return Subject(job["spec"], job["context"], plugins, job["rows"], classes)


def _say(answers: TextIO, what: str, answer: object) -> None:
    answers.write(f"{(what, answer)!r}\n")
    answers.flush()


def _class(module_name: str, file: str, name: str) -> type[Generator]:
    # that of a script is this very module here
    own_name = "smelt_datagen_checked" if module_name == "__main__" else module_name
    try:
        found: type[Generator] = getattr(_imported(own_name, file), name)
    except (ImportError, AttributeError):
        spec = importlib.util.spec_from_file_location(own_name, file)
        if spec is None or spec.loader is None:
            raise
        module = importlib.util.module_from_spec(spec)
        sys.modules[own_name] = module
        spec.loader.exec_module(module)
        found = getattr(module, name)
    return found


def _imported(module_name: str, file: str) -> ModuleType:
    """Return a module of a package, which need not stand on Python's path."""
    try:
        return importlib.import_module(module_name)
    except ImportError:
        parts = module_name.split(".")
        here = Path(file).with_suffix("").parts
        if here[-len(parts) :] != tuple(parts):
            raise
        sys.path.insert(0, str(Path(*here[: -len(parts)])))
        importlib.invalidate_caches()
        return importlib.import_module(module_name)


if __name__ == "__main__":
    stdout = sys.stdout
    stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a text stream
    sys.stdout = sys.stderr  # what a generator prints is no answer
    main(stdout)
