"""Plugins on the command line: what there is, and files of the caller's own."""

import json
import re

import pytest
from smelt_datagen import discover

from ..plugins.test_files import CONFIG, ONE_OFF


@pytest.fixture
def file(here):
    path = here / "my_generators.py"
    path.write_text(ONE_OFF, encoding="utf-8")
    return path.name


@pytest.fixture
def config(here):
    (here / "datagen.yaml").write_text(CONFIG, encoding="utf-8")


# --- what there is ---


def test_plugins_are_listed(run):
    shown = without_times(run("plugins").stdout)
    assert shown.startswith(
        "smelt-datagen 0.1.0 (builtin): ok, loaded in # ms\n  generators: sequential_id, uuid,"
    )
    assert "\n  sections: linked_pools\n" in shown


def without_times(shown):
    """Return the output of `plugins` without what a clock says."""
    return re.sub(r"[0-9.]+ ms", "# ms", shown)


def test_plugins_as_json(run):
    (builtin, *_) = json.loads(run("plugins", "--json").stdout)
    assert list(builtin) == [
        "distribution",
        "version",
        "entry_point",
        "status",
        "reason",
        "generators",
        "sections",
        "formats",
        "executors",
        "commands",
        "seconds",
    ]
    assert builtin["seconds"] > 0
    assert (builtin["distribution"], builtin["status"]) == ("smelt-datagen", "ok")
    assert "uuid" in builtin["generators"]


def test_a_plugin_that_is_not_installed_is_shown_as_failed(run, monkeypatch):
    monkeypatch.setenv("SMELT_DATAGEN_PLUGINS", "nobody")
    result = run("plugins")
    assert "nobody: failed\n  reason: it is named in SMELT_DATAGEN_PLUGINS" in result.stdout
    assert result.stderr == ""


@pytest.mark.parametrize("words", [["--list-generators"], ["generators"]])
def test_all_generators_as_text_and_as_json(run, words):
    heading = (
        "smelt-datagen 0.1.0 (builtin)\n=" if words == ["--list-generators"] else "identifiers\n"
    )
    assert run(*words).stdout.startswith(heading)
    shown = json.loads(run(*words, "--json").stdout)
    types = {one["type"] for plugin in shown for one in plugin["generators"]}
    assert types == set(discover().types)
    (geometric,) = [one for one in shown[0]["generators"] if one["type"] == "geometric"]
    assert geometric["parameters"][1] == {
        "name": "min",
        "type": "integer",
        "default": "1",
        "bounds": "",
        "text": "Lower bound: smaller values are set to it; 0 for none.",
        "required": False,
    }


def test_one_generator_in_full(run):
    shown = run("generators", "sequential_id").stdout
    assert shown.startswith("sequential_id  ->  int64\n  Row number, counted from 1:")
    assert shown.endswith("first values of the example:\n  1\n  2\n  3\n  4\n  5\n")
    as_json = json.loads(run("generators", "sequential_id", "--json").stdout)
    assert (as_json["values"], as_json["plugin"]) == ([1, 2, 3, 4, 5], "smelt-datagen 0.1.0")


def test_one_section_in_full(run):
    shown = run("generators", "linked_pools").stdout
    assert shown.startswith("linked_pools  ->  key of a dataset\n  Pools of correlated tuples")
    assert "\n        shapes: list of mappings, required\n            Kinds of draws.\n" in shown
    assert "\n            emit: integer, at least 1, at most 1000000, default 1\n" in shown
    assert shown.endswith("\nprovided by smelt-datagen 0.1.0\n")


def test_one_section_as_json(run):
    shown = json.loads(run("generators", "linked_pools", "--json").stdout)
    assert list(shown) == ["keys", "summary", "details", "parameters", "plugin"]
    assert shown["keys"] == ["linked_pools"]
    (pools,) = shown["parameters"]
    name, _size, shapes, _seed = pools["fields"]
    assert (name["name"], name["required"], "fields" in name) == ("name", True, False)
    assert [field["name"] for field in shapes["fields"]] == ["fields", "weight", "emit", "sticky"]


def test_sections_stand_behind_the_generators_of_their_plugin(run):
    shown = run("--list-generators").stdout
    keys = shown.index("  Keys of a dataset\n")
    assert shown.index("  linked_choice  ->") < keys < shown.index("  linked_pools  ->  key of a")
    (builtin, *_) = json.loads(run("generators", "--json").stdout)
    assert [section["keys"] for section in builtin["sections"]] == [["linked_pools"]]


def test_a_misspelled_dataset_key_is_an_error_with_near_names(run):
    result = run("generators", "linked_polls", exit_code=2)
    message = "there is no generator type and no dataset key 'linked_polls', did you mean "
    assert f"{message}'linked_pools'" in result.stderr


def test_a_misspelled_generator_is_an_error_with_near_names(run):
    result = run("generators", "uuuid", exit_code=2)
    assert "there is no generator type 'uuuid', did you mean 'uuid'?" in result.stderr


def test_json_alone_is_refused(run):
    assert "--json goes with --list-generators" in run("--json", exit_code=2).stderr


# --- files of the caller's own ---


@pytest.mark.usefixtures("config")
@pytest.mark.parametrize(
    "words", [["--plugin", "{}"], ["--plugin", "{}", "validate"], ["preview", "--plugin", "{}"]]
)
def test_a_plugin_file_is_used_by_every_command(run, file, words):
    run(*[word.format(file) for word in words])


@pytest.mark.usefixtures("config")
def test_python_runs_only_if_the_caller_says_so(run, file):
    assert file
    assert "there is no generator type 'my.half'" in run("validate", exit_code=2).stderr


def test_a_plugin_file_is_listed_and_in_the_schema(run, file):
    listed = without_times(run("--plugin", file, "plugins").stdout)
    assert f"{file} (--plugin): ok, loaded in # ms\n  generators: my.half" in listed
    assert (
        "first values of the example:\n  2\n"
        in run("generators", "my.half", "--plugin", file).stdout
    )
    schema = json.loads(run("schema", "--plugin", file).stdout)
    assert "generator.my.half" in schema["$defs"]


def test_several_plugin_files(run, here, file):
    (here / "more.py").write_text(ONE_OFF.replace("my.half", "my.third"), encoding="utf-8")
    shown = run("plugins", "--plugin", file, "--plugin", "more.py").stdout
    assert "generators: my.half" in shown
    assert "generators: my.third" in shown


@pytest.mark.usefixtures("config")
def test_a_plugin_file_that_fails_ends_the_command(run, here):
    (here / "bad.py").write_text("import nothing_of_this_name\n", encoding="utf-8")
    result = run("--plugin", "bad.py", exit_code=2)
    assert result.stderr == (
        "error: plugin bad.py failed to load: "
        "ModuleNotFoundError: No module named 'nothing_of_this_name' (bad.py:1)\n"
    )


@pytest.mark.usefixtures("config")
def test_a_generator_of_a_file_that_raises_names_the_file(run, here):
    text = ONE_OFF.replace("return arrow_array", "raise OSError('no luck')\n        arrow_array")
    (here / "bad.py").write_text(text, encoding="utf-8")
    result = run("--plugin", "bad.py", exit_code=1)
    assert result.stderr.endswith(
        "error: dataset 'a', column 'c': generator 'my.half' of bad.py raised OSError: no luck "
        "(bad.py:15, in generate) (rows 0 to 1); nothing was replaced\n"
    )
