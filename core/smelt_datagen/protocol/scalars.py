"""The types of parameters beyond Python's own."""

from __future__ import annotations

from pathlib import Path
from typing import NewType, TypeAlias

Scalar: TypeAlias = str | int | float | bool
"""A YAML scalar that is not null, kept as what it is in YAML."""

Seed = NewType("Seed", int)
"""An integer from 0 to 2^64 - 1."""

ConfigFile = NewType("ConfigFile", Path)
"""The path of a file that exists; YAML has it relative to the folder of the config."""
