"""`smelt-datagen check`: a generator held to the laws, by its own example."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from smelt_datagen.cli.options import takes_plugin_files
from smelt_datagen.cli.request import Request
from smelt_datagen.cli.suggestions import generator_types
from smelt_datagen.cli.terminal import say

if TYPE_CHECKING:
    from smelt_datagen.protocol.generator import Part


@click.command()
@click.argument("name", metavar="TYPE", shell_complete=generator_types)
@takes_plugin_files
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=60,
    show_default=True,
    help="How long all laws together may take; says what was left out.",
)
@click.option(
    "--rows",
    type=click.IntRange(min=100),
    default=100_000,
    show_default=True,
    help="Size of the dataset in which it is tried.",
)
@click.option(
    "--independent-of",
    multiple=True,
    type=click.Choice(["seed", "dataset", "column"]),
    help="What the values do not depend on; may be repeated.  [default: what it declares]",
)
def check(
    request: Request,
    *,
    name: str,
    seconds: float,
    rows: int,
    independent_of: tuple[str, ...],
) -> None:
    """Hold the generator TYPE to all laws, by its own example.

    Ends with code 0 if it keeps them, 1 if it breaks one.
    """
    from smelt_datagen.reference.examples import mapping
    from smelt_datagen.testing.check import measured, outcomes, prepared

    plugins = request.discovered()
    declaration = plugins.generator(name).declaration
    tried = prepared(
        mapping(declaration.example, f"the example of '{name}'"),
        rows=rows,
        independent_of=cast("tuple[Part, ...]", independent_of) or None,
        plugins=plugins,
        seconds=seconds,
    )
    broken = set()
    for law, found in outcomes(tried):
        if found is None:
            cut = tried.budget.cuts.get(law)
            say(f"{law}: kept" if cut is None else f"{law}: kept as far as looked at, {cut}")
        elif str(found) not in broken:
            say(str(found))
            broken.add(str(found))
    if broken:
        say(f"{name} breaks {len(broken)} law{'s' if len(broken) > 1 else ''}")
        click.get_current_context().exit(1)
    say(str(measured(tried)))
