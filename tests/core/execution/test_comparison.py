"""What an edit changes: rows and columns of two plans, compared by slices."""

import json
from itertools import pairwise

import pytest
from smelt_datagen.execution.comparison import MOST_ROWS, ColumnChange, compare, slices

from ...command import invoke
from ..helpers import NUMBER, RANDOM, dataset, plan_of

TEXT = {"name": "t", "generator": {"type": "text"}}


def changes(old, new):
    found = compare(plan_of(*old), plan_of(*new))
    return {name: change for name, change in found.items() if change.is_any}


def test_the_same_config_has_no_changes():
    two = [dataset("a", columns=[NUMBER, RANDOM]), dataset("b")]
    assert changes(two, two) == {}


def test_more_rows_and_other_values():
    old = dataset("a", num_rows=50, columns=[NUMBER, RANDOM])
    other = {"name": "r", "generator": {"type": "random", "low": 1_000_000, "high": 2_000_000}}
    found = changes([old], [dataset("a", num_rows=70, columns=[NUMBER, other])])
    assert found["a"].rows == (50, 70)
    assert found["a"].columns == {"r": ColumnChange("changed", ("int64", "int64"), 50, 50)}


def test_columns_and_datasets_that_come_and_go():
    old = [dataset("a", columns=[NUMBER, TEXT]), dataset("b")]
    new = [dataset("a", columns=[NUMBER, RANDOM]), dataset("c")]
    found = changes(old, new)
    assert found["a"].columns == {
        "t": ColumnChange("removed", ("string", None)),
        "r": ColumnChange("added", (None, "int64")),
    }
    assert (found["b"].rows, found["c"].rows) == ((10, 0), (0, 10))
    assert found["b"].columns == {"n": ColumnChange("removed", ("int64", None))}


def test_another_type_differs_in_all_rows():
    found = changes([dataset("a")], [dataset("a", columns=[{**TEXT, "name": "n"}])])
    assert found["a"].columns == {"n": ColumnChange("changed", ("int64", "string"), 10, 10)}


def test_of_a_large_dataset_slices_are_compared():
    old, new = dataset("a", num_rows=10**12), dataset("a", num_rows=10**12 + 1)
    change = compare(plan_of(old), plan_of(new))["a"]
    assert (change.rows, change.compared) == ((10**12, 10**12 + 1), MOST_ROWS)


@pytest.mark.parametrize("rows", [1, MOST_ROWS, MOST_ROWS + 1, 10**6, 2**63 - 1])
def test_slices_are_within_the_rows_do_not_overlap_and_have_both_ends(rows):
    found = [*slices(rows)]
    assert (found[0][0], found[-1][1]) == (0, rows)
    assert sum(stop - start for start, stop in found) == min(rows, MOST_ROWS)
    assert all(one[1] <= other[0] for one, other in pairwise(found))


OLD = """
datasets:
  - name: orders
    output: orders
    num_rows: 100
    columns:
      - { name: id, generator: { type: sequential_id } }
      - { name: cents, generator: { type: uniform_int, min: 0, max: 1000 } }
  - name: same
    output: same
    num_rows: 10
    columns: [{ name: id, generator: { type: uuid } }]
"""


def test_the_command_says_it_and_ends_with_1(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.yaml").write_text(OLD, encoding="utf-8")
    new = OLD.replace("num_rows: 100", "num_rows: 120").replace("max: 1000", "max: 5")
    (tmp_path / "new.yaml").write_text(new, encoding="utf-8")
    result = invoke("diff", "old.yaml", "new.yaml")
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.splitlines()[0] == "orders: 120 rows, 100 before"
    assert "  cents  differs in " in result.stdout
    assert result.stdout.splitlines()[-1] == "1 of 2 datasets do not differ; 110 rows were compared"
    found = json.loads(invoke("diff", "--json", "old.yaml", "new.yaml").stdout)
    assert found["datasets"].keys() == {"orders"}
    assert found["datasets"]["orders"]["rows"] == [100, 120]
    assert found["datasets"]["orders"]["columns"].keys() == {"cents"}
    assert {path.name for path in tmp_path.iterdir()} == {"old.yaml", "new.yaml"}


def test_without_a_difference_it_ends_with_0(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.yaml").write_text(OLD, encoding="utf-8")
    result = invoke("diff", "old.yaml", "old.yaml", "--scale-factor", "2")
    assert result.exit_code == 0
    assert result.stdout == "2 of 2 datasets do not differ; 220 rows were compared\n"
    assert json.loads(invoke("diff", "old.yaml", "old.yaml", "--json").stdout) == {"datasets": {}}
