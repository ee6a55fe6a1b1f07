"""A plugin package to begin with: files made from the templates."""

from __future__ import annotations

import importlib.util
import keyword
import re
from pathlib import Path
from string import Template

from smelt_datagen._version import __version__
from smelt_datagen.errors import OutputError, UnknownNameError
from smelt_datagen.scaffold.files import data_text, write_new

_NAME = re.compile(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*")

_LONGEST_NAME = 100

_FILES = {
    "pyproject.toml": "pyproject.toml",
    "README.md": "README.md",
    ".gitignore": "gitignore",
    ".github/workflows/tests.yml": "tests.yml",
    "src/{package}/__init__.py": "package.py",
    "src/{package}/plugin.py": "plugin.py",
    "src/{package}/rank.py": "rank.py",
    "tests/test_rank.py": "test_rank.py",
    "tests/test_rank.golden.json": "golden.json",
}
"""The files of the package, and the template of each."""


def new_plugin(name: str, where: Path) -> Path:
    """Write a package called `name` into a new folder of that name in `where`; return the folder.

    Raises UnknownNameError for a name that no package can have, OutputError if the folder exists.
    """
    package = _package(name)
    words = {
        "distribution": name.replace("_", "-"),
        "package": package,
        "oldest": __version__,
        "next_major": str(int(__version__.partition(".")[0]) + 1),
    }
    folder = where / name
    if folder.exists():
        raise OutputError(f"{folder} exists already: remove it, or choose another name")
    contents = {
        file.format(package=package): _rendered(template, words)
        for file, template in _FILES.items()
    }
    write_new(folder, {**contents, f"src/{package}/py.typed": ""})
    return folder


def _package(name: str) -> str:
    if not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME:
        hint = "expected lower-case words joined by '-', as in 'acme-generators'"
        raise UnknownNameError(f"'{name}' is no name for a package: {hint}")
    package = name.replace("-", "_")
    taken = package in ("test", "tests") or importlib.util.find_spec(package) is not None
    if taken or keyword.iskeyword(package):
        raise UnknownNameError(f"'{name}' is no name for a package: '{package}' is taken")
    return package


def _rendered(template: str, words: dict[str, str]) -> str:
    text = data_text("templates", "new_plugin", f"{template}.template")
    return Template(text).substitute(words)
