"""`smelt-datagen validate`: every check, and the plan, without generating."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import click

from smelt_datagen.cli.flags import is_quiet
from smelt_datagen.cli.options import JSON, refuse_config_twice, requests, with_request
from smelt_datagen.cli.reporting import report
from smelt_datagen.cli.request import Request
from smelt_datagen.cli.terminal import say
from smelt_datagen.errors import ConfigError
from smelt_datagen.messages import printable

if TYPE_CHECKING:
    from smelt_datagen.planning.plan import DatasetPlan, Plan


@click.command()
@click.argument("paths", metavar="[CONFIG]...", nargs=-1, type=click.Path(path_type=Path))
@requests
@JSON
@with_request
def validate(request: Request, *, paths: tuple[Path, ...], as_json: bool) -> None:
    """Check configs and show their plans; write nothing.

    Ends with code 2 if any of them is wrong.
    """
    if paths:
        refuse_config_twice()
    wrong = list(_wrong(request, paths, show=not as_json))
    if as_json:
        from smelt_datagen.cli.formats import echo_json

        problems = [
            error.source.as_values(problem) for error in wrong for problem in error.problems
        ]
        echo_json({"problems": problems})
    if wrong:
        click.get_current_context().exit(ConfigError.exit_code)


def _wrong(request: Request, paths: Sequence[Path], *, show: bool) -> Iterator[ConfigError]:
    """Yield what is wrong with each config; with `show`, print it, or else the plan."""
    plugins = request.discovered()
    meant = [attrs.evolve(request, config=path) for path in paths] or [request]
    for number, one in enumerate(meant):
        try:
            planned = one.planned(plugins)
        except ConfigError as error:
            if show:
                report(click.get_current_context(), error)
            yield error
        else:
            if show and not is_quiet():
                say(*([""] if number else []), *_summary(one.source, planned))


def _summary(source: str, planned: Plan) -> Iterator[str]:
    rows = sum(dataset.written_rows for dataset in planned.selected)
    yield f"{source} is valid: {_count(len(planned.selected), 'dataset')}, {rows:,} rows"
    for dataset in planned.selected:
        yield from _lines(dataset)


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
