"""Generating: options, what is written, what is printed."""

import re

import pyarrow.parquet as pq
import pytest
from smelt_datagen import load, plan, to_table

PARTS = [f"data/orders/day=2024-01-0{day}/data.parquet" for day in (1, 2, 3, 4)]
EVERYTHING = ["data/customers/data.parquet", *PARTS]


def scores(folder="data/orders"):
    return pq.read_table(folder).column("score").to_pylist()


def test_every_dataset_is_written_to_its_output(run, config, files):
    run("--config", config)
    assert files() == EVERYTHING


def test_what_is_written_is_what_the_library_makes(run, config):
    run("--config", config)
    made = to_table(plan(load(config))["orders"])
    found = pq.read_table("data/orders")
    assert found.column_names == made.column_names == ["customer_id", "score", "day"]
    for name in made.column_names:
        written = [str(value) for value in found.column(name).to_pylist()]
        assert written == [str(value) for value in made.column(name).to_pylist()]


def test_summary_says_rows_files_and_bytes(run, config, here):
    lines = run("--config", config).stdout.splitlines()
    assert lines[0].split() == ["dataset", "rows", "files", "size", "seconds", "folder"]
    cells = [re.split(r"\s{2,}", line) for line in lines[1:]]
    assert [line[:3] for line in cells] == [
        ["customers", "100", "1"],
        ["orders", "1,000", "4"],
        ["total", "1,100", "5"],
    ]
    sizes = [
        sum(f.stat().st_size for f in here.joinpath(d).rglob("*.parquet"))
        for d in ("data/customers", "data/orders", "data")
    ]
    for line, size in zip(cells, sizes, strict=True):
        number, unit = line[3].split()
        scale = {"B": 1, "KiB": 1024}[unit]
        assert abs(float(number) * scale - size) <= 0.05 * scale + 1e-9
        assert re.fullmatch(r"\d+\.\d\d", line[4])
    assert [line[5] for line in cells[:2]] == ["data/customers", "data/orders"]


def test_progress_is_a_line_per_dataset_on_stderr_without_a_terminal(run, config):
    result = run("--config", config)
    assert result.stderr.splitlines() == ["customers: 100 rows", "orders: 1,000 rows"]
    assert "rows\n" not in result.stdout


@pytest.mark.parametrize("option", ["-q", "--quiet"])
def test_quiet_silences_progress_and_summary(run, config, files, option):
    result = run("--config", config, option)
    assert result.output == ""
    assert files() == EVERYTHING


@pytest.mark.parametrize("option", ["-o", "--output"])
def test_output_is_the_folder_of_all_outputs(run, config, files, option):
    run("--config", config, option, "elsewhere/deep")
    assert files() == [f"elsewhere/deep/{file}" for file in EVERYTHING]


@pytest.mark.parametrize("option", ["-s", "--seed"])
def test_seed_goes_before_the_config(run, config, option):
    run("--config", config)
    seeded_by_config = scores()
    run("--config", config, option, "8")
    assert scores() != seeded_by_config
    run("--config", config, option, "7")
    assert scores() == seeded_by_config


def test_largest_seed(run, config):
    run("--config", config, "-s", str(2**64 - 1))
    assert len(scores()) == 1000


@pytest.mark.parametrize(("factor", "customers", "orders"), [("0.29", 29, 290), ("2", 200, 2000)])
def test_scale_factor_multiplies_the_rows(run, config, factor, customers, orders):
    run("--config", config, "--scale-factor", factor)
    assert pq.read_table("data/customers").num_rows == customers
    keys = pq.read_table("data/orders").column("customer_id").to_pylist()
    assert len(keys) == orders
    assert max(keys) <= customers


TEXTS = """
datasets:
  - name: texts
    output: data/texts
    num_rows: 10
    columns: [{ name: text, generator: { type: string_pattern, template: "row {sequential_id}" } }]
"""


@pytest.mark.parametrize("name", ["snappy", "zstd", "none"])
def test_compression(run, here, name):
    here.joinpath("texts.yaml").write_text(TEXTS, encoding="utf-8")
    run("--config", "texts.yaml", "--compression", name)
    assert codec() == {"none": "UNCOMPRESSED"}.get(name, name.upper())


def test_snappy_unless_asked(run, here):
    here.joinpath("texts.yaml").write_text(TEXTS, encoding="utf-8")
    run("--config", "texts.yaml")
    assert codec() == "SNAPPY"


def codec():
    return pq.read_metadata("data/texts/data.parquet").row_group(0).column(0).compression


def test_number_of_workers_changes_no_byte(run, config, here, files):
    run("--config", config, "--workers", "1")
    alone = {file: here.joinpath(file).read_bytes() for file in files()}
    run("--config", config, "--workers", "5")
    assert {file: here.joinpath(file).read_bytes() for file in files()} == alone


def test_dataset_writes_only_that_one_with_the_same_values(run, config, files):
    run("--config", config)
    whole = scores()
    run("--config", config, "-o", "some", "--dataset", "orders")
    assert [file for file in files() if file.startswith("some")] == [f"some/{p}" for p in PARTS]
    assert scores("some/data/orders") == whole


def test_dataset_may_be_repeated(run, config, files):
    result = run("--config", config, "--dataset", "orders", "--dataset", "customers")
    assert files() == EVERYTHING
    assert "total" in result.stdout
    run("--config", config, "--dataset", "customers", "--dataset", "customers")


def test_datagen_yaml_of_the_working_directory_is_used_without_config(run, config, here, files):
    here.joinpath(config).rename(here / "datagen.yaml")
    result = run()
    assert files() == EVERYTHING
    assert "demo" not in result.output


def test_a_rerun_replaces_its_files(run, config, files):
    run("--config", config)
    before = scores()
    run("--config", config)
    assert files() == EVERYTHING
    assert scores() == before
