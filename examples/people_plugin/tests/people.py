"""What the tests share: datasets of people, made from generators by column name."""

from collections import Counter

import smelt_datagen

from smelt_datagen_people.fields import FIELDS


def person(field, locale="en_US", name="person"):
    """Return the generator of a field, as in YAML."""
    return {"type": "people.person", "field": field, "locale": locale, "person": name}


def everything(locale, name="person"):
    """Return the generators of all fields of one person, by the fields' names."""
    return {field: person(field, locale, name) for field in FIELDS}


def dataset(columns, *, name="people", rows=1000, **keys):
    """Return a dataset as in YAML; `keys` are further ones it has."""
    made = [{"name": column, "generator": generator} for column, generator in columns.items()]
    return {"name": name, "output": f"data/{name}", "num_rows": rows, "columns": made, **keys}


def plan(*datasets, seed=42):
    return smelt_datagen.plan(smelt_datagen.from_values({"datasets": [*datasets]}), seed=seed)


def table(columns, *, rows=1000, seed=42, **keys):
    """Return the rows of one dataset."""
    return smelt_datagen.to_table(plan(dataset(columns, rows=rows, **keys), seed=seed)["people"])


def values(generator, *, rows=1000):
    """Return the values that one generator makes."""
    return table({"only": generator}, rows=rows).column("only").to_pylist()


def counts(generator, rows):
    return Counter(values(generator, rows=rows))
