"""`smelt-datagen` alone, where there is no datagen.yaml."""

import re

import pyarrow.parquet as pq
import pytest


@pytest.mark.parametrize("factor", ["0.01", "0.1"])
def test_the_demo_works_at_a_small_scale(run, here, factor):
    result = run("--scale-factor", factor)
    sessions = pq.read_table("output/sessions")
    assert sessions.num_rows == 200_000 * float(factor)
    assert set(here.iterdir()) == {here / "output"}
    total = next(line for line in result.stdout.splitlines() if line.startswith("total"))
    rows = sum(
        pq.read_table(folder).num_rows for folder in sorted(here.joinpath("output").iterdir())
    )
    assert total.split()[1] == f"{rows:,}"


def test_the_demo_says_how_to_look_at_it_and_where_to_go_next(run):
    result = run("--scale-factor", "0.01")
    assert "output/sessions/**/*.parquet" in result.stdout
    assert "datagen.yaml" in result.stdout
    assert "--list-generators" in result.stdout


def test_the_demo_is_written_where_it_is_told(run, here):
    result = run("--scale-factor", "0.01", "-o", "there")
    assert set(here.iterdir()) == {here / "there"}
    assert re.search(r"there/sessions/\*\*/\*\.parquet", result.stdout)


def test_the_demo_refers_only_to_rows_that_are_there(run):
    run("--scale-factor", "0.01", "-q")
    sessions = pq.read_table("output/sessions")
    assert (
        max(sessions.column("visitor_id").to_pylist()) <= pq.read_table("output/visitors").num_rows
    )
    campaigns = pq.read_table("output/campaigns").column("campaign_id").to_pylist()
    assert set(sessions.column("campaign_id").drop_null().to_pylist()) <= set(campaigns)


def test_quiet_silences_the_hint(run):
    assert run("-q", "--scale-factor", "0.01").output == ""
