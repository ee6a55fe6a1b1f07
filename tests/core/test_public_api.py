"""The public API: what it lists is there, and costs nothing until it is used."""

import ast
import importlib
import inspect
import pathlib

import pytest
import smelt_datagen

from ..child import run_python

SOURCE = pathlib.Path(inspect.getfile(smelt_datagen)).read_text(encoding="utf-8")


def imports_for_type_checkers():
    """Return {name: module} of the imports under `if TYPE_CHECKING`."""
    (block,) = (
        node
        for node in ast.parse(SOURCE).body
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    )
    assert all(isinstance(node, ast.ImportFrom) for node in block.body)
    pairs = [(alias, node.module) for node in block.body for alias in node.names]
    assert all(alias.name == alias.asname for alias, _ in pairs), "re-exports are spelt twice"
    return {alias.name: module for alias, module in pairs}


def test_all_is_sorted_and_holds_no_name_twice():
    assert smelt_datagen.__all__ == sorted(set(smelt_datagen.__all__))
    assert dir(smelt_datagen) == smelt_datagen.__all__


@pytest.mark.parametrize("name", smelt_datagen.__all__)
def test_every_public_name_can_be_imported(name):
    assert getattr(smelt_datagen, name) is not None


def test_what_type_checkers_see_is_what_is_imported():
    seen = imports_for_type_checkers()
    assert sorted(seen) == smelt_datagen.__all__
    for name, module in seen.items():
        wanted = getattr(importlib.import_module(module), name, None)
        assert getattr(smelt_datagen, name) is wanted, f"{name} is not that of {module}"


def test_the_table_of_lazy_names_agrees_with_the_imports():
    lazy = {name: f"smelt_datagen.{module}" for name, module in smelt_datagen._MODULES.items()}
    modules = {name for name, module in imports_for_type_checkers().items() if name not in lazy}
    assert lazy == {
        name: module for name, module in imports_for_type_checkers().items() if name in lazy
    }
    assert all(inspect.ismodule(getattr(smelt_datagen, name)) for name in modules)


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = smelt_datagen.nothing


@pytest.mark.parametrize("module", ["smelt_datagen", "smelt_datagen.cli"])
def test_importing_does_not_load_numpy_and_arrow(module):
    code = (
        f"import sys, {module}; print({{'numpy', 'pyarrow', 'yaml', 'pluggy'}} & {{*sys.modules}})"
    )
    assert run_python("-c", code) == "set()\n"


def test_a_public_name_is_imported_when_it_is_used():
    code = "import smelt_datagen as s; print(s.Stream(1).key, 'numpy' in __import__('sys').modules)"
    assert run_python("-c", code) == "1 True\n"
