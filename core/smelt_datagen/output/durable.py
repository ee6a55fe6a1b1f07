"""Small files that are whole or not there, also when the power fails, and folders that stay so."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Any

NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
"""Flags of a file that must not be there yet, in whatever form."""


def write_json(file: Path, value: Any) -> None:
    """Write a value as JSON, and return when it is on the disk under its name."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    staged = file.with_name(f"{file.name}.new")
    staged.unlink(missing_ok=True)
    descriptor = os.open(staged, NEW_FILE, 0o666)
    with open(descriptor, "wb") as stream:  # noqa: PTH123 (a descriptor has no path)
        stream.write(f"{text}\n".encode())
        stream.flush()
        os.fsync(stream.fileno())
    staged.replace(file)
    sync_folder(file.parent)


def read_json(file: Path) -> Any:
    """Return the value in a regular file, None if there is none or if it is no JSON."""
    try:
        if not file.is_symlink() and file.is_file():
            return json.loads(file.read_bytes())
    except (OSError, ValueError):  # what cannot be read says nothing
        pass
    return None


def sync_folder(folder: Path) -> None:
    """Return when the names in a folder are on the disk, where the system can say so."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
