"""The plugin is light: what makes values is imported, and tables are read, when they are needed."""

import pytest
from smelt_datagen_domains.commerce import companies, company
from smelt_datagen_domains.people import fields as people_fields
from smelt_datagen_domains.people import generator as people
from smelt_datagen_domains.places import fields as places_fields
from smelt_datagen_domains.places import generator as places

from ..child import run_python

HEAVY = (
    "people.fields",
    "people.names",
    "places.fields",
    "commerce.companies",
    "catalogue.providers",
)


def test_configs_without_the_domains_read_no_table_and_import_little():
    code = f"""
import sys, smelt_datagen
assert "person" in smelt_datagen.discover().types
from smelt_datagen_domains.data.reading import table
assert table.cache_info().currsize == 0
loaded = [name for name in {HEAVY!r} if "smelt_datagen_domains." + name in sys.modules]
assert not loaded, loaded
assert "faker" not in sys.modules
"""
    run_python("-c", code)


@pytest.mark.parametrize(
    ("named", "made"),
    [(people, people_fields), (places, places_fields), (company, companies)],
    ids=["person", "place", "company"],
)
def test_the_names_of_fields_are_those_that_are_made(named, made):
    assert tuple(made.FIELDS) == named.FIELD_NAMES
