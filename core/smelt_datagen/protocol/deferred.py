"""Generators and sections that a plugin has, but that are imported only when they are used."""

from __future__ import annotations

import attrs


@attrs.frozen
class Deferred:
    """Where a class that a plugin offers is, and what it is called: in YAML, or as a command.

    The hooks return it in place of the class, so that a run imports what its config uses, no more.
    """

    path: str
    """Of the class, as in an entry point: `module:Class`."""
    names: tuple[str, ...]
    """The type of a generator; the keys of a section."""


def deferred(path: str, *names: str) -> Deferred:
    """Return a generator, by its type, or a section, by its keys, whose class is at `module:Class`.

    Raises ValueError for a path of another form, or without a name.
    """
    module, _, name = path.partition(":")
    if not all(part.isidentifier() for part in (*module.split("."), name)):
        raise ValueError(f"{path!r} is no place of a class: write it as 'package.module:Class'")
    if not names:
        raise ValueError(f"{path!r} needs a name: a generator's type, or a section's keys")
    return Deferred(path, names)
