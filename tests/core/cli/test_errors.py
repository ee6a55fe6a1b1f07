"""Errors: where they are shown, the exit code, and that nothing was written."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest


def test_a_wrong_config_is_exit_code_2_and_a_line_on_stderr(run, broken, here):
    result = run("--config", broken, exit_code=2)
    assert result.stdout == ""
    first, last = result.stderr.splitlines()
    assert first == (
        "broken.yaml:13:71: datasets[orders].columns[customer_id].generator.dataset: "
        "there is no dataset 'custommers', did you mean 'customers'?"
    )
    assert last == "1 error; nothing was written"
    assert set(here.iterdir()) == {here / broken}


def test_every_error_of_the_file_is_shown_at_once(run, broken, here):
    text = here.joinpath(broken).read_text(encoding="utf-8")
    here.joinpath(broken).write_text(text.replace("max: 1 }", "max: -1 }"), encoding="utf-8")
    lines = run("--config", broken, exit_code=2).stderr.splitlines()
    assert [line.rpartition("generator.")[2].partition(":")[0] for line in lines[:2]] == [
        "dataset",
        "min",
    ]
    assert lines[2] == "2 errors; nothing was written"


def test_quiet_does_not_silence_errors(run, broken):
    assert "custommers" in run("--config", broken, "-q", exit_code=2).stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["--config", "nowhere.yaml"],
        ["--dataset", "order"],
        ["--dataset", ""],
        ["--seed", "-1"],
        ["--seed", str(2**64)],
        ["--seed", "x"],
        ["--scale-factor", "0"],
        ["--scale-factor", "-1"],
        ["--scale-factor", "nan"],
        ["--scale-factor", "inf"],
        ["--scale-factor", "0.001"],
        ["--workers", "0"],
        ["--compression", "lzma"],
        ["--no-such-option"],
        ["no-such-command"],
    ],
    ids=" ".join,
)
def test_a_wrong_command_line_is_exit_code_2_and_nothing_is_written(run, config, here, arguments):
    before = set(here.iterdir())
    result = run(
        *([] if "--config" in arguments else ["--config", config]), *arguments, exit_code=2
    )
    assert result.stdout == ""
    assert result.stderr
    assert set(here.iterdir()) == before


def test_unknown_dataset_has_near_names(run, config):
    result = run("--config", config, "--dataset", "orders", "--dataset", "customer", exit_code=2)
    assert "there is no dataset 'customer', did you mean 'customers'?" in result.stderr


def test_outputs_must_stay_in_the_output_folder(run, config, here):
    text = here.joinpath(config).read_text(encoding="utf-8")
    for output in ("../outside", "data/../../outside", str(here / "absolute")):
        wrong = text.replace("output: data/orders", f"output: {output}")
        here.joinpath(config).write_text(wrong, encoding="utf-8")
        result = run("--config", config, "-o", "out", exit_code=2)
        assert "datasets[orders].output" in result.stderr
    assert set(here.iterdir()) == {here / config}


def test_somebody_elses_parquet_file_is_named_and_left_alone(run, config, here, files):
    folder = here / "data/orders"
    folder.mkdir(parents=True)
    pq.write_table(pa.table({"a": [1]}), folder / "mine.parquet")
    result = run("--config", config, exit_code=1)
    assert "data/orders/mine.parquet" in result.stderr
    assert result.stdout == ""
    assert files() == ["data/orders/mine.parquet"]


def test_an_output_that_is_a_file_is_exit_code_1(run, config, here, files):
    here.joinpath("data").mkdir()
    here.joinpath("data/customers").write_text("in the way", encoding="utf-8")
    result = run("--config", config, exit_code=1)
    assert "data/customers" in result.stderr
    assert files() == []
    assert here.joinpath("data/customers").read_text(encoding="utf-8") == "in the way"


def test_a_config_that_is_a_folder(run, here):
    here.joinpath("folder").mkdir()
    assert "folder" in run("--config", "folder", exit_code=2).stderr


@pytest.mark.parametrize("text", ["", "- a", "a: [", "datasets: 5", "\t"])
def test_no_config_at_all(run, here, text):
    here.joinpath("datagen.yaml").write_text(text, encoding="utf-8")
    assert "datagen.yaml" in run(exit_code=2).stderr
