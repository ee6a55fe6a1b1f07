"""What `smelt-datagen` does when no other command is named: generate."""

from __future__ import annotations

import time
from importlib.resources import files
from pathlib import Path
from typing import cast

import attrs
import click

from smelt_datagen.cli.plugins import discovered
from smelt_datagen.cli.progress import shown_progress
from smelt_datagen.cli.summary import summary
from smelt_datagen.config import Config
from smelt_datagen.loading import load, loads
from smelt_datagen.planning import plan
from smelt_datagen.writer import Compression
from smelt_datagen.writing import write

_DEFAULT_CONFIG = Path("datagen.yaml")
_DEMO_OUTPUT = Path("output")


@attrs.frozen
class Request:
    """The command line, parsed."""

    config: Path | None
    output: Path | None
    seed: int | None
    scale_factor: float | None
    datasets: tuple[str, ...]
    compression: str
    workers: int | None
    quiet: bool


def generate(request: Request) -> None:
    """Write the datasets of the request's config."""
    began = time.perf_counter()
    is_demo = request.config is None and not _DEFAULT_CONFIG.exists()
    config = _demo() if is_demo else load(request.config or _DEFAULT_CONFIG)
    output = request.output or (_DEMO_OUTPUT if is_demo else None)
    planned = plan(
        config,
        seed=request.seed,
        scale_factor=request.scale_factor,
        output=output,
        datasets=request.datasets or None,
        plugins=discovered(),
    )
    with shown_progress(planned.selected, quiet=request.quiet) as progress:
        written = write(
            planned,
            workers=request.workers,
            compression=cast("Compression", request.compression),
            on_progress=progress,
        )
    if not request.quiet:
        click.echo(summary(written, time.perf_counter() - began))
        if is_demo:
            click.echo(_demo_hint(output or _DEMO_OUTPUT))


def _demo() -> Config:
    text = files("smelt_datagen").joinpath("demo.yaml").read_text(encoding="utf-8")
    return loads(text, "the packaged demo.yaml")


def _demo_hint(folder: Path) -> str:
    sessions = folder / "sessions" / "**" / "*.parquet"
    return f"""
This was the packaged demo. Look at it, for instance with DuckDB:
  duckdb -c "FROM '{sessions.as_posix()}' LIMIT 10"
Next: write a datagen.yaml of your own. What a column can be: smelt-datagen --list-generators"""
