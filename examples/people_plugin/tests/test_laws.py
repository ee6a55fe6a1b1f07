"""The generator keeps the laws of all generators: every field, and every locale in its turn."""

from itertools import cycle

import pytest
from smelt_datagen.testing import check_generator

from smelt_datagen_people.data import LOCALES
from smelt_datagen_people.fields import FIELDS

from .people import person

# a person is the dataset's, so that columns agree; a country is the same whatever is drawn
INDEPENDENT_OF = {"country": {"seed", "dataset", "column"}}


@pytest.mark.parametrize(("field", "locale"), list(zip(FIELDS, cycle(LOCALES), strict=False)))
def test_every_field_keeps_the_laws(field, locale):
    independent_of = INDEPENDENT_OF.get(field, {"column"})
    check_generator(person(field, locale), rows=50_000, independent_of=independent_of)
