"""Packages that an executor needs, and that `pip install smelt-datagen` alone does not bring."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from smelt_datagen.errors import OutputError


@contextlib.contextmanager
def needing(extra: str, what: str) -> Iterator[None]:
    """Turn a missing module into an OutputError that says which extra brings it."""
    try:
        yield
    except ModuleNotFoundError as error:
        advice = f"pip install 'smelt-datagen[{extra}]'"
        raise OutputError(
            f"the executor '{what}' needs a package that is not installed: {advice}"
        ) from error
