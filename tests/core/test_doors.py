"""The doors: what they list is there, once, and costs nothing until it is used."""

import importlib

import pytest
import smelt_datagen

from ..child import run_python
from ..doors import DOORS, public_names

MOST_NAMES_OF_USERS = 30


@pytest.mark.parametrize("door", DOORS)
def test_every_public_name_can_be_imported(door):
    names = public_names(door)
    assert names == sorted(set(names))
    for name in names:
        assert getattr(importlib.import_module(door), name) is not None


def test_the_door_of_users_is_narrow_and_lists_itself():
    names = public_names("smelt_datagen")
    assert len(names) <= MOST_NAMES_OF_USERS
    assert dir(smelt_datagen) == sorted(["__version__", *names])


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="'smelt_datagen' has no attribute 'nothing'"):
        _ = smelt_datagen.nothing


@pytest.mark.parametrize("module", ["smelt_datagen", "smelt_datagen.cli"])
def test_importing_does_not_load_numpy_and_arrow(module):
    code = (
        f"import sys, {module}; print({{'numpy', 'pyarrow', 'yaml', 'pluggy'}} & {{*sys.modules}})"
    )
    assert run_python("-c", code) == "set()\n"


def test_a_public_name_is_imported_when_it_is_used():
    code = "import smelt_datagen as s; s.plan; print('numpy' in __import__('sys').modules)"
    assert run_python("-c", code) == "True\n"
