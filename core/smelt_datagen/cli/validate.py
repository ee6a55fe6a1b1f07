"""`smelt-datagen validate`: every check, and the plan, without generating."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from smelt_datagen.cli.options import reads_config
from smelt_datagen.cli.request import Request
from smelt_datagen.cli.terminal import say
from smelt_datagen.messages import printable

if TYPE_CHECKING:
    from smelt_datagen.planning.plan import DatasetPlan


@click.command()
@reads_config
def validate(request: Request) -> None:
    """Check a config and show the plan; write nothing."""
    selected = request.planned().selected
    rows = sum(dataset.written_rows for dataset in selected)
    say(f"{request.source} is valid: {_count(len(selected), 'dataset')}, {rows:,} rows")
    for dataset in selected:
        say(*_lines(dataset))


def _lines(dataset: DatasetPlan) -> Iterator[str]:
    yield ""
    copies = dataset.written_rows - dataset.row_count
    twice = f" and {copies:,} redelivered" if copies else ""
    files = _count(len(dataset.parts), "file")
    yield f"{dataset.name}: {dataset.row_count:,} rows{twice}, {files} in {dataset.folder}"
    width = max(len(printable(name)) for name in dataset.table_columns)
    for field in dataset.schema:
        null = "nullable" if field.nullable else "not null"
        where = ", in the path" if field.name == dataset.partition_column else ""
        yield f"  {printable(field.name):<{width}}  {field.type}, {null}{where}"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
