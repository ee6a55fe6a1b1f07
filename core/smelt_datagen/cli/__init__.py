"""The command line: thin layers of parse, call, print.

Modules that load NumPy or Arrow are imported where a command runs, so that `--help` is quick.
"""

from smelt_datagen.cli.root import root


def main() -> None:
    """Run the command line; never returns."""
    root(prog_name="smelt-datagen")
