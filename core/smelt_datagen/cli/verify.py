"""`smelt-datagen verify`: whether what lies in the folders is what the config makes."""

from __future__ import annotations

import click

from smelt_datagen.cli.flags import is_quiet
from smelt_datagen.cli.options import JSON, names_files, reads_config
from smelt_datagen.cli.request import Request
from smelt_datagen.cli.terminal import say


@click.command()
@reads_config
@names_files
@click.option("--values", is_flag=True, help="Also make every value anew, and compare it.")
@JSON
def verify(request: Request, *, values: bool, as_json: bool) -> None:
    """Check that all files are as they were written.

    Files are held against the manifest of their folder, byte for byte, and that against the config.
    Ends with code 1 if anything differs.
    """
    from smelt_datagen.cli.formats import echo_json
    from smelt_datagen.output.verification import as_values
    from smelt_datagen.output.verification import verify as faults_of

    planned = request.planned()
    faults = faults_of(planned, values=values)
    if as_json:
        echo_json({"faults": [as_values(fault) for fault in faults]})
    for fault in () if as_json else faults:
        say(str(fault))
    if faults:
        click.get_current_context().exit(1)
    if not as_json and not is_quiet():
        files = sum(len(dataset.parts) for dataset in planned.selected)
        compared = "every byte and every value" if values else "every byte"
        say(f"{files:,} file{'' if files == 1 else 's'} as planned: {compared}")
