"""A dataset with columns whose keys say what stands behind their draws."""

from smelt_datagen import loads, plan, to_table

SHOPS = """
datasets:
  - name: shops
    output: shops
    num_rows: 7
    columns:
      - { name: id, generator: { type: sequential_id } }
      - { name: size, generator: { type: uniform_int, min: 1, max: 9 } }
"""
ONE = "{ type: uniform_float, min: 0, max: 1 }"
INVERTING = {
    "uniform_int": "{ type: uniform_int, min: -5, max: 5000 }",
    "uniform_int of 64 bits": f"{{ type: uniform_int, min: {-(2**63)}, max: {2**63 - 1} }}",
    "uniform_float": "{ type: uniform_float, min: -1, max: 1 }",
    "log_normal": "{ type: log_normal, median: 2500, sigma: 1.2, max: 500000 }",
    "geometric": "{ type: geometric, p: 0.2, min: 0 }",
    "date": '{ type: date, start: "2020-01-01", end: "2024-12-31" }',
    "many dates": '{ type: date, start: "1020-01-01", end: "2024-12-31" }',
    "timestamp": '{ type: timestamp, start: "2024-01-01T00:00:00", end: "2024-04-01T00:00:00" }',
    "bool": "{ type: bool, prob: 0.3 }",
    "one_of": "{ type: one_of, values: [a, b, c, d] }",
    "weighted_choice": "{ type: weighted_choice, values: { a: 5, b: 0, c: 2, d: 1 } }",
    "foreign_key": "{ type: foreign_key, dataset: shops }",
    "weighted foreign_key": "{ type: foreign_key, dataset: shops, weight_by: size }",
}


def made(*columns, rows=1000, **keys):
    """Return the plan of a dataset with these columns, one YAML flow mapping each."""
    listed = "".join(f"      - {column}\n" for column in columns)
    more = "".join(f"    {key}: {value}\n" for key, value in keys.items())
    own = f"  - name: a\n    output: a\n    num_rows: {rows}\n{more}    columns:\n{listed}"
    return plan(loads(SHOPS + own))["a"]


def values(keys, generator, rows=1000):
    """Return the values of a column with these keys."""
    return to_table(made(f"{{ name: c, {keys}, generator: {generator} }}", rows=rows))["c"]
