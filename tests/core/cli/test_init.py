"""`init` writes a config that works, and `schema` what editors need for it."""

import json

import jsonschema
from smelt_datagen import discover
from smelt_datagen.reference.json_schema import config_schema


def test_a_new_config_works_at_once(run, here, files):
    run("init")
    assert {file.name for file in here.iterdir()} == {"datagen.yaml", "datagen.schema.json"}
    assert "datagen.yaml is valid: 2 datasets, 21,000 rows" in run("validate").stdout
    run("-q", "--scale-factor", "0.01")
    assert len(files()) == 1 + 30


def test_its_first_line_points_editors_at_the_schema(run, here):
    run("init")
    first = (here / "datagen.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=datagen.schema.json"
    kept = json.loads((here / "datagen.schema.json").read_text(encoding="utf-8"))
    assert kept == config_schema(discover())


def test_the_schema_command_prints_the_same(run, here):
    shown = json.loads(run("schema").stdout)
    jsonschema.Draft202012Validator.check_schema(shown)
    assert shown == config_schema(discover())
    assert list(here.iterdir()) == []


def test_nothing_is_overwritten(run, here):
    for name in ("datagen.yaml", "datagen.schema.json"):
        (here / name).write_text("mine", encoding="utf-8")
        result = run("init", exit_code=1)
        assert result.stderr == f"error: {name} exists already, and would be overwritten\n"
        assert [(file.name, file.read_text()) for file in here.iterdir()] == [(name, "mine")]
        (here / name).unlink()
