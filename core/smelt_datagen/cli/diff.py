"""`smelt-datagen diff`: what an edit of a config changes in the data, without writing any."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import click

from smelt_datagen.cli.options import JSON, overrides
from smelt_datagen.cli.request import Request
from smelt_datagen.cli.terminal import say

if TYPE_CHECKING:
    from smelt_datagen.execution.comparison import ColumnChange, DatasetChange


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@overrides
@JSON
def diff(request: Request, *, old: Path, new: Path, as_json: bool) -> None:
    """Show what differs between the data of two configs.

    Nothing is written. Of a large dataset, slices are compared; how many rows is said. Ends with
    code 1 if anything differs.
    """
    from smelt_datagen.cli.formats import echo_json
    from smelt_datagen.execution.comparison import compare

    plans = [attrs.evolve(request, config=config).planned() for config in (old, new)]
    found = compare(*plans)
    changed = {name: change for name, change in found.items() if change.is_any}
    if as_json:
        echo_json({"datasets": {name: _as_values(change) for name, change in changed.items()}})
    else:
        say(*_lines(found, changed))
    if changed:
        click.get_current_context().exit(1)


def _as_values(change: DatasetChange) -> Mapping[str, Any]:
    columns = {name: attrs.asdict(column) for name, column in change.columns.items()}
    return {"rows": change.rows, "columns": columns}


def _lines(
    found: Mapping[str, DatasetChange], changed: Mapping[str, DatasetChange]
) -> Iterator[str]:
    for name, change in changed.items():
        yield f"{name}: {_rows(change)}"
        width = max(map(len, change.columns), default=0)
        for column, what in change.columns.items():
            yield f"  {column:<{width}}  {_column(what)}"
    compared = sum(change.compared for change in found.values())
    same = len(found) - len(changed)
    yield f"{same} of {len(found)} datasets do not differ; {compared:,} rows were compared"


def _rows(change: DatasetChange) -> str:
    before, after = change.rows
    if not before:
        return f"added, {after:,} rows"
    if not after:
        return f"removed, {before:,} rows"
    return f"{after:,} rows" if before == after else f"{after:,} rows, {before:,} before"


def _column(what: ColumnChange) -> str:
    before, after = what.types
    if what.change != "changed":
        return f"{what.change}, {after or before}"
    types = "" if before == after else f", {after}, {before} before"
    return f"differs in {what.differing:,} of {what.compared:,} rows compared{types}"
