"""Digests of what the built-in generators make, one per case of cases.yaml.

Also a script: prints them, so that they can be had from another kind of process.
"""

import functools
import hashlib
import json
import pathlib

import yaml
from smelt_datagen import loads, plan

ROWS = 2_000_000
POOLS = """
- name: pairs
  pool_size: 5000
  shapes:
    - weight: 3
      emit: 2
      sticky: [customer]
      fields: { customer: { type: foreign_key, dataset: customers }, code: { type: uuid } }
    - weight: 1
      fields:
        customer: { type: foreign_key, dataset: customers }
        code: { type: optional, prob: 0.0, inner: { type: uuid } }
- name: seeded
  pool_size: 10
  seed: 5
  shapes: [{ weight: 1, fields: { customer: { type: foreign_key, dataset: customers } } }]
"""
ENTITY = """
pool_ratio: 0.2
columns:
  - { name: visitor_id, generator: { type: uuid } }
  - { name: country, generator: { type: one_of, values: [US, UK, DE] } }
"""
ENTITY_COLUMNS = ("visitor_id", "country")
RANGES = ((0, 1000), (1_000_000, 1_000_100))

CASES = yaml.safe_load(pathlib.Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8"))
COLUMNS = (*CASES, *ENTITY_COLUMNS)
GOLDEN = pathlib.Path(__file__).with_name("digests.json")


def config():
    """Return the config with a column for every case, and entities, as YAML text."""
    key = [{"name": "id", "generator": {"type": "sequential_id"}}]
    columns = [{"name": name, "generator": generator} for name, generator in CASES.items()]
    datasets = [
        {"name": "customers", "output": "customers", "num_rows": 100_000, "columns": key},
        {"name": "single", "output": "single", "num_rows": 1, "columns": key},
        {
            "name": "golden",
            "output": "golden",
            "num_rows": ROWS,
            "linked_pools": yaml.safe_load(POOLS),
            "entity": yaml.safe_load(ENTITY),
            "columns": columns,
        },
    ]
    return yaml.safe_dump({"seed": 42, "datasets": datasets}, sort_keys=False)


@functools.cache
def rows():
    """Return the rows that are digested, whose columns are made when they are asked for."""
    dataset = plan(loads(config()))["golden"].dataset
    return [dataset.range(start, stop) for start, stop in RANGES]


def digest_of(name):
    """Return the digest of a column over the values of both ranges of rows."""
    kind = rows()[0].dataset.members[name].column.type
    arrays = [kind.as_written(part.column(name)) for part in rows()]
    return digest([value for array in arrays for value in array.to_pylist()])


def digests():
    """Return the digest of every column."""
    return {name: digest_of(name) for name in COLUMNS}


def digest(values):
    """Return BLAKE2b over the values as JSON: floats as Python's `repr`, so exactly."""
    return hashlib.blake2b(json.dumps(values).encode(), digest_size=16).hexdigest()


if __name__ == "__main__":
    print(json.dumps(digests()))  # noqa: T201 (a script)
