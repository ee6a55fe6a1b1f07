"""The kit's laws hold whichever way a foreign key picks its rows."""

import json

import pytest
from smelt_datagen.testing import check_generator

from ..make import PLUGINS
from .linked_tables import ID, key, made, maybe, one_of

pytestmark = pytest.mark.usefixtures("patient")

WORDS = one_of("a", "b", "c")
CONTEXT = {
    "datasets": [
        {
            "name": "customers",
            "output": "customers",
            "num_rows": 5000,
            "columns": made({"id": ID, "word": WORDS, "weight": one_of(1, 2.5, 0)}),
        }
    ],
    "columns": made({"own": maybe(WORDS, 0.9)}),
}
OPTIONS = {
    "zipf": {"distribution": {"type": "zipf", "exponent": 0.8}},
    "weight_by": {"weight_by": "weight"},
    "unique": {"unique": True},
    "min_children": {"min_children": 1},
    "match": {"match": {"word": "own"}, "column": "id"},
}


@pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS)
def test_laws(options):
    spec = key(**options)
    check_generator(spec, rows=5000, context=json.dumps(CONTEXT), plugins=PLUGINS, seconds=20)
