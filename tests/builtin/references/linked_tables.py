"""Datasets that refer to one another, for the tests of foreign keys and lookups."""

import pytest
from smelt_datagen import ConfigError, to_table

from ...core.helpers import dataset, plan_of, problems_of
from ..make import PLUGINS

ID = {"type": "sequential_id"}


def made(columns):
    return [{"name": name, "generator": generator} for name, generator in columns.items()]


def one_of(*values):
    return {"type": "one_of", "values": list(values)}


def key(name="customers", **options):
    return {"type": "foreign_key", "dataset": name, **options}


def maybe(inner, prob=0.5):
    return {"type": "optional", "prob": prob, "inner": inner}


def planned(columns, rows=1000, customers=None, targets=100, **keys):
    """Return the plan of orders with these columns, beside customers."""
    theirs = dataset("customers", num_rows=targets, columns=made({"id": ID, **(customers or {})}))
    orders = dataset("orders", num_rows=rows, columns=made(columns), **keys)
    return plan_of(orders, theirs, plugins=PLUGINS)


def table(plan, name="orders"):
    return to_table(plan[name]).to_pylist()


def values(columns, name="v", **arguments):
    return to_table(planned(columns, **arguments)["orders"])[name].to_pylist()


def problem(columns, **arguments):
    """Return the only problem, from below the column's generator on."""
    with pytest.raises(ConfigError) as error:
        planned(columns, **arguments)
    (found,) = problems_of(error)
    return found.partition(".generator.")[2] or found
