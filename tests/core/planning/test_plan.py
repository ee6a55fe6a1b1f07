"""A plan as an object: a mapping of datasets, short in print, a table in a notebook."""

from collections.abc import Mapping

import pytest
import smelt_datagen as sd
from smelt_datagen.errors import UnknownNameError

from ..test_arguments import TEXT

HOSTILE = """
datasets:
  - name: "<script>alert(1)</script>"
    output: "a & b"
    num_rows: 3
    columns:
      - { name: "<b>", generator: { type: constant, value: "</td><img src=x>\\u001b[2J" } }
      - { name: maybe, generator: { type: optional, prob: 0, inner: { type: uuid } } }
"""


@pytest.fixture
def planned():
    return sd.plan(sd.loads(TEXT), datasets=["orders"])


def test_a_plan_is_a_mapping_of_all_its_datasets(planned):
    assert isinstance(planned, Mapping)
    assert list(planned) == ["users", "orders"]
    assert len(planned) == 2
    assert "users" in planned
    assert "user" not in planned
    assert planned.get("user") is None
    assert {name: dataset.row_count for name, dataset in planned.items()} == {
        "users": 10,
        "orders": 20,
    }
    assert [dataset.name for dataset in planned.selected] == ["orders"]
    assert planned != sd.plan(sd.loads(TEXT))
    assert len({planned, planned}) == 1


def test_an_unknown_dataset_has_near_names_and_is_a_key_error(planned):
    with pytest.raises(UnknownNameError) as raised:
        planned["user"]
    assert str(raised.value) == "there is no dataset 'user', did you mean 'users'?"
    assert isinstance(raised.value, KeyError)


def test_what_is_printed_is_short(planned):
    assert repr(planned) == "<Plan of 'users': 10 rows, 'orders': 20 rows>"
    shown = repr(planned["orders"])
    assert shown == "<DatasetPlan 'orders': 20 rows, 1 columns, 1 files in orders>"
    many = [
        {"name": f"d{i}", "output": f"d{i}", "rows": [{"a": 1}], "columns": [{"name": "a"}]}
        for i in range(30)
    ]
    assert repr(sd.plan({"datasets": many})).endswith("'d4': 1 rows, … 25 more>")


def test_a_notebook_shows_datasets_columns_and_first_rows(planned):
    shown = planned._repr_html_()
    assert "<td>orders</td><td>20</td><td>1</td><td>1</td><td>orders</td>" in shown
    assert "<p>users: rows 0 to 5 of 10</p>" in shown
    assert "<th>user_id<br><small>int64</small></th>" in shown
    assert "<tr><td>5</td></tr></tbody>" in shown
    assert "<tr><td>6</td></tr>" not in planned["users"]._repr_html_()


def test_no_text_of_a_config_is_read_as_html():
    shown = sd.plan(sd.loads(HOSTILE))._repr_html_()
    assert "<script" not in shown
    assert "<img" not in shown
    assert "\x1b" not in shown
    assert "<i>null</i>" in shown
    assert "<th>&lt;b&gt;<br><small>string</small></th>" in shown


def test_of_many_columns_the_first_are_shown_and_the_others_counted():
    columns = [{"name": f"c{i}", "generator": {"type": "sequential_id"}} for i in range(50)]
    dataset = {"name": "wide", "output": "wide", "num_rows": 2, "columns": columns}
    shown = sd.plan({"datasets": [dataset]})["wide"]._repr_html_()
    assert "rows 0 to 2 of 2; 30 more columns" in shown
    assert "c19" in shown
    assert "c20" not in shown
