"""`smelt-datagen preview`: some rows, as a table or for a pipe, nothing written."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

import click

from smelt_datagen.cli.options import reads_config
from smelt_datagen.cli.request import Request
from smelt_datagen.cli.terminal import say

if TYPE_CHECKING:
    from smelt_datagen.planning.plan import DatasetPlan


class _RowRange(click.ParamType):  # type: ignore[type-arg,unused-ignore]  # generic from click 8.4 on
    """START:STOP, numbers of rows from 0, STOP not included."""

    name = "range"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """Return the two numbers; fail with click's usage error otherwise."""
        match = re.fullmatch(r"([0-9]{1,19}):([0-9]{1,19})", str(value))
        if match is None or int(match[1]) > int(match[2]):
            self.fail(f"{value!r} is no range of rows START:STOP, as in 1000:1010.", param, ctx)
        return int(match[1]), int(match[2])


@click.command()
@reads_config
@click.option("-n", "count", type=click.IntRange(min=0), default=10, help="Number of first rows.")
@click.option(
    "--rows",
    "row_range",
    type=_RowRange(),
    metavar="START:STOP",
    help="Any primary rows, numbered from 0, STOP not included.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "jsonl"]),
    default="table",
    show_default=True,
    help="How rows are printed.",
)
def preview(request: Request, *, count: int, row_range: tuple[int, int] | None, form: str) -> None:
    """Show some rows of each dataset; write nothing."""
    selected = request.planned().selected
    if form != "table" and len(selected) > 1:
        raise click.UsageError(f"--format {form} shows one dataset: name it with --dataset")
    for number, dataset in enumerate(selected):
        start, stop = _bounds(dataset, count, row_range)
        if form != "table":
            _print_stream(dataset, start, stop, form)
            continue
        if number:
            say("")
        say(f"{dataset.name}: rows {start:,} to {stop:,} of {dataset.row_count:,}")
        _print_table(dataset, start, stop)


def _bounds(dataset: DatasetPlan, count: int, row_range: tuple[int, int] | None) -> tuple[int, int]:
    if row_range is None:
        return 0, min(count, dataset.row_count)
    if row_range[1] > dataset.row_count:
        last = f"{row_range[1]:,} is beyond the {dataset.row_count:,} rows of '{dataset.name}'"
        raise click.BadParameter(last, param_hint="--rows")
    return row_range


def _print_stream(dataset: DatasetPlan, start: int, stop: int, form: str) -> None:
    from smelt_datagen.cli.formats import write_csv, write_jsonl
    from smelt_datagen.execution.blocks import to_reader

    write = {"csv": write_csv, "jsonl": write_jsonl}[form]
    write(to_reader(dataset, start, stop), sys.stdout)


def _print_table(dataset: DatasetPlan, start: int, stop: int) -> None:
    from smelt_datagen.cli.formats import print_table
    from smelt_datagen.execution.blocks import to_table

    print_table(to_table(dataset, start, stop), terminal=sys.stdout.isatty())
