"""Policies keep the laws, their parts agree, and they are the same in every release."""

import hashlib
import json
import re
from collections import Counter
from pathlib import Path

import duckdb
import pytest
import smelt_datagen
from smelt_datagen.testing import check_generator

from smelt_datagen_insurance.data import tariffs
from smelt_datagen_insurance.fields import FIELDS

ROOT = Path(__file__).parents[1]
ROWS = 20_000
DIGEST = "53e107add37cd7e7e56ba07f0ebfa7d8"


def policy(field, name="policy"):
    return {"type": "insurance.policy", "field": field, "policy": name}


def table(columns, rows=ROWS):
    made = [{"name": name, "generator": generator} for name, generator in columns.items()]
    dataset = {"name": "policies", "output": "policies", "num_rows": rows, "columns": made}
    planned = smelt_datagen.plan(smelt_datagen.from_values({"datasets": [dataset]}))
    return smelt_datagen.to_table(planned["policies"])


@pytest.fixture(scope="module")
def policies():
    return table({field: policy(field) for field in FIELDS}).to_pylist()


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_keeps_the_laws(field):
    check_generator(policy(field), rows=50_000, independent_of={"column"})


def test_all_facts_of_a_policy_agree(policies):
    known = {(tariff["line"], tariff["tariff"]): tariff for tariff in tariffs()}
    for row in policies:
        tariff = known[row["line"], row["tariff"]]
        low, high = tariff["sums"]
        assert low <= row["sum_insured"] <= high
        assert row["sum_insured"] % 1000 == 0
        assert row["premium"] * 100 == row["sum_insured"] * tariff["rate"] // 10_000


def test_numbers_have_the_right_check_digit(policies):
    for row in policies:
        serial, check = re.fullmatch(r"POL-(\d{9})-(\d)", row["number"]).groups()
        assert sum(map(int, serial)) % 10 == int(check)


def test_tariffs_have_their_shares(policies):
    counts = Counter(row["tariff"] for row in policies)
    for tariff in tariffs():
        share = tariff["share"] / 100
        assert abs(counts[tariff["tariff"]] - ROWS * share) < 5 * (ROWS * share) ** 0.5


def test_several_policies_of_a_row_differ():
    rows = table({"a": policy("number"), "b": policy("number"), "c": policy("number", "other")})
    assert all(row["a"] == row["b"] != row["c"] for row in rows.to_pylist())


def test_a_wrong_field_is_an_error_with_near_names():
    with pytest.raises(smelt_datagen.ConfigError, match="did you mean 'premium'"):
        table({"a": policy("premum")})


def test_a_thousand_policies_are_what_they_were(policies):
    rows = json.dumps(policies[:1000], default=str).encode()
    assert hashlib.blake2b(rows, digest_size=16).hexdigest() == DIGEST


def test_the_example_can_be_joined(tmp_path):
    config = smelt_datagen.load(ROOT / "policies.yaml")
    smelt_datagen.write(smelt_datagen.plan(config, output=tmp_path, scale_factor=0.1))
    customers, own = (
        duckdb.read_parquet(f"{tmp_path}/data/{name}/data.parquet")
        for name in ("customers", "policies")
    )
    assert len(own.join(customers, "customer_id", how="semi")) == len(own) == 3000
