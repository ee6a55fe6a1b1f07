"""The laws of generators, as far as they need no process for each generator."""

from smelt_datagen.testing.check import LAWS, prepared
from smelt_datagen.testing.law import refusals_break
from smelt_datagen.testing.laws import elsewhere

IN_A_PROCESS_OF_ITS_OWN = {
    elsewhere.the_same_elsewhere,
    elsewhere.among_others,
    elsewhere.bad_parameters,
    elsewhere.the_same_bits,
}

HERE = {
    law: tuple(check for check in checks if check not in IN_A_PROCESS_OF_ITS_OWN)
    for law, checks in LAWS.items()
}
"""The laws with the checks that are left."""


def check_here(spec, *, rows, context="", independent_of=None):
    """Hold a generator to every law that is looked at in this process.

    For one of several ways through a generator which `check_generator` has held to all laws. That
    another process makes the same values is shown of many columns at once, and so more cheaply: in
    `tests/contract/test_processes.py` and `tests/golden`.
    """
    tried = prepared(spec, rows=rows, context=context, independent_of=independent_of)
    for law, checks in HERE.items():
        for check in checks:
            with refusals_break(law):
                check(tried)
