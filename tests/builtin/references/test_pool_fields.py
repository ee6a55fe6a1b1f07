"""Fields of a pool that refer to others of their shape."""

import pytest
from smelt_datagen import ConfigError, loads, plan, to_table

CONFIG = """
datasets:
  - name: countries
    output: countries
    rows: [{{ code: DE, name: Germany }}, {{ code: US, name: America }}]
  - name: visits
    output: visits
    num_rows: 3000
    linked_pools:
      - name: people
        pool_size: 500
        shapes:
          - weight: 1
            emit: 3
            sticky: [{sticky}]
            fields: {{ {fields} }}
          - weight: 1
            fields: {{ {others} }}
    columns: [{columns}]
"""
FIRST = "first: { type: one_of, values: [Ann, Bo, Cy, Di, Ed, Flo] }"
LAST = "last: { type: one_of, values: [Ng, Oz, Pi, Qu] }"


def mail(template, name="mail"):
    return f'{name}: {{ type: string_pattern, template: "{template}" }}'


def config(*fields, others=None, sticky=""):
    names = [field.partition(":")[0] for field in fields]
    columns = (
        f"{{ name: {name}, generator: {{ type: linked_choice, pool: people, field: {name} }} }}"
        for name in names
    )
    return CONFIG.format(
        sticky=sticky,
        fields=", ".join(fields),
        others=", ".join(others or fields),
        columns=", ".join(columns),
    )


def rows(*fields, **keys):
    return to_table(plan(loads(config(*fields, **keys)))["visits"]).to_pylist()


def problem(*fields, **keys):
    with pytest.raises(ConfigError) as error:
        rows(*fields, **keys)
    return [line.partition("shapes")[2] for line in error.value.lines]


@pytest.mark.parametrize(
    "sticky", ["", "first", "last", "first, last", "first, last, mail", "mail"]
)
def test_a_field_has_the_value_of_another_one_of_its_entry(sticky):
    fields = (FIRST, mail("{column:first}.{column:last}@x.org"), LAST)
    made = rows(*fields, sticky=sticky)
    agree = [row["mail"] == f"{row['first']}.{row['last']}@x.org" for row in made]
    # a field that is shared has the values that the first entry of the draw has
    assert all(agree) or sticky == "mail"
    assert sum(agree) > 1400
    others = rows(FIRST, mail("{uuid}"), LAST, sticky=sticky)
    assert [(row["first"], row["last"]) for row in made] == [
        (row["first"], row["last"]) for row in others
    ]


def test_a_field_refers_to_one_of_its_own_shape():
    other = "first: { type: constant, value: Zoe }"
    made = rows(FIRST, mail("{column:first}!"), others=[other, mail("{column:first}?")])
    for row in made:
        assert row["mail"] == f"{row['first']}{'?' if row['first'] == 'Zoe' else '!'}"


def test_fields_refer_along_one_another_and_along_paths():
    fields = (
        "country: { type: foreign_key, dataset: countries }",
        mail("{column:country.code}", "code"),
        mail("{column:code}/{column:country.name}", "both"),
        "name: { type: lookup, foreign_key: country, column: name }",
        "age: { type: case, column: code, when: { DE: { type: constant, value: 1 } } }",
    )
    for row in rows(*fields, sticky="country"):
        code, name = (("DE", "Germany"), ("US", "America"))[row["country"] - 1]
        assert (row["code"], row["name"], row["both"]) == (code, name, f"{code}/{name}")
        assert row["age"] == (1 if code == "DE" else None)


def test_a_moment_after_another_one_of_the_entry():
    offset = "{ type: constant, value: 60 }"
    fields = (
        'born: { type: date, start: "2000-01-01", end: "2020-01-01" }',
        f"seen: {{ type: timestamp_offset, base: born, offset_seconds: {offset} }}",
    )
    assert all(row["seen"] == f"{row['born']}T00:01:00" for row in rows(*fields))


def test_a_name_that_no_field_has():
    assert problem(FIRST, mail("{column:frist}"), others=[FIRST, mail("x")]) == [
        "[0].fields.mail.template: there is no column 'frist' beside it, did you mean 'first'?"
    ]


def test_fields_that_need_each_other():
    fields = (mail("{column:b}", "a"), mail("{column:a}", "b"))
    assert problem(*fields, others=[mail("x", "a"), mail("x", "b")]) == [
        "[0].fields.b.template: refers to itself: people.a → people.b → people.a"
    ]
