"""Every registered generator keeps the laws, bare and inside `optional`."""

import pytest
from smelt_datagen.testing import check_generator

from . import cases


@pytest.mark.parametrize("case", cases.cases(), ids=lambda case: case.name)
def test_the_laws_are_kept(case):
    context = cases.plugins().generator(case.type).declaration.context
    check_generator(case.generator, context=context, rows=cases.ROWS)
