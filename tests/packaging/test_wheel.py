"""What a user installs."""

import configparser
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from smelt_datagen import __version__

PROJECT = Path(__file__).parents[2]
SOURCES = (
    PROJECT / "core/smelt_datagen",
    PROJECT / "plugins/builtin/smelt_datagen_builtin",
    PROJECT / "plugins/domains/smelt_datagen_domains",
    PROJECT / "plugins/engines/smelt_datagen_engines",
    PROJECT / "plugins/engines/pyspark_smelt_datagen",
    PROJECT / "plugins/report/smelt_datagen_report",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--quiet", "--wheel-dir"]
    built = subprocess.run(
        [*command, str(folder), str(PROJECT)], capture_output=True, text=True, check=False
    )
    assert built.returncode == 0, built.stderr
    (file,) = folder.iterdir()
    with zipfile.ZipFile(file) as archive:
        yield archive


def test_top_level_is_the_packages_and_the_metadata(wheel):
    tops = {name.split("/")[0] for name in wheel.namelist()}
    information = f"smelt_datagen-{__version__}.dist-info"
    assert tops == {*(source.name for source in SOURCES), information}


def test_every_source_file_is_there_and_nothing_else(wheel):
    packed = {name for name in wheel.namelist() if ".dist-info/" not in name}
    kept = {
        file.relative_to(source.parent).as_posix()
        for source in SOURCES
        for file in source.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert packed == kept
    assert {"smelt_datagen/py.typed", "smelt_datagen_builtin/py.typed"} <= packed
    assert "smelt_datagen/scaffold/demo.yaml" in packed


def test_entry_points(wheel):
    (name,) = [name for name in wheel.namelist() if name.endswith("entry_points.txt")]
    parser = configparser.ConfigParser()
    parser.read_file(io.StringIO(wheel.read(name).decode()))
    assert {section: dict(parser[section]) for section in parser.sections()} == {
        "console_scripts": {"smelt-datagen": "smelt_datagen.cli:main"},
        "pytest11": {"smelt_datagen": "smelt_datagen.pytest_plugin"},
        "smelt_datagen": {
            "builtin": "smelt_datagen_builtin.plugin",
            "domains": "smelt_datagen_domains.plugin",
            "engines": "smelt_datagen_engines.plugin",
            "report": "smelt_datagen_report.plugin",
        },
    }


def test_metadata(wheel):
    (name,) = [name for name in wheel.namelist() if name.endswith("METADATA")]
    lines = wheel.read(name).decode().splitlines()
    assert "Name: smelt-datagen" in lines
    assert f"Version: {__version__}" in lines
    assert "License-Expression: MIT" in lines
    assert "Requires-Python: >=3.11" in lines
    assert any(file.endswith("licenses/LICENSE") for file in wheel.namelist())


def test_the_packages_run_from_the_wheel_alone(wheel, tmp_path):
    wheel.extractall(tmp_path)
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "import smelt_datagen, smelt_datagen_builtin.plugin as plugin\n"
        f"assert smelt_datagen.__file__.startswith({str(tmp_path)!r}), smelt_datagen.__file__\n"
        f"assert plugin.__file__.startswith({str(tmp_path)!r}), plugin.__file__\n"
        "print(len(plugin.smelt_datagen_generators()), smelt_datagen.__version__)"
    )
    command = [sys.executable, "-c", code]
    child = subprocess.run(command, capture_output=True, text=True, check=False)
    assert child.returncode == 0, child.stderr
    count, version = child.stdout.split()
    assert int(count) >= 15
    assert version == __version__
