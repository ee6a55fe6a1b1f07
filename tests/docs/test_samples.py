"""The page of the domains shows every field of every locale."""

import importlib
import sys

import pytest
from smelt_datagen_domains.commerce import companies
from smelt_datagen_domains.people import fields as people
from smelt_datagen_domains.places import fields as places
from smelt_datagen_domains.selection.locales import LOCALES

from .markdown import ROOT

FIELDS = {"person": people.FIELDS, "place": places.FIELDS, "company": companies.FIELDS}


@pytest.mark.parametrize("type_name", FIELDS)
def test_the_table_has_every_field_and_every_locale(type_name, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "docs" / "_extensions"))
    made = importlib.import_module("samples_table").samples(type_name)
    sys.modules.pop("samples_table")
    head, _, *rows = made.strip().splitlines()
    assert {name for name in FIELDS[type_name] if f"`{name}`" in head} == {*FIELDS[type_name]}
    assert len(rows) == len(LOCALES)
    assert f"(samples) {type_name}".replace("(", "{").replace(")", "}") in (
        ROOT / "docs" / "domains.md"
    ).read_text(encoding="utf-8")
