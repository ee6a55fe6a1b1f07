"""The package that `new-plugin` writes passes its own tests, and works."""

import os
import subprocess
import sys
import tomllib

import pytest
import yaml
from smelt_datagen import __version__

from ...child import run_python
from ...installed import install

FILES = [
    ".github/workflows/tests.yml",
    ".gitignore",
    "README.md",
    "pyproject.toml",
    "src/acme_generators/__init__.py",
    "src/acme_generators/plugin.py",
    "src/acme_generators/py.typed",
    "src/acme_generators/rank.py",
    "tests/test_rank.golden.json",
    "tests/test_rank.py",
]


@pytest.fixture
def folder(run, here):
    """Return the folder of a new plugin."""
    result = run("new-plugin", "acme-generators")
    assert result.stdout.startswith("Wrote acme-generators. Next:\n  cd acme-generators\n")
    return here / "acme-generators"


@pytest.fixture
def environment(folder, tmp_path):
    """Return the environment of a process in which the plugin is installed."""
    site = tmp_path / "site"
    install(folder / "pyproject.toml", site)
    return {"PYTHONPATH": os.pathsep.join([str(folder / "src"), str(site)])}


def test_the_package_is_complete(folder):
    found = sorted(
        file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()
    )
    assert found == FILES
    for file in FILES:
        assert "$" not in (folder / file).read_text(encoding="utf-8").replace("${{", "")


def test_the_project_names_its_entry_point_and_versions(folder):
    project = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["name"] == "acme-generators"
    points = project["entry-points"]["smelt_datagen"]
    assert points == {"acme_generators": "acme_generators.plugin"}
    assert f"smelt-datagen>={__version__},<1" in project["dependencies"]


def test_its_tests_pass(folder, environment):
    child = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert child.returncode == 0, child.stdout
    assert "3 passed" in child.stdout


def test_its_generator_is_found(environment):
    shown = run_python("-m", "smelt_datagen", "generators", "acme_generators.rank", **environment)
    assert shown.startswith("acme_generators.rank  ->  int64\n")
    assert "provided by acme-generators 0.1.0" in shown


@pytest.mark.parametrize("name", ["mypy", "ruff"])
def test_its_sources_pass_strict_checks(folder, environment, name):
    pytest.importorskip(name)
    words = {
        "mypy": ["--strict", "--cache-dir", os.devnull, "src"],
        "ruff": ["check", "--isolated", "--line-length", "100", "."],
    }
    child = subprocess.run(
        [sys.executable, "-m", name, *words[name]],
        cwd=folder,
        env={**os.environ, "MYPYPATH": environment["PYTHONPATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line for line in child.stdout.splitlines() if "error:" in line]
    assert [line for line in lines if "pyarrow" not in line] == [], child.stdout


def test_its_workflow_is_yaml(folder):
    workflow = yaml.safe_load((folder / ".github/workflows/tests.yml").read_text(encoding="utf-8"))
    runs = [step["run"] for step in workflow["jobs"]["tests"]["steps"] if "run" in step]
    assert runs == ["pip install -e '.[test]'", "pytest"]


def test_an_existing_folder_is_not_touched(run, folder):
    (folder / "README.md").write_text("mine", encoding="utf-8")
    result = run("new-plugin", "acme-generators", exit_code=1)
    assert result.stderr == (
        "error: acme-generators exists already: remove it, or choose another name\n"
    )
    assert (folder / "README.md").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "name",
    [
        "Acme",
        "a b",
        "../acme",
        "2fast",
        "json",
        "class",
        "smelt-datagen",
        "-x-",
        "numpy",
        "x" * 300,
    ],
)
def test_a_name_that_no_package_can_have_is_refused(run, here, name):
    result = run("new-plugin", "--", name, exit_code=2)
    assert f"'{name}' is no name for a package: " in result.stderr
    assert list(here.iterdir()) == []


def test_the_usual_form_of_a_plugins_name_is_taken(run, here):
    run("new-plugin", "smelt-datagen-acme")
    assert (here / "smelt-datagen-acme/src/smelt_datagen_acme/rank.py").is_file()
