"""Generators and sections that are offered by name: what is imported when, and what goes wrong."""

import subprocess
import sys
import types

import pytest
from smelt_datagen import ConfigError, UnknownNameError, discover
from smelt_datagen.plugin import Section, deferred, param, section

from ..fake_plugins import FIRST, Letter, Number, another, module, point
from ..helpers import dataset, plan_of, problems_of

HERE = "acme_offers_of_a_test"


@section
class Shifts(Section):
    """Keys of a dataset."""

    shifts: int = param("How many.", alias="acme.shifts", default=3)

    def bind(self, scope):  # noqa: ARG002 (the protocol's)
        return self.shifts


@pytest.fixture
def offered(discovered, monkeypatch):
    """Return what is discovered of a plugin that offers names, and a module with some classes."""
    there = types.ModuleType(HERE)
    there.Number, there.Letter, there.Shifts, there.nothing = Number, Letter, Shifts, 5
    monkeypatch.setitem(sys.modules, HERE, there)

    return lambda *offers: discovered(point(FIRST, module(*offers)))


def test_a_type_is_known_before_its_class_is_imported(offered):
    found = offered(deferred("acme_is_not_installed.at_all:Iban", "acme.iban"), Number)
    assert found.types == ("acme.iban", "acme.number")
    assert found.found[0].types == ("acme.iban", "acme.number")
    assert found.generator("acme.number") is Number


def test_a_class_is_imported_when_its_type_is_used(offered):
    found = offered(deferred(f"{HERE}:Number", "acme.number"))
    assert found.generator("acme.number") is Number
    assert found.found[0].generators == (Number,)
    assert found.origin(Number()) == found.found[0].origin
    assert found.origin(another("acme.number")()) is None


WRONG = {
    "no module": ("acme_is_not_installed:Iban", "ModuleNotFoundError: No module named"),
    "no class": (f"{HERE}:Iban", "AttributeError: module"),
    "no generator": (f"{HERE}:nothing", f"TypeError: {HERE}:nothing is 5, which is no Generator"),
    "another kind": (f"{HERE}:Shifts", "which is no Generator class"),
    "another type": (f"{HERE}:Letter", f"ValueError: {HERE}:Letter declares 'acme.letter'"),
}


@pytest.mark.parametrize(("path", "reason"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_imported_is_an_error_where_it_is_used(offered, path, reason):
    found = offered(deferred(path, "acme.iban"), Number)
    with pytest.raises(UnknownNameError) as error:
        found.generator("acme.iban")
    assert str(error.value).startswith("'acme.iban' of plugin acme 1.0 cannot be used: ")
    assert reason in str(error.value)
    column = {"name": "n", "generator": {"type": "acme.iban"}}
    with pytest.raises(ConfigError) as wrong:
        plan_of(dataset(columns=[column]), plugins=found)
    (problem,) = problems_of(wrong)
    assert problem.startswith(
        "datasets[users].columns[n].generator.type: 'acme.iban' of plugin acme"
    )
    plan_of(dataset(columns=[{"name": "n", "generator": {"type": "acme.number"}}]), plugins=found)


def test_names_are_held_to_the_rules_without_an_import(offered):
    found = offered(deferred("acme_is_not_installed:Iban", "iban"))
    assert found.types == ()
    assert found.found[0].ignored == ("iban",)


def test_one_type_twice_is_a_plugin_that_fails(offered):
    found = offered(deferred("a:B", "acme.number"), Number)
    assert found.found[0].reason == "ValueError: two generators of one type: acme.number"


@pytest.mark.parametrize("path", ["", "module", "module:", ":Class", "a b:C", "module:Class.inner"])
def test_a_place_is_a_module_and_a_class(path):
    with pytest.raises(ValueError, match="is no place of a class"):
        deferred(path, "acme.iban")


def test_a_place_has_a_name():
    with pytest.raises(ValueError, match="needs a name"):
        deferred("module:Class")


def test_a_run_imports_the_modules_of_its_own_types_only():
    code = """
import sys
from smelt_datagen import loads, plan, to_table
to_table(plan(loads('''
datasets:
  - name: users
    output: users
    num_rows: 10
    columns:
      - { name: id, generator: { type: sequential_id } }
      - { name: age, generator: { type: uniform_int, min: 18, max: 90 } }
'''))["users"])
rooms = {name.split(".")[1] for name in sys.modules if name.startswith("smelt_datagen_builtin.")}
print(sorted(rooms))
"""
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "['identifiers', 'numbers', 'plugin']\n"


def test_all_that_the_built_in_plugin_offers_is_there():
    (builtin,) = [one for one in discover().found if one.origin.entry_point == "builtin"]
    assert [cls.declaration.type for cls in builtin.generators] == list(builtin.types)
    assert len(builtin.sections) == 1
