"""Datasets that are written down: their values, and what is wrong with a row."""

import jsonschema
import pyarrow as pa
import pytest
import yaml
from smelt_datagen import ConfigError, discover, loads, plan, to_table, write
from smelt_datagen.reference.json_schema import config_schema

TYPED = ": give the column a 'data_type'"
ONE_TYPE = "a column has one type"
HEAD = "datasets:\n  - name: a\n    output: a\n"


def table(rest, **options):
    return to_table(plan(loads(HEAD + rest), **options)["a"])


def problems(rest):
    with pytest.raises(ConfigError) as error:
        plan(loads(HEAD + rest))
    return [f"{'.'.join(map(str, one.path[2:]))}: {one.message}" for one in error.value.problems]


def test_mappings_name_their_columns():
    found = table(
        """
    rows:
      - { code: DE, vat: 0.19, eu: true, people: 84 }
      - { people: 335, eu: false, vat: null, code: US }
"""
    )
    assert found.to_pylist() == [
        {"code": "DE", "vat": 0.19, "eu": True, "people": 84},
        {"code": "US", "vat": None, "eu": False, "people": 335},
    ]
    assert found.schema.types == [pa.utf8(), pa.float64(), pa.bool_(), pa.int64()]
    assert [field.nullable for field in found.schema] == [False, True, False, False]


def test_lists_are_in_the_order_of_the_columns():
    found = table(
        "    columns: [{ name: size }, { name: rank, hidden: true }]\n    rows: [[S, 1], [M, 2]]\n"
    )
    assert found.to_pylist() == [{"size": "S"}, {"size": "M"}]


def test_they_are_not_scaled_and_any_row_is_that_of_the_config():
    rest = "    rows: [{ n: 1 }, { n: 2.5 }, { n: -0.0 }, { n: 0.0 }, { n: 1 }]\n"
    found = table(rest, scale_factor=3)["n"].to_pylist()
    assert [repr(value) for value in found] == ["1.0", "2.5", "-0.0", "0.0", "1.0"]
    planned = plan(loads(HEAD + rest))["a"]
    assert to_table(planned, 3, 5)["n"].to_pylist() == [0.0, 1.0]


def test_others_refer_to_them_as_to_any_dataset(tmp_path):
    config = f"""{HEAD}    rows: [{{ code: DE, vat: 19 }}, {{ code: US, vat: null }}]
  - name: orders
    output: orders
    num_rows: 1000
    columns:
      - {{ name: country, generator: {{ type: foreign_key, dataset: a, column: code }} }}
      - {{ name: vat, generator: {{ type: lookup, foreign_key: country, column: vat }} }}
"""
    planned = plan(loads(config), output=tmp_path)
    write(planned)
    pairs = set(zip(*to_table(planned["orders"]).to_pydict().values(), strict=True))
    assert pairs == {("DE", 19), ("US", None)}


def test_an_edit_of_a_row_changes_the_recipes_that_need_it():
    rest = "    rows: [{ n: 1 }]\n"
    digests = {
        plan(loads(HEAD + text))["a"].recipe.digest
        for text in (rest, rest.replace("1", "2"), rest.replace("n:", "m:"))
    }
    assert len(digests) == 3


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("    rows: []", ["rows: expected a list with at least one row, found an empty list"]),
        ("    rows: 5", ["rows: expected a list with at least one row, found 5"]),
        (
            "    num_rows: 2\n    rows: [{ n: 1 }]",
            ["num_rows: cannot stand beside 'rows', which are as many as they are"],
        ),
        (
            "    scale: true\n    rows: [{ n: 1 }]",
            ["scale: cannot stand beside 'rows', which are as many as they are"],
        ),
        (
            "    rows: [{ n: 1 }, { m: 1 }]",
            [
                "rows.1: has no value for 'n'; null stands for none",
                "rows.1.m: there is no column 'm'",
            ],
        ),
        (
            "    rows: [{ n: 1 }, { n: x }]",
            ["rows.1: 'n' is a string, \"x\", and a number in a row before: a column has one type"],
        ),
        (
            "    rows: [{ n: 1 }, { n: true }]",
            [f"rows.1: 'n' is true or false, true, and a number in a row before: {ONE_TYPE}"],
        ),
        ("    rows: [{ n: [1] }]", ["rows.0: 'n' is no value but a list"]),
        ("    rows: [{ n: .nan }]", ["rows.0: 'n' is .nan, which is no number of 64 bits"]),
        (
            f"    rows: [{{ n: {2**63} }}]",
            [f"rows.0: 'n' is {2**63}, which is no number of 64 bits"],
        ),
        ("    rows: [{ n: null }]", [f"rows: 'n' is null in all rows, so it has no type{TYPED}"]),
        ("    rows: [x]", ["rows.0: rows that are lists need 'columns', which name their values"]),
        (
            "    columns: [{ name: n }]\n    rows: [[1, 2]]",
            ["rows.0: must have 1 values, as there are columns (has 2)"],
        ),
        (
            "    columns: [{ name: n, generator: { type: uuid } }]\n    rows: [[1]]",
            ["columns.0.generator: cannot stand beside 'rows', which hold all values"],
        ),
        (
            "    columns: [{ name: n, null_fraction: 0.5 }]\n    rows: [[1]]",
            ["columns.0.null_fraction: cannot stand beside 'rows', which hold all values"],
        ),
        (
            "    columns: [{ name: n, hidden: true }]\n    rows: [[1]]",
            ["columns: are all hidden: nothing would be written"],
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_place(rest, expected):
    assert sorted(problems(f"{rest}\n")) == sorted(expected)


@pytest.mark.parametrize(
    ("rest", "is_valid"),
    [
        ("    rows: [{ n: 1 }]", True),
        ("    columns: [{ name: n, hidden: false }]\n    rows: [[1]]", True),
        ("    num_rows: 1\n    rows: [{ n: 1 }]", False),
        ("    columns: [{ name: n, generator: { type: uuid } }]\n    rows: [[1]]", False),
        ("    num_rows: 1\n    columns: [{ name: n }]", False),
        ("    num_rows: 1\n    columns: [{ name: n, generator: { type: uuid } }]", True),
        ("    rows: []", False),
        ("    rows: [1]", False),
    ],
)
def test_the_schema_for_editors_says_so_too(rest, is_valid):
    validator = jsonschema.Draft202012Validator(config_schema(discover()))
    assert validator.is_valid(yaml.safe_load(HEAD + rest)) is is_valid
