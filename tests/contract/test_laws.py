"""Every registered generator keeps the laws, bare and inside `optional`."""

import pytest
from smelt_datagen.testing import check_generator
from smelt_datagen.testing.check import LAWS

from .. import laws
from . import cases

pytestmark = pytest.mark.usefixtures("patient")

WRAPPED_ROWS = 4000


def each(*, wrapped):
    """Return the parameters of a test of each case that is wrapped, or of each that is not."""
    found = [case for case in cases.cases() if case.wrapped is wrapped]
    return pytest.mark.parametrize("case", found, ids=lambda case: case.name)


def context_of(case):
    return cases.plugins().generator(case.type).declaration.context


@each(wrapped=False)
def test_the_laws_are_kept(case):
    check_generator(case.generator, context=context_of(case), rows=cases.ROWS)


@each(wrapped=True)
def test_the_laws_are_kept_inside_optional(case):
    laws.check_here(case.generator, context=context_of(case), rows=WRAPPED_ROWS)


def test_what_is_left_out_inside_optional_is_among_the_laws():
    every = {check for checks in LAWS.values() for check in checks}
    assert every > laws.IN_A_PROCESS_OF_ITS_OWN
