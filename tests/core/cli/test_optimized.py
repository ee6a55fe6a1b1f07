"""`python -OO`, which drops assertions and docstrings, works; only the reference has no texts."""

import json
import pathlib

import pytest
from jsonschema import Draft202012Validator

from ...child import run_python


def run(*arguments):
    return run_python("-OO", "-m", "smelt_datagen", *arguments)


def contents():
    return {file: file.read_bytes() for file in pathlib.Path().rglob("*.parquet")}


@pytest.mark.parametrize("arguments", [["demo"], ["generate", "shop.yaml"]], ids=["demo", "config"])
def test_the_files_are_the_same(arguments, config, here):
    assert config == "shop.yaml"
    arguments = [*arguments, "--quiet", "--scale-factor", "0.1"]
    run_python("-m", "smelt_datagen", *arguments)
    usual = contents()
    for file in usual:
        (here / file).unlink()
    run(*arguments)
    assert usual
    assert contents() == usual


@pytest.mark.usefixtures("config")
@pytest.mark.parametrize(
    "arguments",
    [
        ["preview", "shop.yaml"],
        ["preview", "shop.yaml", "--dataset", "orders", "--format", "jsonl"],
        ["validate", "shop.yaml"],
    ],
    ids=" ".join,
)
def test_what_commands_print_is_the_same(arguments):
    assert run(*arguments) == run_python("-m", "smelt_datagen", *arguments)


def test_one_generator_is_shown_with_its_values():
    usual = run_python("-m", "smelt_datagen", "generators", "uuid").splitlines()
    assert [line for line in run("generators", "uuid").splitlines() if line not in usual] == []


def test_the_reference_has_all_generators_and_the_texts_of_their_parameters():
    usual, bare = (
        json.loads(run_python(*flags, "-m", "smelt_datagen", "--list-generators", "--json"))
        for flags in ([], ["-OO"])
    )
    for plugin in usual:
        for entry in (*plugin["generators"], *plugin["sections"]):
            entry.update(summary="", details="")
    assert bare == usual


def test_the_json_schema_is_one():
    Draft202012Validator.check_schema(json.loads(run("schema")))


def test_help_lists_the_options():
    assert "--scale-factor" in run("--help")


def test_the_kit_asks_for_no_docstrings():
    code = """
from smelt_datagen import discover
from smelt_datagen.testing import check_generator
check_generator(discover().generator("uuid")())
print("checked")
"""
    assert run_python("-OO", "-c", code) == "checked\n"
