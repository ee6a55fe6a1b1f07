"""The command line: thin layers of parse, call, print.

Modules that load NumPy or Arrow are imported where a command runs, so that `--help` is quick.
"""

import atexit
import gc


def main() -> None:
    """Run the command line; never returns."""
    # Imports make many objects and hardly any garbage. Looking for some costs 30 ms while they
    # run, and another 100 ms before the process ends, which gives all memory back anyway.
    gc.set_threshold(100_000)
    atexit.register(gc.freeze)
    from smelt_datagen.cli.root import root

    root(prog_name="smelt-datagen")
