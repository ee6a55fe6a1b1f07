"""What cannot be said of families is an error at its place, when the plan is made."""

import pytest
from smelt_datagen import ConfigError, DatagenError, loads, plan, to_table

from ...core.helpers import problems_of
from ..make import PLUGINS

CONFIG = """
datasets:
  - name: orders
    output: orders
    num_rows: 100
    columns:
      - {{ name: id, generator: {{ type: sequential_id }} }}
      - {{ name: total, generator: {{ type: uniform_int, min: 1, max: 9 }} }}
      - {{ name: share, generator: {{ type: uniform_float, min: 0, max: 1 }} }}
      - {{ name: flag, generator: {{ type: bool, prob: 0.5 }} }}
      - {{ name: v, generator: {own} }}
  - name: lines
    output: lines
    parent: {{ dataset: orders, children: {{ type: uniform_int, min: 1, max: 5 }} }}
    columns:
      - {{ name: amount, generator: {{ type: uniform_int, min: 1, max: 9 }} }}
      - {{ name: name, generator: {{ type: uuid }} }}
      - {{ name: maybe, generator: {{ type: uniform_float, min: 0, max: 1 }}, null_fraction: 0.5 }}
      - name: many
        generator: {{ type: list, item: {{ type: uuid }}, min_items: 1, max_items: 2 }}
      - {{ name: w, generator: {inner} }}
  - name: payments
    output: payments
    num_rows: 100
    columns:
      - {{ name: a, generator: {{ type: foreign_key, dataset: orders }}, exact: true }}
      - {{ name: b, generator: {{ type: foreign_key, dataset: orders }}, exact: true }}
      - {{ name: c, generator: {{ type: foreign_key, dataset: orders }} }}
      - {{ name: amount, generator: {{ type: uniform_int, min: 1, max: 9 }} }}
  - name: apart
    output: apart
    num_rows: 100
    columns: [{{ name: id, generator: {{ type: sequential_id }} }}]
"""
NOTHING = "{ type: constant, value: 1 }"


def planned(own=NOTHING, inner=NOTHING):
    return plan(loads(CONFIG.format(own=own, inner=inner)), plugins=PLUGINS)


def aggregate(words):
    return f"{{ type: aggregate, {words} }}"


OF_PARENTS = {
    "parent": ("{ type: parent }", ": dataset 'orders' has no parent: give the dataset the key"),
    "child_number": ("{ type: child_number }", ": dataset 'orders' has no parent"),
    "cumulative": ("{ type: cumulative, of: total }", ": dataset 'orders' has no parent"),
    "split": (
        "{ type: split, of: total, weight: { type: constant, value: 1 } }",
        ": dataset 'orders' has no parent",
    ),
    "state_machine": (
        "{ type: state_machine, initial: a, transitions: { a: { b: 1 } } }",
        ": dataset 'orders' has no parent",
    ),
    "no such dataset": (
        aggregate("dataset: lynes, function: count"),
        ".dataset: there is no dataset 'lynes', did you mean 'lines'?",
    ),
    "that does not refer here": (
        aggregate("dataset: apart, function: count"),
        ".dataset: dataset 'apart' does not refer here; it needs 'parent: { dataset: orders }'",
    ),
    "no column": (
        aggregate("dataset: lines, column: amont, function: sum"),
        ".column: there is no column 'amont' in dataset 'lines', did you mean 'amount'?",
    ),
    "no column at all": (
        aggregate("dataset: lines, function: sum"),
        ": a sum needs the children's 'column'",
    ),
    "sum of text": (
        aggregate("dataset: lines, column: name, function: sum"),
        ".column: there is no sum of string",
    ),
    "max of lists": (
        aggregate("dataset: lines, column: many, function: max"),
        ".column: there is no max of list",
    ),
    "all of numbers": (
        aggregate("dataset: lines, column: amount, function: all"),
        ".column: there is no all of int64",
    ),
    "function": (
        aggregate("dataset: lines, column: amount, function: median"),
        '.function: must be one of "sum", "count"',
    ),
    "two foreign keys": (
        aggregate("dataset: payments, function: count"),
        ".dataset: refers to 'orders' by several columns, 'a', 'b': choose with 'foreign_key'",
    ),
    "a foreign key that is not exact": (
        aggregate("dataset: payments, function: count, foreign_key: c"),
        ".foreign_key: column 'c' does not refer here; it needs",
    ),
}
OF_CHILDREN = {
    "no column of the parent": (
        "{ type: parent, column: totl }",
        ".column: there is no column 'totl' in dataset 'orders', did you mean 'total'?",
    ),
    "sums of text": ("{ type: cumulative, of: name }", ".of: must be numbers, not string"),
    "sums of nulls": ("{ type: cumulative, of: maybe }", ".of: must not be null"),
    "a start that is none": (
        "{ type: cumulative, of: amount, start: flag }",
        ".start: column 'flag' of 'orders' is bool, to which nothing is added",
    ),
    "a start that is true": (
        "{ type: cumulative, of: amount, start: true }",
        ".start: must be a number, a date, a timestamp or a column, not true or false",
    ),
    "days that are none": (
        "{ type: cumulative, of: { type: exponential, mean: 1 }, start: 2024-01-01 }",
        ".of: must be integers, days from a date on, not double",
    ),
    "a split of doubles": (
        "{ type: split, of: share, weight: { type: constant, value: 1 } }",
        ".of: column 'share' of 'orders' is double; only integers and decimals can be split",
    ),
    "a weight that is text": (
        "{ type: split, of: total, weight: { type: uuid } }",
        ".weight: must be numbers, not string",
    ),
    "a lag of nothing": ("{ type: lag, column: amont }", ".column: there is no column 'amont'"),
    "a state that nothing leads to": (
        "{ type: state_machine, initial: a, transitions: { a: { paid: 1 }, payd: { x: 1 } } }",
        ".transitions.payd: nothing leads to this state, did you mean 'paid'?",
    ),
    "weights below 0": (
        "{ type: state_machine, initial: cart, transitions: { cart: { paid: -1, gone: 2 } } }",
        ".transitions.cart.paid: a weight must be at least 0 (found -1)",
    ),
    "no weights": (
        "{ type: state_machine, initial: { a: 0 }, transitions: { } }",
        ".initial: at least one weight must be greater than 0",
    ),
}


