"""Options in the environment: `--seed` as `SMELT_DATAGEN_SEED`."""

from __future__ import annotations

import click
from click.core import ParameterSource

_PREFIX = "SMELT_DATAGEN"


def name_variables(command: click.Command, *names: str) -> None:
    """Give every option of a command its variable; `names` are those of the command, if any.

    An option that stands in front of a command's name has none in its variable, and holds for all
    commands. One of a command alone has the command's: `SMELT_DATAGEN_PREVIEW_ROWS`.
    """
    for option in command.params:
        if isinstance(option, click.Option) and not option.is_eager:  # as --version is
            longest = max(option.opts, key=len).lstrip("-")
            words = "_".join((_PREFIX, *names, longest))
            option.envvar = words.replace("-", "_").upper()


def name_variable(error: click.BadParameter) -> None:
    """Have the message of a wrong value name the variable that it came from, if it did."""
    context, option = error.ctx, error.param
    if context is None or not isinstance(option, click.Option) or option.name is None:
        return
    if context.get_parameter_source(option.name) is ParameterSource.ENVIRONMENT:
        error.param_hint = f"{option.get_error_hint(context)} (environment: {option.envvar})"
