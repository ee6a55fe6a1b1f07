"""The guide's quick start, and the examples, generate and are read."""

import pathlib

import pytest
from smelt_datagen import load, plan, write

from ..command import invoke

duckdb = pytest.importorskip("duckdb")

EXAMPLES = pathlib.Path(__file__).parents[2] / "examples"

QUICK_START = """\
seed: 42

datasets:
  - name: users
    output: data/users
    num_rows: 1000
    columns:
      - name: user_id
        generator: { type: sequential_id }
      - name: name_prefix
        generator:
          type: weighted_choice
          values:
            Mr: 0.40
            Ms: 0.35
            Dr: 0.05
            "": 0.20
      - name: country
        generator:
          type: one_of
          values: [US, UK, DE, FR, CA, AU]
      - name: signup_date
        generator: { type: date, start: "2022-01-01", end: "2024-12-31" }
"""


def test_the_quick_start_runs_as_printed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    pathlib.Path("datagen.yaml").write_text(QUICK_START, encoding="utf-8")
    result = invoke("--config", "datagen.yaml")
    assert result.exit_code == 0, result.stderr
    shown = duckdb.sql("SELECT * FROM 'data/users/data.parquet' LIMIT 10")
    assert shown.columns == ["user_id", "name_prefix", "country", "signup_date"]
    assert [row[0] for row in shown.fetchall()] == list(range(1, 11))
    ((count, prefixes, countries, first, last),) = duckdb.sql(
        "SELECT count(*), list(DISTINCT name_prefix ORDER BY name_prefix), "
        "count(DISTINCT country), min(signup_date), max(signup_date) "
        "FROM 'data/users/data.parquet'"
    ).fetchall()
    assert (count, prefixes, countries) == (1000, ["", "Dr", "Mr", "Ms"], 6)
    assert "2022-01-01" <= first < last < "2024-12-31"


def example_configs():
    return sorted({*EXAMPLES.glob("*.yaml"), *EXAMPLES.rglob("datagen.yaml")})


def test_there_are_examples():
    assert example_configs()


@pytest.mark.parametrize(
    "config", example_configs(), ids=lambda path: path.relative_to(EXAMPLES).as_posix()
)
def test_examples_generate_and_are_read(config, tmp_path):
    planned = plan(load(config), scale_factor=0.002, output=tmp_path)
    for written in write(planned):
        ((count,),) = duckdb.sql(f"FROM '{written.folder}/**/*.parquet' SELECT count(*)").fetchall()
        assert count == written.rows
        assert written.rows >= planned[written.dataset].row_count > 0
