"""What callers hand over: whatever is wrong with it is a DatagenError that names it."""

import pathlib

import numpy as np
import pytest
import smelt_datagen as sd
from smelt_datagen.errors import ArgumentError, RowsError

TEXT = """
datasets:
  - name: users
    output: users
    num_rows: 10
    columns: [{ name: user_id, generator: { type: sequential_id } }]
  - name: orders
    output: orders
    num_rows: 20
    columns: [{ name: user_id, generator: { type: foreign_key, dataset: users } }]
"""
VALUES = {
    "datasets": [
        {
            "name": "users",
            "output": "users",
            "num_rows": 10,
            "columns": [{"name": "user_id", "generator": {"type": "sequential_id"}}],
        }
    ]
}


@pytest.fixture
def planned(tmp_path):
    return sd.plan(sd.loads(TEXT), output=tmp_path)


def test_a_plan_is_made_of_a_config_a_path_or_a_mapping(tmp_path, monkeypatch):
    file = tmp_path / "datagen.yaml"
    file.write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for config in (sd.loads(TEXT), file, str(file), pathlib.Path("datagen.yaml"), VALUES):
        assert sd.to_table(sd.plan(config)["users"])["user_id"].to_pylist() == [*range(1, 11)]


def test_a_path_of_no_file_and_a_wrong_mapping_are_config_errors():
    with pytest.raises(sd.ConfigError, match=r"nowhere\.yaml: cannot be read"):
        sd.plan("nowhere.yaml")
    with pytest.raises(sd.ConfigError, match="missing key 'datasets'"):
        sd.plan({})


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: sd.plan(TEXT), "YAML goes through `loads`"),
        (lambda: sd.plan(5), "config must be a Config, a path or a mapping (found 5)"),
        (lambda: sd.plan(None), "config must be a Config, a path or a mapping (found null)"),
        (
            lambda: sd.plan(VALUES, seed=-1),
            "seed must be from 0 to 18446744073709551615 (found -1)",
        ),
        (lambda: sd.plan(VALUES, seed="7"), 'seed must be an integer (found "7")'),
        (lambda: sd.plan(VALUES, seed=True), "seed must be an integer (found true)"),
        (lambda: sd.plan(VALUES, scale_factor=0), "scale_factor must be greater than 0 and finite"),
        (lambda: sd.plan(VALUES, scale_factor="1"), 'scale_factor must be a number (found "1")'),
        (lambda: sd.plan(VALUES, output=5), "output must be a path (found 5)"),
        (lambda: sd.plan(VALUES, datasets="users"), "datasets must be a list of names"),
        (lambda: sd.plan(VALUES, datasets=[5]), "datasets must be a list of names"),
        (lambda: sd.plan(VALUES, plugins=[]), "plugins must be what `discover` returns"),
        (lambda: sd.load(5), "source must be a path (found 5)"),
        (lambda: sd.loads(b""), "text must be a string"),
        (lambda: sd.write(VALUES), "plan must be a Plan"),
        (lambda: sd.to_table(VALUES), "plan must be a DatasetPlan"),
    ],
)
def test_wrong_arguments_are_named(call, message):
    with pytest.raises(ArgumentError) as raised:
        call()
    assert message in str(raised.value)
    assert isinstance(raised.value, sd.DatagenError)
    assert isinstance(raised.value, ValueError)


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ({"workers": 0}, "workers must be at least 1 (found 0)"),
        ({"workers": "2"}, 'workers must be an integer (found "2")'),
        ({"compression": "lzma"}, 'compression: there is no "lzma"'),
        ({"compression": 5}, "compression must be"),
        ({"wait": -1}, "wait must be at least 0 and finite"),
        ({"on_progress": "print"}, "on_progress must be a function"),
    ],
)
def test_wrong_arguments_of_write_leave_no_file(planned, tmp_path, how, message):
    with pytest.raises(ArgumentError) as raised:
        sd.write(planned, **how)
    assert message in str(raised.value)
    assert list(tmp_path.iterdir()) == []


def test_integers_of_numpy_will_do(planned):
    assert len(sd.plan(VALUES, seed=np.int64(3))) == 1
    assert sd.to_table(planned["users"], np.int64(2), np.uint32(4)).num_rows == 2


@pytest.mark.parametrize("rows", [(-1, 3), (0, 11), (5, 4), (11, None)])
def test_rows_that_are_not_there(planned, rows):
    with pytest.raises(RowsError, match="of 'users', which has 10") as raised:
        sd.to_table(planned["users"], *rows)
    assert isinstance(raised.value, sd.DatagenError)
    assert isinstance(raised.value, IndexError)


@pytest.mark.parametrize("numbers", [[-1], [10], [0, 2**63], [0.5]])
def test_a_dataset_has_no_rows_beyond_its_own(planned, numbers):
    with pytest.raises(RowsError, match="of 'users', which has 10"):
        planned["users"].bound.rows(np.array(numbers))
    with pytest.raises(RowsError, match="rows 8 to 12"):
        planned["users"].bound.range(8, 12)


def test_its_own_rows_in_any_order(planned):
    rows = planned["users"].bound.rows(np.array([9, 0, 9], dtype=np.uint8))
    assert rows.column("user_id").to_pylist() == [10, 1, 10]
    assert len(planned["users"].bound.rows(np.array([], dtype=np.int64))) == 0
