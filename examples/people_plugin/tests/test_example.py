"""The example config and the README's make what they show, as DuckDB reads it."""

import re
from pathlib import Path

import duckdb
import pytest
import smelt_datagen

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Return the folder that holds the example's data at a tenth of its size."""
    folder = tmp_path_factory.mktemp("people")
    config = smelt_datagen.load(ROOT / "people.yaml")
    smelt_datagen.write(smelt_datagen.plan(config, output=folder, scale_factor=0.1))
    return folder


def test_customers_have_emails_of_their_own_names(written):
    customers = read(written, "customers")
    plain = customers.filter("regexp_full_match(full_name, '[A-Za-z]+ [A-Za-z]+')")
    own = plain.filter("starts_with(email, lower(replace(full_name, ' ', '.')))")
    assert len(customers) == 1000
    assert len(own) == len(plain) > 500


def test_a_city_and_the_first_digits_of_its_postcodes_are_one(written):
    for dataset, prefix in [("customers", ""), ("parcels", "receiver_")]:
        pairs = read(written, dataset).project(f"{prefix}city, {prefix}postcode[:3]").distinct()
        columns = list(zip(*pairs.fetchall(), strict=True))
        assert [len(set(column)) for column in columns] == [len(pairs)] * 2


def test_every_parcel_finds_its_customer(written):
    parcels = read(written, "parcels")
    found = parcels.join(read(written, "customers"), "customer_id", how="semi")
    assert len(found) == len(parcels) == 5000


def test_senders_and_receivers_live_in_different_countries(written):
    parcels = read(written, "parcels")
    senders, receivers = (
        {city for (city,) in parcels.unique(column).fetchall()}
        for column in ("sender_city", "receiver_city")
    )
    assert {"Paris", "Lyon"} <= senders
    assert {"Berlin", "Köln"} <= receivers
    assert not senders & receivers


def test_the_config_of_the_readme_makes_the_table_it_shows():
    config, shown = readme("yaml"), readme("text")
    planned = smelt_datagen.plan(smelt_datagen.loads(config))
    made = smelt_datagen.to_table(planned["customers"], 0, 3).to_pylist()
    header, *rows = [re.split(r" {2,}", line.strip()) for line in shown.splitlines()]
    assert [dict(zip(header, row, strict=True)) for row in rows] == made


def read(folder, dataset):
    return duckdb.read_parquet(f"{folder}/data/{dataset}/data.parquet")


def readme(language):
    """Return the only block of the README in this language."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(rf"```{language}\n(.*?)```", text, flags=re.DOTALL)
    return block
