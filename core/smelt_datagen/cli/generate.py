"""A config's datasets written, with progress and a summary."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from smelt_datagen.cli.flags import is_quiet
from smelt_datagen.cli.progress import shown_progress
from smelt_datagen.cli.request import Request
from smelt_datagen.cli.signals import clean_up_from_now_on
from smelt_datagen.cli.summary import summary
from smelt_datagen.cli.terminal import say, say_text
from smelt_datagen.output.run import write


def write_out(request: Request, **how: Any) -> None:
    """Write the datasets of the request's config; `how` is what `write` takes."""
    began = time.perf_counter()
    planned = request.planned()
    clean_up_from_now_on()
    quiet = is_quiet()
    with shown_progress(planned.selected, quiet=quiet) as progress:
        written = write(planned, on_progress=progress, **how)
    if not quiet:
        say(*summary(written, time.perf_counter() - began))
        if request.is_demo and request.folder is not None:
            say_text(_demo_hint(request.folder))


def _demo_hint(folder: Path | str) -> str:
    sessions = Path(folder) / "sessions" / "**" / "*.parquet"
    return f"""
This was the packaged demo. Look at it, for instance with DuckDB:
  duckdb -c "FROM '{sessions.as_posix()}' LIMIT 10"
Next:
  smelt-datagen init           # a datagen.yaml of your own
  smelt-datagen generators     # what a column can be"""
