"""Every registered generator keeps the laws, bare and inside `optional`."""

import pytest
from smelt_datagen.testing import check_generator

from . import cases

INDEPENDENT_OF = {
    "sequential_id": {"seed", "dataset", "column"},
    "constant": {"seed", "dataset", "column"},
    "string_pattern": {"seed", "dataset", "column"},  # its example has the row number only
    "linked_choice": {"column"},  # the dataset picks the pool's entry, once for all its columns
}
"""What the values of a generator's example do not depend on."""


@pytest.mark.parametrize("case", cases.cases(), ids=lambda case: case.name)
def test_the_laws_are_kept(case):
    independent_of = () if case.wrapped else INDEPENDENT_OF.get(case.type, ())
    context = cases.plugins().generator(case.type).declaration.context
    check_generator(case.generator, context=context, rows=cases.ROWS, independent_of=independent_of)
