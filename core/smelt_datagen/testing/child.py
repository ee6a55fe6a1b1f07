"""What runs in the fresh process: reads a job, answers in lines.

The first line holds the values; then, for every bad value, a line before it is tried and a line
with what came of it, so that one that never ends is known.
"""

from __future__ import annotations

import ast
import importlib
import importlib.util
import sys
from typing import Any

from smelt_datagen.declare import Generator
from smelt_datagen.plugins import discover
from smelt_datagen.testing.parameters import candidates, refused_or_works
from smelt_datagen.testing.subject import Subject, values, with_classes


def main() -> None:
    """Answer the job on standard input."""
    job: dict[str, Any] = ast.literal_eval(sys.stdin.read())
    classes = tuple(_class(*place) for place in job["classes"])
    plugins = with_classes(discover(files=job["files"]), classes)
    subject = Subject(job["spec"], job["context"], plugins, job["rows"], classes)
    made = values(subject.plan(), range(job["count"])).to_pylist()
    _say([repr(value) for value in made])
    for candidate in candidates(subject):
        _say(candidate)
        _say(refused_or_works(subject, *candidate))


def _say(answer: object) -> None:
    sys.stdout.write(f"{answer!r}\n")
    sys.stdout.flush()


def _class(module_name: str, file: str, name: str) -> type[Generator]:
    try:
        module = importlib.import_module(module_name)
        found: type[Generator] = getattr(module, name)
    except (ImportError, AttributeError):
        spec = importlib.util.spec_from_file_location(module_name, file)
        if spec is None or spec.loader is None:
            raise
        module = importlib.util.module_from_spec(spec)
        sys.modules[module_name] = module
        spec.loader.exec_module(module)
        found = getattr(module, name)
    return found


if __name__ == "__main__":
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a text stream
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a text stream
    main()
