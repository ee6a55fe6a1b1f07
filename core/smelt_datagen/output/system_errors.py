"""What the operating system refuses, as errors that name the file a person knows."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from smelt_datagen.errors import OutputError

STAGING_PREFIX = ".smelt_datagen-"
"""How the hidden folder begins in which a run makes the files of a dataset."""


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn an error of the operating system into an OutputError.

    It names what the system did, but `path` in place of a file that is still staged.
    """
    try:
        yield
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        about = Path(os.fsdecode(error.filename or path))
        is_staged = any(step.startswith(STAGING_PREFIX) for step in about.parts)
        raise OutputError(f"{path if is_staged else about}: {reason}") from error
