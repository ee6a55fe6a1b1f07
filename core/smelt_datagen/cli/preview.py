"""`smelt-datagen preview`: some rows, as a table or for a pipe, nothing written."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from smelt_datagen.cli.flags import is_quiet
from smelt_datagen.cli.options import reads_config
from smelt_datagen.cli.request import Request
from smelt_datagen.cli.terminal import say

if TYPE_CHECKING:
    from smelt_datagen.cli.shown_rows import ShownRows
    from smelt_datagen.planning.plan import Plan


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
    "--columns",
    multiple=True,
    metavar="NAME,…",
    help="Only these columns, in this order; may be repeated.",
)
@click.option(
    "--where",
    "condition",
    metavar="SQL",
    help="Only rows for which it holds, an SQL expression over columns: amount > 100.",
)
@click.option("--vertical", is_flag=True, help="A line for each value, under the row's number.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "jsonl", "parquet"]),
    default="table",
    show_default=True,
    help="How rows are printed.",
)
def preview(
    request: Request, *, columns: tuple[str, ...], condition: str | None, form: str, **how: Any
) -> None:
    """Show some rows of each dataset; write nothing."""
    from smelt_datagen.cli.shown_rows import shown_rows, with_columns

    vertical = how.pop("vertical")
    if vertical and form != "table":
        raise click.UsageError("--vertical is for tables: leave out --format")
    planned = _planned(request, condition)
    datasets = with_columns(planned.selected, columns)
    shown = [shown_rows(one, condition=condition, **how) for one in datasets]
    if form == "table":
        _print_tables(shown, vertical=vertical)
    else:
        _print_stream(shown, form)


def _planned(request: Request, condition: str | None) -> Plan:
    if condition is None:
        return request.planned()
    from smelt_datagen.cli.where import planned_with

    return planned_with(request, condition)


def _print_tables(shown: Sequence[ShownRows], *, vertical: bool) -> None:
    from smelt_datagen.cli.tables import print_table, print_vertically

    terminal = sys.stdout.isatty()
    for number, one in enumerate(shown):
        if number:
            say("")
        if not is_quiet():
            say(f"{one.dataset.name}: {one.title}")
        table = one.reader().read_all()
        if vertical:
            print_vertically(table, one.numbers, terminal=terminal)
        else:
            print_table(table, terminal=terminal)


def _print_stream(shown: Sequence[ShownRows], form: str) -> None:
    from smelt_datagen.cli import formats

    several = len(shown) > 1
    if form == "json":
        formats.write_json({one.dataset.name: one.reader() for one in shown}, sys.stdout)
    elif form == "jsonl":
        for one in shown:
            formats.write_jsonl(one.reader(), sys.stdout, one.dataset.name if several else None)
    elif form == "csv":
        for number, one in enumerate(shown):
            if number:
                say("")
            formats.write_csv(one.reader(), sys.stdout)
    elif several:
        raise click.UsageError("a Parquet file holds one dataset: name it with --dataset")
    elif sys.stdout.isatty():
        raise click.UsageError("a Parquet file is no text: put '> FILE' behind it")
    else:
        formats.write_parquet(shown[0].reader(), sys.stdout)
