"""Paths: columns of the rows that references lead to."""

import json

import pytest
from smelt_datagen import ConfigError, discover, to_table
from smelt_datagen.testing import check_generator

from ..helpers import dataset, plan_of, problems_of

PLUGINS = discover()
ID = {"type": "sequential_id"}
MOMENT = {"type": "timestamp", "start": "2024-01-01T00:00:00", "end": "2024-02-01T00:00:00"}


def made(columns):
    return [{"name": name, "generator": generator} for name, generator in columns.items()]


def key(name, column=None):
    return {"type": "foreign_key", "dataset": name, "column": column}


def maybe(inner, prob=0.5):
    return {"type": "optional", "prob": prob, "inner": inner}


def shifted(base, seconds=0):
    offset = {"type": "constant", "value": seconds}
    return {"type": "timestamp_offset", "base": base, "offset_seconds": offset}


REGIONS = dataset("regions", num_rows=5, columns=made({"id": ID, "opened": MOMENT}))
CUSTOMERS = dataset(
    "customers",
    num_rows=50,
    columns=made(
        {
            "id": ID,
            "joined": MOMENT,
            "country": {"type": "one_of", "values": ["DE", "FR", "US"]},
            "region": maybe(key("regions")),
        }
    ),
)


def planned(columns, rows=300, **keys):
    orders = dataset("orders", num_rows=rows, columns=made(columns), **keys)
    return plan_of(orders, CUSTOMERS, REGIONS, plugins=PLUGINS)


def table(plan, name):
    return to_table(plan[name]).to_pylist()


def test_a_path_leads_to_the_column_of_the_row_that_is_referred_to():
    plan = planned({"customer": key("customers"), "at": shifted("customer.joined")})
    customers = table(plan, "customers")
    for row in table(plan, "orders"):
        assert row["at"] == customers[row["customer"] - 1]["joined"]


def test_a_path_has_as_many_steps_as_there_are_references_and_is_null_where_one_leads_nowhere():
    plan = planned({"customer": key("customers"), "at": shifted("customer.region.opened")})
    regions, customers = table(plan, "regions"), table(plan, "customers")
    rows = table(plan, "orders")
    for row in rows:
        region = customers[row["customer"] - 1]["region"]
        assert row["at"] == (None if region is None else regions[region - 1]["opened"])
    assert {row["at"] is None for row in rows} == {True, False}


@pytest.mark.parametrize("prob", [0.5, 1])
def test_a_path_is_nullable_where_its_reference_may_be_null(prob):
    plan = planned({"customer": maybe(key("customers"), prob), "at": shifted("customer.joined")})
    assert plan["orders"].bound.members["at"].column.type.nullable
    for row in table(plan, "orders"):
        assert (row["at"] is None) == (row["customer"] is None)


def test_a_path_through_a_reference_that_always_leads_somewhere_is_not_nullable():
    plan = planned({"customer": key("customers"), "at": shifted("customer.joined")})
    assert not plan["orders"].bound.members["at"].column.type.nullable


def test_rows_take_paths_and_compute_them_once():
    rows = planned({"customer": key("customers")})["orders"].bound.range(0, 50)
    assert rows.column("customer.country") is rows.column("customer.country")
    assert rows.follow("customer.region") is rows.follow("customer.region")
    targets = rows.follow("customer.region")
    assert targets.column("id").equals(rows.column("customer.region.id"))
    assert rows.column("customer.region.id").equals(rows.column("customer.region"))


def test_the_exact_name_of_a_column_goes_first():
    columns = {
        "customer": key("customers"),
        "customer.joined": MOMENT,
        "at": shifted("customer.joined"),
    }
    for row in table(planned(columns), "orders"):
        assert row["at"] == row["customer.joined"]


def test_a_name_with_a_dot_may_be_a_step():
    columns = {"customer": ID, "customer.id": key("customers"), "at": shifted("customer.id.joined")}
    plan = planned(columns)
    customers = table(plan, "customers")
    for row in table(plan, "orders"):
        assert row["at"] == customers[row["customer.id"] - 1]["joined"]


ENTITY = {"pool_ratio": 0.1, "columns": made({"visitor": ID, "customer": maybe(key("customers"))})}


