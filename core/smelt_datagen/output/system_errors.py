"""What the operating system refuses, as errors that name the file a person knows."""

from __future__ import annotations

import os
from pathlib import Path

from smelt_datagen.errors import OutputError

STAGING_PREFIX = ".smelt_datagen-"
"""How the hidden folder begins in which a run makes the files of a dataset."""


def explained(path: str | Path) -> _Explained:
    """Turn an error of the operating system into an OutputError.

    It names what the system did, but `path` in place of a file that is still staged.
    """
    return _Explained(path)


class _Explained:
    """The context of `explained`: a class, since every write of every file enters one."""

    __slots__ = ("_path",)

    def __init__(self, path: str | Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        """Let the system be called."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Explain what it refused, if it did."""
        if not isinstance(error, OSError):
            return
        reason = os.strerror(error.errno) if error.errno else str(error)
        about = Path(os.fsdecode(error.filename or self._path))
        is_staged = any(step.startswith(STAGING_PREFIX) for step in about.parts)
        raise OutputError(f"{self._path if is_staged else about}: {reason}") from error
