"""Plugins that are one Python file, which the caller names: no packaging, no entry point."""

from __future__ import annotations

import importlib.util
import inspect
import sys
from pathlib import Path
from types import ModuleType
from typing import TypeVar

Provided = TypeVar("Provided")


def module_of(file: Path) -> ModuleType:
    """Run a Python file as a module of its own and return it; raises what the file raises."""
    name = f"smelt_datagen_plugin_file_{file.stem}"
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file.name} is no Python file: its name must end in .py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # where the annotations of its classes are looked up
    spec.loader.exec_module(module)
    return module


def classes_in(module: ModuleType, base: type[Provided]) -> tuple[type[Provided], ...]:
    """Return the declared classes that a module itself defines, in their order."""
    return tuple(
        value
        for value in vars(module).values()
        if inspect.isclass(value)
        and issubclass(value, base)
        and value.__module__ == module.__name__
        and "__attrs_attrs__" in vars(value)
    )
