"""Plugins as the command line sees them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from smelt_datagen.cli import tracebacks
from smelt_datagen.cli.flags import TRACEBACK
from smelt_datagen.cli.terminal import say
from smelt_datagen.plugins.discovery import discover
from smelt_datagen.plugins.registry import Plugins


def discovered(files: Sequence[Path]) -> Plugins:
    """Return the plugins that are installed, and those in `files`.

    Warns of those that did not load whole; raises PluginError for a file that cannot be used.
    """
    plugins = discover(files)
    for plugin in plugins.found:
        if plugin.error is not None and TRACEBACK.is_wanted(click.get_current_context()):
            say(*tracebacks.lines(plugin.error), err=True)
        if plugin.warning:
            say(f"warning: {plugin.warning}", err=True)
    return plugins
