"""{column:NAME}: other columns of the row in a text, whatever their types, and nulls."""

import pytest
from smelt_datagen import ConfigError, loads, plan, to_table

CONFIG = """
datasets:
  - name: countries
    output: countries
    rows: [{{ code: DE, vat: 0.19, eu: true }}, {{ code: US, vat: null, eu: false }}]
  - name: users
    output: users
    num_rows: 5000
    columns:
      - {{ name: first, generator: {{ type: one_of, values: [Ann, Zoë] }} }}
      - {{ name: id, generator: {{ type: uuid }} }}
      - {{ name: n, generator: {{ type: uniform_int, min: -3000000000, max: 3000000000 }} }}
      - {{ name: share, generator: {{ type: uniform_float, min: 0, max: 1 }} }}
      - {{ name: ok, generator: {{ type: bool, prob: 0.5 }} }}
      - {{ name: day, generator: {{ type: date, start: "2024-01-01", end: "2024-02-01" }} }}
      - name: at
        generator: {{ type: timestamp, start: "2024-01-01T00:00:00", end: "2024-02-01T00:00:00" }}
      - {{ name: maybe, null_fraction: 0.5, generator: {{ type: uuid }} }}
      - name: country
        null_fraction: 0.2
        generator: {{ type: foreign_key, dataset: countries }}
      - {{ name: text, generator: {{ type: string_pattern, template: "{template}" }} }}
"""


def rows(template, top=""):
    """Return the rows of 'users' as mappings, with the text that the template makes."""
    return to_table(plan(loads(top + CONFIG.format(template=template)))["users"]).to_pylist()


@pytest.mark.parametrize("name", ["first", "id", "n", "ok", "day", "at"])
def test_the_text_is_that_of_the_column(name):
    for row in rows(f"<{{column:{name}}}|{{sequential_id}}>")[:500]:
        value = str(row[name]).lower() if name == "ok" else str(row[name])
        assert row["text"].startswith(f"<{value}|")


def test_floats_are_as_short_as_they_can_be():
    assert all(float(row["text"]) == row["share"] for row in rows("{column:share}"))


@pytest.mark.parametrize("name", ["day", "at"])
def test_native_dates_are_the_same_text(name):
    template = f"{{column:{name}}}"
    text, native = rows(template), rows(template, "native_types: true\n")
    assert [row["text"] for row in text] == [row["text"] for row in native]
    assert [row["text"] for row in text] == [row[name] for row in text]


def test_where_a_column_is_null_the_text_is_null():
    made = rows("{column:first}-{column:maybe}")
    assert 2200 < sum(row["text"] is None for row in made) < 2800
    for row in made:
        expected = None if row["maybe"] is None else f"{row['first']}-{row['maybe']}"
        assert row["text"] == expected


def test_a_path_leads_to_the_row_that_is_referred_to():
    vat = {1: "DE 0.19 true", 2: None, None: None}
    made = rows("{column:country.code} {column:country.vat} {column:country.eu}")
    assert [row["text"] for row in made] == [vat[row["country"]] for row in made]


def test_a_column_alone_with_few_values_stays_categorical():
    planned = plan(loads(CONFIG.format(template="<{column:first}>")))["users"]
    assert planned.written_type("text").dictionary.to_pylist() == ["<Ann>", "<Zoë>"]


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{column}", "placeholder '{column}' needs a name: {column:NAME}"),
        ("{column:frist}", "there is no column 'frist' in this dataset, did you mean 'first'?"),
        ("{column:text}", "refers to itself: users.text → users.text"),
        ("{colum:first}", "there is no placeholder '{colum}', did you mean 'column'?"),
    ],
)
def test_what_is_wrong_is_said_at_the_template(template, words):
    with pytest.raises(ConfigError) as error:
        rows(template)
    (line,) = str(error.value).splitlines()
    assert ".generator.template: " in line
    assert words in line
