"""Plugins that are one Python file, which the caller names: no packaging, no entry point."""

from __future__ import annotations

import hashlib
import importlib.util
import inspect
import sys
from pathlib import Path
from types import ModuleType
from typing import TypeVar

Provided = TypeVar("Provided")


def module_of(file: Path) -> ModuleType:
    """Run a Python file as a module of its own and return it.

    Raises FileNotFoundError if there is none, ImportError if it is no Python, and what it raises.
    """
    if not file.exists():
        raise FileNotFoundError("there is no such file")
    place = hashlib.blake2b(str(file.resolve()).encode(), digest_size=4).hexdigest()
    name = f"smelt_datagen_plugin_file_{file.stem}_{place}"  # two files may have one stem
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file.name} is no Python file: its name must end in .py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # where the annotations of its classes are looked up
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def classes_in(module: ModuleType, base: type[Provided]) -> tuple[type[Provided], ...]:
    """Return the declared classes that a module itself defines, in their order."""
    found = (
        value
        for value in vars(module).values()
        if inspect.isclass(value)
        and issubclass(value, base)
        and value.__module__ == module.__name__
        and "__attrs_attrs__" in vars(value)
    )
    return tuple(dict.fromkeys(found))  # one may have two names
