"""The ways to say one thing: commands, arguments, options, the environment, standard input."""

import json

import pytest
from smelt_datagen import __version__
from smelt_datagen.cli.root import root

from ...command import invoke
from .conftest import BROKEN, CONFIG

EVERYTHING = 5
"""Files of the config."""


@pytest.mark.parametrize(
    "words",
    [
        ["generate", "shop.yaml"],
        ["generate", "--config", "shop.yaml"],
        ["generate", "-c", "shop.yaml"],
        ["-c", "shop.yaml"],
        ["-c", "shop.yaml", "generate"],
    ],
    ids=" ".join,
)
@pytest.mark.usefixtures("config")
def test_a_config_is_generated_however_it_is_named(run, files, words):
    assert "1,000" in run(*words).stdout
    assert len(files()) == EVERYTHING


def test_what_is_said_behind_goes_before_what_is_said_in_front(run, config, here):
    words = ["--workers", "1", "--compression", "zstd", "-s", "1"]
    run(*words, "generate", config, "--compression", "none", "-s", "2", "-q")
    kept = json.loads((here / "data/orders/_smelt_datagen.json").read_text(encoding="utf-8"))
    assert kept["seed"] == 2


def test_a_config_twice_is_a_usage_error(run, config):
    for command in ("generate", "validate", "preview"):
        assert "not both" in run(command, config, "-c", config, exit_code=2).stderr


@pytest.mark.parametrize(
    "words",
    [["-q", "generate"], ["generate", "-q"], ["--quiet"], ["validate", "-q"], ["-q", "validate"]],
    ids=" ".join,
)
def test_quiet_stands_before_or_behind_the_command(run, here, words):
    (here / "datagen.yaml").write_text(CONFIG, encoding="utf-8")
    assert run(*words).output == ""


def test_quiet_verifying_says_nothing_but_faults(run, here):
    (here / "datagen.yaml").write_text(CONFIG, encoding="utf-8")
    run("-q")
    assert run("verify", "-q").output == ""
    (here / "data/customers/data.parquet").write_bytes(b"")
    assert "data.parquet" in run("verify", "-q", exit_code=1).stdout


@pytest.mark.usefixtures("here")
def test_a_dash_is_standard_input(files):
    result = invoke("generate", "-", "-q", stdin=CONFIG)
    assert (result.exit_code, result.output) == (0, "")
    assert len(files()) == EVERYTHING
    shown = invoke("validate", "-", stdin=CONFIG)
    assert shown.stdout.startswith("<stdin> is valid: 2 datasets, 1,100 rows\n")
    wrong = invoke("--config", "-", stdin=BROKEN)
    assert wrong.exit_code == 2
    assert wrong.stderr.startswith("<stdin>:13:71: datasets[orders].columns[customer_id]")


@pytest.mark.parametrize("option", ["-V", "--version"])
def test_the_version(run, option):
    assert run(option).stdout == f"smelt-datagen, version {__version__}\n"


def test_help_of_all_and_of_a_command(run):
    assert run("help").stdout == run("--help").stdout
    assert run("help", "preview").stdout == run("preview", "--help").stdout
    assert "did you mean 'preview'?" in run("help", "preveiw", exit_code=2).stderr


def test_validate_takes_several_files_and_shows_what_is_wrong_with_each(run, config, broken):
    result = run("validate", broken, config, "nowhere.yaml", exit_code=2)
    assert "shop.yaml is valid: 2 datasets, 1,100 rows" in result.stdout
    assert "broken.yaml:13:71: " in result.stderr
    assert "nowhere.yaml: cannot be read: No such file or directory" in result.stderr
    assert run("validate", config, config).stdout.count("is valid") == 2


def test_validate_gives_programs_file_line_column_path_and_message(run, config, broken):
    result = run("validate", "--json", config, broken, "nowhere.yaml", exit_code=2)
    assert json.loads(result.stdout) == {
        "problems": [
            {
                "file": "broken.yaml",
                "line": 13,
                "column": 71,
                "path": "datasets[orders].columns[customer_id].generator.dataset",
                "message": "there is no dataset 'custommers', did you mean 'customers'?",
            },
            {
                "file": "nowhere.yaml",
                "line": None,
                "column": None,
                "path": "",
                "message": "cannot be read: No such file or directory",
            },
        ]
    }
    assert result.stderr == ""
    assert json.loads(run("validate", config, "--json").stdout) == {"problems": []}


MANY = """
datasets:
  - name: many
    output: many
    num_rows: 10
    columns:
"""


def test_of_many_errors_the_first_20_are_shown_and_how_many_more_there_are(run, here):
    columns = "".join(
        f"      - {{ name: c{i}, generator: {{ type: uuidd }} }}\n" for i in range(45)
    )
    (here / "datagen.yaml").write_text(MANY + columns, encoding="utf-8")
    lines = run(exit_code=2).stderr.splitlines()
    assert len(lines) == 22
    assert "columns[c19]" in lines[19]
    assert lines[20:] == [
        "… and 25 more: --all-errors shows them",
        "45 errors; nothing was written",
    ]
    for words in (["--all-errors"], ["validate", "--all-errors"], ["--all-errors", "preview"]):
        assert len(run(*words, exit_code=2).stderr.splitlines()) == 46
    assert len(json.loads(run("validate", "--json", exit_code=2).stdout)["problems"]) == 45