def test_a_foreign_key_of_the_entities_is_one_of_the_rows():
    plan = planned({"at": shifted("customer.joined")}, entity=ENTITY)
    customers = table(plan, "customers")
    rows = table(plan, "orders")
    for row in rows:
        expected = row["customer"] and customers[row["customer"] - 1]["joined"]
        assert row["at"] == expected
    assert len({(row["visitor"], row["customer"]) for row in rows}) == len(
        {r["visitor"] for r in rows}
    )


def test_columns_of_the_entities_take_paths():
    entity = {**ENTITY, "columns": [*ENTITY["columns"], *made({"at": shifted("customer.joined")})]}
    plan = planned({"id": ID}, entity=entity)
    customers = table(plan, "customers")
    for row in table(plan, "orders"):
        assert row["at"] == (row["customer"] and customers[row["customer"] - 1]["joined"])


@pytest.mark.parametrize("column", ["customer.joined", "customer.region.opened"])
def test_a_foreign_key_may_take_its_values_at_a_path(column):
    columns = {"customer": key("customers"), "id": ID}
    orders = dataset("orders", num_rows=20, columns=made(columns))
    lines = dataset("lines", num_rows=100, columns=made({"v": key("orders", column)}))
    plan = plan_of(lines, orders, CUSTOMERS, REGIONS, plugins=PLUGINS)
    rows = plan["lines"].bound.range(0, 100)
    expected = rows.follow("v").rows.column(column)
    assert rows.column("v").equals(expected)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        (
            "customer.joind",
            "there is no column 'joind' in dataset 'customers', did you mean 'joined'?",
        ),
        (
            "id.joined",
            (
                "'id.joined' leads nowhere: column 'id' in this dataset refers to no rows of "
                "another dataset"
            ),
        ),
        (
            "customer.id.x",
            (
                "'id.x' leads nowhere: column 'id' in dataset 'customers' refers to no "
                "rows of another dataset"
            ),
        ),
        ("customr.joined", "there is no column 'customr.joined' in this dataset"),
        ("customer.", "there is no column '' in dataset 'customers'"),
    ],
)
def test_a_wrong_path_is_an_error_where_it_stands(path, message):
    with pytest.raises(ConfigError) as error:
        planned({"id": ID, "customer": key("customers"), "at": shifted(path)})
    (problem,) = problems_of(error)
    assert problem.startswith(f"datasets[orders].columns[at].generator.base: {message}")


def test_a_path_that_comes_back_to_its_column_is_an_error_that_prints_its_way():
    customers = dataset(
        "customers", columns=made({"order": key("orders"), "at": shifted("order.at")})
    )
    orders = dataset("orders", columns=made({"by": key("customers"), "at": shifted("by.at")}))
    with pytest.raises(ConfigError) as error:
        plan_of(customers, orders, plugins=PLUGINS)
    (problem,) = problems_of(error)
    assert problem.endswith("refers to itself: customers.at → orders.at → customers.at")


def test_an_arrival_is_a_column_and_not_a_path():
    redelivery = {
        "fraction": 0.5,
        "arrival_column": "customer.joined",
        "delay_seconds": {"type": "constant", "value": 1},
    }
    with pytest.raises(ConfigError) as error:
        planned({"customer": key("customers")}, redelivery=redelivery)
    assert problems_of(error) == [
        (
            "datasets[orders].redelivery.arrival_column: must be a column of this dataset "
            "(found the path 'customer.joined')"
        )
    ]


def test_the_recipe_follows_from_the_columns_that_a_path_goes_by():
    def recipe(joined, country):
        columns = {"id": ID, "joined": joined, "country": country}
        customers = dataset("customers", num_rows=50, columns=made(columns))
        orders = dataset(
            "orders", columns=made({"by": key("customers"), "at": shifted("by.joined")})
        )
        return plan_of(customers, orders, plugins=PLUGINS)["orders"].recipe.digest

    later = {**MOMENT, "start": "2024-01-02T00:00:00"}
    assert recipe(MOMENT, ID) == recipe(MOMENT, MOMENT) != recipe(later, ID)


def test_the_kit_takes_paths_that_were_asked_for():
    context = {"columns": made({"customer": key("customers")}), "datasets": [CUSTOMERS, REGIONS]}
    spec = shifted("customer.region.opened", 5)
    check_generator(spec, rows=2000, context=json.dumps(context), independent_of={"column"})
