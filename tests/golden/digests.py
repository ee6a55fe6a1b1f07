"""Digests of what the built-in generators make, one per case of cases.yaml.

Beside them those of files (which rows lie in which, which are redelivered, by how much later)
and of permutations. Also a script: prints them, so that another kind of process can make them.
"""

import functools
import hashlib
import json
import pathlib

import numpy as np
import yaml
from smelt_datagen import loads, plan
from smelt_datagen.execution.blocks import part_blocks
from smelt_datagen.plugin import Stream
from smelt_datagen.randomness.permutation import Permutation

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
- name: referring
  pool_size: 3000
  shapes:
    - weight: 1
      emit: 4
      sticky: [customer]
      fields:
        code: { type: string_pattern, template: "{column:customer.id}-{uniform_int:0-99}" }
        customer: { type: foreign_key, dataset: customers }
    - weight: 2
      fields:
        code: { type: string_pattern, template: "{column:customer}" }
        customer: { type: foreign_key, dataset: customers }
"""
ENTITY = """
pool_ratio: 0.2
columns:
  - { name: visitor_id, generator: { type: uuid } }
  - { name: country, generator: { type: one_of, values: [US, UK, DE] } }
"""
ENTITY_COLUMNS = ("visitor_id", "country")
RANGES = ((0, 1000), (1_000_000, 1_000_100))
SHOPS = """
- { name: country, generator: { type: one_of, values: [US, UK, DE] } }
- { name: size, generator: { type: log_normal, median: 10, sigma: 1, max: 1000 } }
"""
EVENTS = """
columns:
  - { name: id, generator: { type: sequential_id } }
  - name: seen
    generator: { type: timestamp, start: "2024-01-01T00:00:00", end: "2024-02-01T00:00:00" }
redelivery:
  fraction: 0.29
  arrival_column: seen
  delay_seconds: { type: log_normal, median: 600, sigma: 1, max: 86400 }
"""
FILES = {
    "one file": {"num_rows": 500},
    "files by day": {
        "num_rows": 500,
        "partition": {"column": "day", "start": "2024-02-27", "days": 7},
    },
    "files of the most rows": {
        "num_rows": 2**63 - 1,
        "partition": {"column": "day", "start": "2024-02-27", "days": 7},
    },
}
FILE_ROWS = 100
PERMUTED = (1, 2, 3, 5, 8, 20, 63, 64, 1000, 2**32 + 1, 2**63)

FOLDER = pathlib.Path(__file__).parent
CASES = yaml.safe_load((FOLDER / "cases.yaml").read_text(encoding="utf-8"))
CHILDREN = yaml.safe_load((FOLDER / "children.yaml").read_text(encoding="utf-8"))
PARENTS = {
    "children": {"type": "uniform_int", "min": 0, "max": 5},
    "summed": {"type": "expression", "sql": "geometric % 4"},
}
"""Datasets with the cases of children, and how many children there are: in decks, and summed."""
COLUMNS = (*CASES, *ENTITY_COLUMNS)
OF_CHILDREN = tuple(f"{name} {case}" for name in PARENTS for case in CHILDREN)
NAMES = (*COLUMNS, *OF_CHILDREN, *FILES, "permutations")
GOLDEN = pathlib.Path(__file__).with_name("digests.json")


def column_of(case):
    """Return the keys of a column for a case: a generator, or one with keys beside it."""
    return case if "generator" in case else {"generator": case}


def config():
    """Return the config with a column for every case, and entities, as YAML text."""
    key = [{"name": "id", "generator": {"type": "sequential_id"}}]
    columns = [{"name": name, **column_of(case)} for name, case in CASES.items()]
    datasets = [
        {"name": "customers", "output": "customers", "num_rows": 100_000, "columns": key},
        {"name": "single", "output": "single", "num_rows": 1, "columns": key},
        {"name": "many", "output": "many", "num_rows": 3_000_000, "columns": key},
        {"name": "shops", "output": "shops", "num_rows": 500, "columns": yaml.safe_load(SHOPS)},
        {
            "name": "golden",
            "output": "golden",
            "num_rows": ROWS,
            "linked_pools": yaml.safe_load(POOLS),
            "entity": yaml.safe_load(ENTITY),
            "columns": columns,
        },
    ]
    for name, children in PARENTS.items():
        columns = [{"name": name, **column_of(case)} for name, case in CHILDREN.items()]
        parent = {"dataset": "golden", "children": children}
        datasets.append({"name": name, "output": name, "parent": parent, "columns": columns})
    return yaml.safe_dump({"seed": 42, "datasets": datasets}, sort_keys=False)


@functools.cache
def planned():
    """Return the plan of all cases."""
    return plan(loads(config()))


@functools.cache
def rows(dataset):
    """Return the rows that are digested, whose columns are made when they are asked for."""
    return [planned()[dataset].bound.range(start, stop) for start, stop in RANGES]


def digest_of(dataset, name):
    """Return the digest of a column over the values of both ranges of rows."""
    parts = rows(dataset)
    kind = parts[0].dataset.members[name].column.type
    arrays = [kind.as_written(part.column(name)) for part in parts]
    return digest([value for array in arrays for value in array.to_pylist()])


def digest_of_files(name):
    """Return the digest of every file: its name and range, and the first rows and copies."""
    config = {"name": "events", "output": "events", **FILES[name], **yaml.safe_load(EVENTS)}
    made = plan(loads(yaml.safe_dump({"seed": 42, "datasets": [config]})))["events"]
    return digest([content for part in made.parts for content in _content(made, part)])


def _content(planned, part):
    primary = part.stop - part.start
    yield [part.file.parent.name, part.start, part.stop, part.copies]
    if planned.partition_column is not None:
        day = planned.bound.range(part.start, part.start + 1).column(planned.partition_column)
        yield [value.isoformat() for value in day.to_pylist()]
    for start, stop in ((0, primary), (primary, part.row_count)):
        for arrays in part_blocks(planned, part, start, min(start + FILE_ROWS, stop)):
            yield [array.to_pylist() for array in arrays]


def digest_of_permutations():
    """Return the digest of where the first and last positions go, and of what goes there."""
    found = []
    for size in PERMUTED:
        permutation = Permutation(size, Stream(42).child("permutation"))
        count = min(size, 500)
        first = np.arange(count, dtype=np.uint64)
        for positions in (first, first + np.uint64(size - count)):
            found.append(permutation.forward(positions).tolist())
            found.append(permutation.inverse(positions).tolist())
    return digest(found)


def golden_digest(name):
    """Return the digest of one of `NAMES`."""
    if name in COLUMNS:
        return digest_of("golden", name)
    if name in OF_CHILDREN:
        return digest_of(*name.split(" ", 1))
    return digest_of_files(name) if name in FILES else digest_of_permutations()


def digests():
    """Return all digests."""
    return {name: golden_digest(name) for name in NAMES}


def digest(values):
    """Return BLAKE2b over the values as JSON: floats as Python's `repr`, so exactly."""
    return hashlib.blake2b(json.dumps(values, default=str).encode(), digest_size=16).hexdigest()


if __name__ == "__main__":
    print(json.dumps(digests()))  # noqa: T201 (a script)
