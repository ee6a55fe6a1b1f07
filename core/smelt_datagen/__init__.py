"""Realistic, reproducible test data: a YAML file in, Parquet datasets out.

The names here are for users. Authors of generators find theirs in `smelt_datagen.plugin`,
`.arrays`, `.elementary`, `.errors` and `.testing`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from smelt_datagen._version import __version__ as __version__

if TYPE_CHECKING:
    from smelt_datagen._api import *  # noqa: F403 (the one list of the public names)
else:

    def __getattr__(name: str) -> Any:
        """Import the public names when one is used: `--help` needs neither NumPy nor Arrow."""
        if name.startswith("_") or not hasattr(import_module("smelt_datagen._api"), name):
            raise AttributeError(f"module 'smelt_datagen' has no attribute {name!r}")
        return getattr(import_module("smelt_datagen._api"), name)

    def __dir__() -> list[str]:
        names = vars(import_module("smelt_datagen._api"))
        return ["__version__", *sorted(name for name in names if name[0].isalpha())]
