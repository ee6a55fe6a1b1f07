"""Where in the code an error came from, for `--traceback`."""

from __future__ import annotations

import traceback
from collections.abc import Iterator

from smelt_datagen.messages import printable


def lines(error: BaseException) -> Iterator[str]:
    """Yield the traceback of an error and of what caused it, the cause first."""
    for part in traceback.format_exception(error):
        yield from map(printable, part.splitlines())
