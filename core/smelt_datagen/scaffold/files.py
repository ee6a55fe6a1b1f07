"""Files that come with the package, and files that are written for the user to edit."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from smelt_datagen.errors import OutputError


def data_text(*path: str) -> str:
    """Return the text of a file in the package."""
    return files("smelt_datagen.scaffold").joinpath(*path).read_text(encoding="utf-8")


def write_new(folder: Path, contents: Mapping[str, str]) -> None:
    """Write texts to the files of these names below `folder`, all of which must be new.

    Raises OutputError, before anything is written, if one of them exists, and if writing fails.
    """
    for name in contents:
        if (folder / name).exists():
            raise OutputError(f"{folder / name} exists already, and would be overwritten")
    for name, text in contents.items():
        file = folder / name
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
        except OSError as error:
            raise OutputError(f"{file}: {error.strerror}") from error
