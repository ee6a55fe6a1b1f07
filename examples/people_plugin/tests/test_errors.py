"""Wrong parameters are refused before anything is made, with what would be right."""

import pytest
from smelt_datagen import ConfigError

from .people import dataset, person, plan


def test_an_unknown_locale_is_refused_with_what_is_near():
    (problem,) = problems(person("city", "de_dE"))
    assert problem.message == (
        'must be one of "de_DE", "en_GB", "en_US", "fr_FR" (found "de_dE"), did you mean \'de_DE\'?'
    )
    assert problem.path[-1] == "locale"


def test_an_unknown_field_is_refused_with_all_there_are():
    (problem,) = problems(person("surname"))
    assert problem.message == (
        'must be one of "given_name", "family_name", "full_name", "gender", "email", "phone", '
        '"street", "postcode", "city", "region", "country" (found "surname")'
    )
    assert problem.path[-1] == "field"


def test_the_field_is_needed():
    (problem,) = problems({"type": "people.person"})
    assert "field" in problem.message


def problems(generator):
    with pytest.raises(ConfigError) as raised:
        plan(dataset({"column": generator}))
    return raised.value.problems