def test_20_errors_are_all_shown(run, here):
    columns = "".join(
        f"      - {{ name: c{i}, generator: {{ type: uuidd }} }}\n" for i in range(20)
    )
    (here / "datagen.yaml").write_text(MANY + columns, encoding="utf-8")
    assert len(run(exit_code=2).stderr.splitlines()) == 21


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("int", "did you mean 'uniform_int'?"),
        ("Integer", "did you mean 'uniform_int'?"),
        ("enum", "did you mean 'one_of'?"),
        ("name", "did you mean 'person'?"),
        ("email", "did you mean 'person'?"),
        ("uuidd", "did you mean 'uuid'?"),
        ("acme.dice", "; 'smelt-datagen plugins' shows which are installed"),
    ],
)
def test_words_that_others_use_lead_to_the_type(run, here, word, hint):
    column = f"      - {{ name: c, generator: {{ type: {word} }} }}\n"
    (here / "datagen.yaml").write_text(MANY + column, encoding="utf-8")
    line = run(exit_code=2).stderr.splitlines()[0]
    assert line.endswith(
        f"there is no generator type '{word}'{hint if ';' in hint else f', {hint}'}"
    )


def test_init_writes_into_a_folder_which_may_be_new(run, here):
    shown = run("init", "new/shop").stdout
    assert {file.name for file in (here / "new/shop").iterdir()} == {
        "datagen.yaml",
        "datagen.schema.json",
    }
    assert "Wrote new/shop/datagen.yaml and new/shop/datagen.schema.json" in shown
    assert "  cd new/shop\n" in shown
    assert "exists already" in run("init", "new/shop", exit_code=1).stderr


ENVIRONMENT = {
    "SMELT_DATAGEN_CONFIG": "shop.yaml",
    "SMELT_DATAGEN_SEED": "5",
    "SMELT_DATAGEN_SCALE_FACTOR": "0.5",
    "SMELT_DATAGEN_OUTPUT": "built",
    "SMELT_DATAGEN_DATASET": "customers orders",
    "SMELT_DATAGEN_QUIET": "1",
    "SMELT_DATAGEN_WORKERS": "1",
    "SMELT_DATAGEN_COMPRESSION": "zstd",
}


@pytest.mark.usefixtures("config")
@pytest.mark.parametrize("command", [[], ["generate"]])
def test_every_option_can_stand_in_the_environment(run, here, monkeypatch, files, command):
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    assert run(*command).output == ""
    assert len(files()) == EVERYTHING
    kept = json.loads((here / "built/data/orders/_smelt_datagen.json").read_text(encoding="utf-8"))
    assert (kept["seed"], kept["rows"]) == (5, 500)


@pytest.mark.usefixtures("config")
def test_what_is_written_goes_before_the_environment(run, monkeypatch):
    monkeypatch.setenv("SMELT_DATAGEN_SCALE_FACTOR", "0.1")
    monkeypatch.setenv("SMELT_DATAGEN_VALIDATE_SCALE_FACTOR", "0.2")
    for words, rows in (
        (["validate", "shop.yaml"], "220 rows"),
        (["--scale-factor", "0.5", "validate", "shop.yaml"], "550 rows"),
        (["validate", "shop.yaml", "--scale-factor", "1"], "1,100 rows"),
    ):
        assert rows in run(*words).stdout.splitlines()[0]
    assert "110 rows" not in run("-c", "shop.yaml").stdout.splitlines()[0]


def test_an_option_of_one_command_has_its_name_in_the_variable(run, config, monkeypatch):
    monkeypatch.setenv("SMELT_DATAGEN_PREVIEW_N", "2")
    monkeypatch.setenv("SMELT_DATAGEN_PREVIEW_FORMAT", "csv")
    assert len(run("preview", config, "--dataset", "orders").stdout.splitlines()) == 3


def test_a_wrong_value_in_the_environment_names_the_variable(run, config, monkeypatch):
    monkeypatch.setenv("SMELT_DATAGEN_SEED", "x")
    assert "SMELT_DATAGEN_SEED" in run("validate", config, exit_code=2).stderr


def test_no_two_options_share_a_variable():
    commands = {"": root, **root.own_commands()}
    named = [
        (option.envvar, command, option.name)
        for command, one in commands.items()
        for option in one.params
        if getattr(option, "envvar", None)
    ]
    assert len({variable for variable, *_ in named}) == len(named)
    missing = {
        option.name
        for one in commands.values()
        for option in one.params
        if option.param_type_name == "option" and not option.envvar
    }
    assert missing <= {"version", "help"}
