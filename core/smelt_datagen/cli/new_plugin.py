"""`smelt-datagen new-plugin`: a package of generators to begin with."""

from __future__ import annotations

from pathlib import Path

import click

from smelt_datagen.cli.flags import is_quiet
from smelt_datagen.cli.terminal import say


@click.command()
@click.argument("name")
def new_plugin(name: str) -> None:
    """Write a package of generators to begin with.

    It has one generator, tests that hold it to the laws, and a CI workflow, in a new folder NAME.
    NAME is the package's name, in lower-case words joined by "-": acme-generators.
    """
    from smelt_datagen.scaffold.new_plugin import new_plugin as write

    folder = write(name, Path())
    if not is_quiet():
        say(f"Wrote {folder}. Next:", f"  cd {folder}", "  pip install -e '.[test]'", "  pytest")
