"""The command line in this process."""

import inspect

from click.testing import CliRunner
from smelt_datagen.cli.root import root

_APART = {"mix_stderr": False} if "mix_stderr" in inspect.signature(CliRunner).parameters else {}
"""Before click 8.2, stderr is apart from stdout only where that is asked for."""


def invoke(*arguments, stdin=None):
    """Run the command line with `arguments` and return click's result."""
    return CliRunner(**_APART).invoke(root, list(arguments), input=stdin, prog_name="smelt-datagen")
