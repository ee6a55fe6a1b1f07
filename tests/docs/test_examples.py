"""Every example plans and generates, and its tables can be joined."""

import datetime

import duckdb
import pytest
import smelt_datagen

from .markdown import ROOT, blocks, commands

EXAMPLES = sorted(
    file
    for file in (ROOT / "examples").rglob("*.yaml")
    if "insurance_plugin" not in file.parts  # its own tests run it, where it is installed
)
RETAIL = ROOT / "examples" / "retail_analytics" / "datagen.yaml"
ROWS = {
    "customers": 100_000,
    "products": 10_000,
    "stores": 500,
    "orders": 1_000_000,
    "order_items": 3_000_000,
    "web_events": 5_000_000,
}
REFERENCES = [
    ("orders", "customer_id", "customers"),
    ("orders", "store_id", "stores"),
    ("order_items", "order_id", "orders"),
    ("order_items", "product_id", "products"),
    ("web_events", "customer_id", "customers"),
    ("web_events", "product_id", "products"),
]


@pytest.fixture(scope="module")
def retail(tmp_path_factory):
    """Return the folder that holds the retail example at one hundredth of its size."""
    folder = tmp_path_factory.mktemp("retail")
    smelt_datagen.write(_plan(RETAIL, output=folder, scale_factor=0.01))
    return folder


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_example_generates_at_small_scale(example, tmp_path):
    planned = _plan(example, output=tmp_path, scale_factor=0.01)
    written = smelt_datagen.write(planned)
    assert [one.dataset for one in written] == [dataset.name for dataset in planned.datasets]
    assert all(one.rows == planned[one.dataset].written_rows for one in written)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_example_writes_below_data(example):
    folders = [dataset.folder for dataset in _plan(example).datasets]
    assert all(folder.parts[0] == "data" for folder in folders)


def test_the_retail_example_has_the_sizes_it_names():
    assert {dataset.name: dataset.row_count for dataset in _plan(RETAIL).datasets} == ROWS


def test_the_retail_facts_lie_on_the_same_ninety_days(retail):
    days = [datetime.date(2024, 7, 1) + datetime.timedelta(days=day) for day in range(90)]
    for fact in ("orders", "order_items", "web_events"):
        found = _read(retail, fact).unique("day").fetchall()
        assert sorted(day for (day,) in found) == days


@pytest.mark.parametrize(("fact", "column", "dimension"), REFERENCES)
def test_every_reference_of_the_retail_facts_finds_its_row(retail, fact, column, dimension):
    present = _read(retail, fact).filter(f"{column} IS NOT NULL")
    found = present.join(_read(retail, dimension), column, how="semi")
    assert len(present) > 0
    assert len(found) == len(present)


def test_the_query_of_the_retail_readme_answers(retail, monkeypatch):
    monkeypatch.chdir(retail)
    (query,) = blocks("examples/retail_analytics/README.md", "sql")
    answer = duckdb.sql(query.text)
    assert answer.columns == ["category", "region", "month", "items", "revenue"]
    assert len(answer.fetchall()) > 10


def test_the_commands_of_the_retail_readme_name_the_example():
    shown = commands("examples/retail_analytics/README.md", "smelt-datagen")
    assert shown
    assert all(RETAIL.relative_to(ROOT).as_posix() in command.split() for command in shown)


def _plan(example, **overrides):
    return smelt_datagen.plan(smelt_datagen.load(example), **overrides)


def _read(folder, dataset):
    files = f"{folder}/data/{dataset}/**/*.parquet"
    return duckdb.sql("FROM read_parquet(?)", params=[files])
