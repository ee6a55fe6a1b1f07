"""What the command line says of an option, before the command's name and behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click
from click.core import ParameterSource

_UNSAID = 2
_RANKS = {ParameterSource.COMMANDLINE: 0, ParameterSource.ENVIRONMENT: 1}


def said(context: click.Context, name: str) -> Any:
    """Return the value of an option: what was written, else what the environment says.

    Of two that were written, that behind the command's name counts. If nothing is said of it,
    returns the default; None if neither the command nor those around it have such an option.
    """
    known = [one for one in _outwards(context) if name in one.params]
    if not known:
        return None
    return min(known, key=lambda one: _rank(one, name)).params[name]


def is_written(context: click.Context, name: str) -> bool:
    """Whether the option was written behind the name of this command."""
    return _rank(context, name) == _RANKS[ParameterSource.COMMANDLINE]


def _rank(context: click.Context, name: str) -> int:
    source = context.get_parameter_source(name)
    return _UNSAID if source is None else _RANKS.get(source, _UNSAID)


def _outwards(context: click.Context | None) -> Iterator[click.Context]:
    while context is not None:
        yield context
        context = context.parent
