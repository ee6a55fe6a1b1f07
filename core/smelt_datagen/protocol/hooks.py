"""The hooks that a plugin may implement; a plugin is found through an entry point."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from smelt_datagen.protocol.command import Command
    from smelt_datagen.protocol.deferred import Deferred
    from smelt_datagen.protocol.executors import WorkerPool
    from smelt_datagen.protocol.file_format import FileFormat
    from smelt_datagen.protocol.generator import Generator
    from smelt_datagen.protocol.section import Section

PROJECT = "smelt_datagen"
"""Name of the pluggy project and of the entry-point group."""

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)
"""Marks a plugin's function as the implementation of the hook of the same name."""


@hookspec
def smelt_datagen_generators() -> Iterable[type[Generator] | Deferred]:  # type: ignore[empty-body]  # a specification
    """Return the generators that the plugin provides: classes made with `@generator`, or places.

    A place is `deferred("package.module:Class", "acme.type")`: the module is imported when the type
    is used.
    """


@hookspec
def smelt_datagen_sections() -> Iterable[type[Section] | Deferred]:  # type: ignore[empty-body]  # a specification
    """Return the sections that the plugin provides, likewise; one is known by all its keys."""


@hookspec
def smelt_datagen_formats() -> Iterable[type[FileFormat] | Deferred]:  # type: ignore[empty-body]  # a specification
    """Return the file formats that the plugin provides, likewise, each known by its name."""


@hookspec
def smelt_datagen_executors() -> Iterable[type[WorkerPool] | Deferred]:  # type: ignore[empty-body]  # a specification
    """Return the executors that the plugin provides, likewise, each known by its name."""


@hookspec
def smelt_datagen_commands() -> Iterable[type[Command] | Deferred]:  # type: ignore[empty-body]  # a specification
    """Return the commands that the plugin provides, likewise, each known by its name.

    Asked for when the command line has a name that is none of its own, and to list commands.
    """