def problem(**columns):
    with pytest.raises(ConfigError) as error:
        planned(**columns)
    (found,) = problems_of(error)
    return found.partition(".generator")[2]


@pytest.mark.parametrize(("own", "message"), OF_PARENTS.values(), ids=OF_PARENTS)
def test_of_a_dataset_without_parent(own, message):
    assert problem(own=own).startswith(message)


@pytest.mark.parametrize(("inner", "message"), OF_CHILDREN.values(), ids=OF_CHILDREN)
def test_of_a_dataset_with_a_parent(inner, message):
    assert problem(inner=inner).startswith(message)


def test_one_of_several_exact_foreign_keys_is_chosen():
    made = planned(
        own=aggregate("dataset: payments, column: amount, function: sum, foreign_key: b")
    )
    payments = to_table(made["payments"]).to_pylist()
    for order in to_table(made["orders"]).to_pylist():
        assert order["v"] == sum(one["amount"] for one in payments if one["b"] == order["id"])


@pytest.mark.parametrize(
    ("inner", "message"),
    [
        (
            "{ type: cumulative, of: { type: constant, value: 9223372036854775807 }, start: 1 }",
            "dataset 'lines', column 'w': row 0: 9223372036854775808 is beyond int64",
        ),
        (
            "{ type: split, of: total, weight: { type: uniform_int, min: -5, max: 3 } }",
            "a weight must be from 0 up, but is -",
        ),
    ],
)
def test_what_the_plan_cannot_know_names_column_row_and_value(inner, message):
    with pytest.raises(DatagenError) as error:
        to_table(planned(inner=inner)["lines"])
    assert message in str(error.value)


def test_a_parent_whose_children_are_counted_by_what_is_summed_over_them_is_a_circle():
    config = CONFIG.format(own=aggregate("dataset: lines, function: count"), inner=NOTHING)
    counted = config.replace(
        "{ type: uniform_int, min: 1, max: 5 }", "{ type: expression, sql: v }"
    )
    with pytest.raises(ConfigError) as error:
        plan(loads(counted), plugins=PLUGINS)
    assert "refers to itself: " in str(error.value)
    assert "lines.parent → orders.v → lines.parent" in str(error.value) or (
        "orders.v → lines.parent → orders.v" in str(error.value)
    )


def test_a_circle_through_parents_and_children_prints_its_way():
    found = problem(
        own=aggregate("dataset: lines, column: w, function: sum"),
        inner="{ type: parent, column: v }",
    )
    assert "refers to itself: orders.v → lines.w → orders.v" in found
