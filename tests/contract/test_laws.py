"""Every registered generator keeps the laws, bare and inside `optional`."""

import pytest
from smelt_datagen.testing import check_generator
from smelt_datagen.testing.check import LAWS, prepared
from smelt_datagen.testing.law import refusals_break
from smelt_datagen.testing.laws import elsewhere

from . import cases

IN_A_PROCESS_OF_ITS_OWN = {
    elsewhere.the_same_elsewhere,
    elsewhere.among_others,
    elsewhere.bad_parameters,
    elsewhere.the_same_bits,
}
"""What needs a process for each generator.

It shows the same inside `optional` as bare, and for `optional` itself; `test_processes` makes all
of either kind in two fresh processes.
"""
WRAPPED_ROWS = 4000


def named(wrapped):
    """Return the parameters of a test of each case that is wrapped, or of each that is not."""
    found = [case for case in cases.cases() if case.wrapped is wrapped]
    return pytest.mark.parametrize("case", found, ids=lambda case: case.name)


def context_of(case):
    return cases.plugins().generator(case.type).declaration.context


@named(wrapped=False)
def test_the_laws_are_kept(case):
    check_generator(case.generator, context=context_of(case), rows=cases.ROWS)


@named(wrapped=True)
def test_the_laws_are_kept_inside_optional(case):
    tried = prepared(case.generator, context=context_of(case), rows=WRAPPED_ROWS)
    for law, checks in LAWS.items():
        for check in checks:
            if check not in IN_A_PROCESS_OF_ITS_OWN:
                with refusals_break(law):
                    check(tried)


def test_the_laws_of_processes_are_among_them():
    assert {check for checks in LAWS.values() for check in checks} >= IN_A_PROCESS_OF_ITS_OWN
