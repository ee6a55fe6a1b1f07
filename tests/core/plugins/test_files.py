"""Plugins that are a file, and the choice of those that are installed."""

import pytest
from smelt_datagen import PluginError, discover, loads, plan, to_table

from ..fake_plugins import FIRST, SECOND, SMELT, another, module, point
from ..helpers import Number

ONE_OFF = """
import pyarrow as pa
from smelt_datagen.arrays import arrow_array
from smelt_datagen.plugin import Block, Generator, generator, param


@generator("my.half", example="{ type: my.half, of: 4 }")
class Half(Generator):
    \"\"\"Half of a number.\"\"\"

    of: int = param("The number.", ge=0)
    data_type = pa.int64()

    def generate(self, block: Block) -> pa.Array:
        return arrow_array(block.integers(0, 1) + self.of // 2)
"""
WITH_HOOK = """
from smelt_datagen.plugin import hookimpl


@hookimpl
def smelt_datagen_generators():
    return [Half]
"""
CONFIG = """
datasets:
  - { name: a, output: a, num_rows: 2, columns: [{ name: c, generator: { type: my.half, of: 6 } }] }
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "my_generators.py"
    path.write_text(ONE_OFF, encoding="utf-8")
    return path


# --- files ---


@pytest.mark.parametrize("text", [ONE_OFF, ONE_OFF + WITH_HOOK], ids=["classes", "hook"])
def test_a_file_provides_its_generators(file, text):
    file.write_text(text, encoding="utf-8")
    found = discover(files=[file])
    plugin = found.found[-1]
    assert [cls.declaration.type for cls in plugin.generators] == ["my.half"]
    assert (str(plugin.origin), plugin.origin.entry_point) == (str(file), "--plugin")
    assert found.files == (file,)
    table = to_table(plan(loads(CONFIG), plugins=found)["a"])
    assert table.to_pydict() == {"c": [3, 3]}


def test_what_a_file_imports_is_not_its_own(file):
    file.write_text(ONE_OFF.replace("half", "own") + "from smelt_datagen.plugin import Section\n")
    assert [len(plugin.sections) for plugin in discover(files=[file]).found] == [1, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("x = 1 / 0\n", r"ZeroDivisionError: division by zero \(my_generators.py:1\)"),
        ("def f(:\n", r"SyntaxError"),
        ("x = 1\n", r"it has no generator: decorate a class with @generator"),
        (
            ONE_OFF.replace('"my.half"', '"uuid"'),
            r"type 'uuid' has no dot.*name it 'my_generators.uuid'",
        ),
    ],
    ids=["raises", "no Python", "nothing in it", "a name without a dot"],
)
def test_a_file_that_cannot_be_used_is_an_error(file, text, reason):
    file.write_text(text, encoding="utf-8")
    with pytest.raises(PluginError, match=reason) as error:
        discover(files=[file])
    assert str(file) in str(error.value)
    assert error.value.exit_code == 2


def test_a_file_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(PluginError, match=r"nothing.py failed to load: FileNotFoundError"):
        discover(files=[tmp_path / "nothing.py"])


def test_a_file_that_is_no_python_is_an_error(tmp_path):
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    with pytest.raises(PluginError, match=r"its name must end in .py"):
        discover(files=[tmp_path / "notes.txt"])


# --- the choice of those that are installed ---


def chosen(discovered, monkeypatch, wish):
    monkeypatch.setenv("SMELT_DATAGEN_PLUGINS", wish)
    return discovered(
        point(SMELT, module(Number), "builtin"),
        point(FIRST, module(another("acme.first"))),
        point(SECOND, module(another("zeta.second"))),
    )


@pytest.mark.parametrize(
    ("wish", "types"),
    [
        ("acme", {"number", "acme.first"}),
        ("acme,zeta", {"number", "acme.first", "zeta.second"}),
        (" ZETA , ", {"number", "zeta.second"}),
        ("", {"number"}),
    ],
)
def test_only_the_named_distributions_are_loaded(discovered, monkeypatch, wish, types):
    found = chosen(discovered, monkeypatch, wish)
    assert set(found.types) == types
    assert found.warnings == ()


def test_plugins_that_are_not_named_are_not_even_imported(discovered, monkeypatch):
    monkeypatch.setenv("SMELT_DATAGEN_PLUGINS", "zeta")
    found = discovered(point(FIRST, RuntimeError("imported")), point(SECOND, module()))
    assert [plugin.origin.distribution for plugin in found.found] == ["zeta"]


def test_a_name_that_is_not_installed_is_a_warning(discovered, monkeypatch):
    (warning,) = chosen(discovered, monkeypatch, "acme,nobody").warnings
    assert warning == (
        "plugin nobody failed to load: it is named in SMELT_DATAGEN_PLUGINS, "
        "but no such plugin is installed"
    )


def test_names_are_compared_as_packaging_does(discovered, monkeypatch):
    monkeypatch.setenv("SMELT_DATAGEN_PLUGINS", "A_c.Me")
    named = type(FIRST)("a-c-me")
    assert discovered(point(named, module(another("a.b")))).types == ("a.b",)
