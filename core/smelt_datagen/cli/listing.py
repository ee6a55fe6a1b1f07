"""`--list-generators`."""

from __future__ import annotations

import click

from smelt_datagen.cli.plugins import discovered
from smelt_datagen.reference import render_text


def list_all() -> None:
    """Print the reference of every installed generator."""
    click.echo(render_text(discovered()))
