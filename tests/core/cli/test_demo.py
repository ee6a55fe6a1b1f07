"""`smelt-datagen demo`, and every other command where there is no datagen.yaml."""

import re

import pyarrow.parquet as pq
import pytest


@pytest.mark.parametrize("factor", ["0.01", "0.1"])
def test_the_demo_works_at_a_small_scale(run, here, factor):
    result = run("demo", "--scale-factor", factor)
    sessions = pq.read_table("output/sessions")
    assert sessions.num_rows == 200_000 * float(factor)
    assert set(here.iterdir()) == {here / "output"}
    total = next(line for line in result.stdout.splitlines() if line.startswith("total"))
    rows = sum(
        pq.read_table(folder).num_rows for folder in sorted(here.joinpath("output").iterdir())
    )
    assert total.split()[1] == f"{rows:,}"


def test_the_demo_says_how_to_look_at_it_and_where_to_go_next(run):
    result = run("demo", "--scale-factor", "0.01")
    assert "output/sessions/**/*.parquet" in result.stdout
    assert "datagen.yaml" in result.stdout
    assert "smelt-datagen init" in result.stdout


def test_the_demo_is_written_where_it_is_told(run, here):
    result = run("demo", "--scale-factor", "0.01", "-o", "there")
    assert set(here.iterdir()) == {here / "there"}
    assert re.search(r"there/sessions/\*\*/\*\.parquet", result.stdout)


def test_the_demo_refers_only_to_rows_that_are_there(run):
    run("demo", "--scale-factor", "0.01", "-q")
    sessions = pq.read_table("output/sessions")
    assert (
        max(sessions.column("visitor_id").to_pylist()) <= pq.read_table("output/visitors").num_rows
    )
    campaigns = pq.read_table("output/campaigns").column("campaign_id").to_pylist()
    assert set(sessions.column("campaign_id").drop_null().to_pylist()) <= set(campaigns)


def test_quiet_silences_the_hint(run):
    assert run("-q", "demo", "--scale-factor", "0.01").output == ""


def test_options_in_front_of_the_command_hold_and_those_behind_it_go_first(run):
    shown = run("--scale-factor", "0.5", "-s", "1", "demo", "--scale-factor", "0.01").stdout
    assert "sessions" in shown
    assert pq.read_table("output/sessions").num_rows == 2_000
    assert pq.read_metadata("output/campaigns/data.parquet").metadata[b"smelt_datagen.seed"] == b"1"


def test_the_demo_takes_no_config(run, config):
    assert "a config of its own" in run("--config", config, "demo", exit_code=2).stderr


@pytest.mark.parametrize("command", [[], ["generate"], ["validate"], ["preview"], ["verify"]])
def test_without_a_config_every_command_is_an_error_that_says_how_to_begin(run, here, command):
    result = run(*command, exit_code=2)
    assert result.stdout == ""
    assert result.stderr.startswith("error: there is no datagen.yaml or datagen.yml here")
    assert "smelt-datagen init" in result.stderr
    assert "smelt-datagen demo" in result.stderr
    assert list(here.iterdir()) == []


def test_datagen_yml_will_do_and_two_files_are_one_too_many(run, config, here, files):
    (here / config).rename("datagen.yml")
    run("-q")
    assert len(files()) == 5
    (here / "datagen.yaml").write_text("", encoding="utf-8")
    assert "datagen.yaml and datagen.yml are both here" in run(exit_code=2).stderr
