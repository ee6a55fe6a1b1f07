"""What README shows works, and is what the product has."""

import re
import shlex
import shutil
import subprocess
import sys

import duckdb
import pytest
import smelt_datagen
import yaml
from smelt_datagen.plugins.names import is_own
from smelt_datagen.reference.entries import entry

from ..doors import DOORS
from ..installed import install
from .markdown import ROOT, blocks, commands, table

README = "README.md"
CONFIGS = [block for block in blocks(README, "yaml") if "datasets:" in block.text]
FRAGMENTS = [block for block in blocks(README, "yaml") if "datasets:" not in block.text]
PLUGIN_FILE = "acme_datagen.py"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return the working directory of a reader who has saved the quick start."""
    (tmp_path / "datagen.yaml").write_text(CONFIGS[0].text, encoding="utf-8")
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def plugin(tmp_path, monkeypatch):
    """Install the README's plugin, as an installer would, for this test only."""
    site = tmp_path / "site"
    file = tmp_path / "pyproject.toml"
    file.write_text(blocks(README, "toml")[0].text, encoding="utf-8")
    project = install(file, site)
    (site / PLUGIN_FILE).write_text(_plugin_block().text, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(site))  # for the command line
    monkeypatch.syspath_prepend(site)  # for this process
    yield project
    sys.modules.pop(PLUGIN_FILE.removesuffix(".py"), None)


def test_the_quick_start_is_the_example_file():
    assert CONFIGS[0].text == (ROOT / "examples" / "quickstart.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("block", CONFIGS, ids=lambda block: block.name)
def test_every_config_loads_and_plans(block):
    planned = smelt_datagen.plan(smelt_datagen.loads(block.text))
    assert planned.selected


@pytest.mark.parametrize("block", FRAGMENTS, ids=lambda block: block.name)
@pytest.mark.usefixtures("plugin")
def test_every_generator_by_itself_makes_values(block):
    assert len(_values(block.text, 10)) == 10


@pytest.mark.parametrize("command", commands(README, "smelt-datagen"))
@pytest.mark.usefixtures("folder")
def test_every_command_runs(command):
    _run(command)


@pytest.mark.usefixtures("folder")
def test_the_quick_start_gives_the_output_that_is_shown():
    _run(commands(README, "smelt-datagen")[0])
    shown = blocks(README, "text")[0].text
    code = next(block for block in blocks(README, "python") if "duckdb" in block.text)
    query = re.search(r'duckdb\.sql\("(.*)"\)\.show\(\)', code.text)[1]
    found = str(duckdb.sql(query))
    assert _table_cells(found) == _table_cells(shown)


@pytest.mark.parametrize(
    "block",
    [block for block in blocks(README, "python") if "hookimpl" not in block.text],
    ids=lambda block: block.name,
)
@pytest.mark.usefixtures("folder", "plugin")
def test_every_python_block_runs(block):
    _run(commands(README, "smelt-datagen")[0])
    subprocess.run([sys.executable, "-W", "error", "-c", block.text], check=True, timeout=120)


def test_the_library_block_writes_below_its_output(folder):
    block = next(block for block in blocks(README, "python") if "to_reader" in block.text)
    subprocess.run([sys.executable, "-c", block.text], check=True, timeout=120)
    assert [file.name for file in (folder / "build").rglob("*.parquet")] == ["data.parquet"]


def test_the_table_of_generators_is_the_registry():
    own = [one for one in smelt_datagen.discover().found if is_own(one.origin.distribution)]
    entries = [entry(cls) for one in own for cls in one.generators]
    registered = [
        (one.type, [_shown(parameter) for parameter in one.parameters]) for one in entries
    ]
    shown = [(type_.strip("`"), _parameters(cell)) for type_, cell, _ in _generator_table()]
    assert shown == registered


def test_every_placeholder_of_string_pattern_works():
    cells = {type_: text for type_, _, text in _generator_table()}
    placeholders = re.findall(r"`(\{[^`]*\})`", cells["`string_pattern`"])
    assert len(placeholders) > 1
    for placeholder in placeholders:
        generator = f"generator: {{ type: string_pattern, template: '{placeholder}' }}"
        assert all("{" not in value for value in _values(generator, 5))


def test_the_plugin_is_listed(plugin):
    listing = _run("smelt-datagen --list-generators")
    assert f"{plugin['name']} {plugin['version']} (acme)" in listing
    assert "acme.dice" in listing


@pytest.mark.usefixtures("plugin")
def test_the_plugin_makes_values():
    count = yaml.safe_load(FRAGMENTS[-1].text)["generator"]["count"]
    assert set(_values(FRAGMENTS[-1].text, 5000)) == set(range(count, 6 * count + 1))


def test_the_plugin_has_at_most_fifteen_lines_of_code():
    lines = [line for line in _plugin_block().text.splitlines() if line.strip()]
    assert len(lines) <= 15


def test_names_of_the_package_that_are_mentioned_exist():
    text = (ROOT / README).read_text(encoding="utf-8")
    mentioned = set(re.findall(r"smelt_datagen\.(\w+)", text))
    doors = {door.partition(".")[2] for door in DOORS}
    assert mentioned <= {*dir(smelt_datagen), *doors}


def test_every_file_that_is_linked_exists():
    for file in (README, "CONTRIBUTING.md", "CHANGELOG.md", "docs/architecture.md"):
        text = (ROOT / file).read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
            assert ((ROOT / file).parent / target).exists(), f"{file}: {target}"


def _run(command):
    """Run a `smelt-datagen` command line as shown and return what it prints."""
    program, *arguments = shlex.split(command, comments=True)
    assert program == "smelt-datagen"
    child = subprocess.run(
        [sys.executable, "-m", "smelt_datagen", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert child.returncode == 0, child.stderr
    return child.stdout


def _values(column, count):
    """Return the values of a column, given the YAML of its generator."""
    made = {"name": "made", **yaml.safe_load(column)}
    dataset = {"name": "rows", "output": "rows", "num_rows": count, "columns": [made]}
    planned = smelt_datagen.plan(smelt_datagen.loads(yaml.safe_dump({"datasets": [dataset]})))
    return smelt_datagen.to_table(planned["rows"])["made"].to_pylist()


def _table_cells(text):
    """Return a printed table's cells, without borders, whose style is the printer's."""
    rows = [line.split("│")[1:-1] for line in text.splitlines() if line.startswith("│")]
    return [[cell.strip() for cell in row] for row in rows]


def _generator_table():
    return table(README, "## Generators")


def _parameters(cell):
    return [part.strip().replace("`", "") for part in cell.split(",") if part.strip()]


def _shown(parameter):
    default = parameter.default
    return parameter.name if default is None else f"{parameter.name} ({default})"


def _plugin_block():
    return next(block for block in blocks(README, "python") if "hookimpl" in block.text)
