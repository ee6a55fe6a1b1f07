"""Plugins as the command line sees them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from smelt_datagen.plugins.discovery import discover
from smelt_datagen.plugins.registry import Plugins


def discovered(files: Sequence[Path]) -> Plugins:
    """Return the plugins that are installed, and those in `files`.

    Warns of those that did not load whole; raises PluginError for a file that cannot be used.
    """
    plugins = discover(files)
    for warning in plugins.warnings:
        click.echo(f"warning: {warning}", err=True)
    return plugins
