"""What runs in the fresh process: reads a job, answers in lines.

The first line holds the facts; then, for every bad value, a line before it is tried and a line with
what came of it, so that one that never ends is known.
"""

from __future__ import annotations

import ast
import importlib
import importlib.util
import os
import sys
from typing import Any, TextIO

from smelt_datagen.plugins.discovery import discover
from smelt_datagen.protocol.generator import Generator
from smelt_datagen.testing.laws.facts import facts_of
from smelt_datagen.testing.laws.parameters import candidates, refused_or_works
from smelt_datagen.testing.subject import Subject, with_classes


def main(answers: TextIO) -> None:
    """Answer the job on standard input."""
    job: dict[str, Any] = ast.literal_eval(sys.stdin.buffer.read().decode())
    classes = tuple(_class(*place) for place in job["classes"])
    plugins = with_classes(discover(files=job["files"]), classes)
    os.chdir(job["folder"])  # no value may depend on where it is made
    subject = Subject(job["spec"], job["context"], plugins, job["rows"], classes)
    _say(answers, facts_of(subject))
    for candidate in candidates(subject):
        _say(answers, candidate)
        _say(answers, refused_or_works(subject, *candidate))


def _say(answers: TextIO, answer: object) -> None:
    answers.write(f"{answer!r}\n")
    answers.flush()


def _class(module_name: str, file: str, name: str) -> type[Generator]:
    # that of a script is this very module here
    own_name = "smelt_datagen_checked" if module_name == "__main__" else module_name
    try:
        found: type[Generator] = getattr(importlib.import_module(own_name), name)
    except (ImportError, AttributeError):
        spec = importlib.util.spec_from_file_location(own_name, file)
        if spec is None or spec.loader is None:
            raise
        module = importlib.util.module_from_spec(spec)
        sys.modules[own_name] = module
        spec.loader.exec_module(module)
        found = getattr(module, name)
    return found


if __name__ == "__main__":
    stdout = sys.stdout
    stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a text stream
    sys.stdout = sys.stderr  # what a generator prints is no answer
    main(stdout)
