"""Plugins as the command line sees them."""

from __future__ import annotations

import click

from smelt_datagen.plugins import discover
from smelt_datagen.registry import Plugins


def discovered() -> Plugins:
    """Return the installed plugins, having warned of those that did not load whole."""
    plugins = discover()
    for warning in plugins.warnings:
        click.echo(f"warning: {warning}", err=True)
    return plugins
