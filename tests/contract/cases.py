"""Every registered generator's example, bare and inside `optional`.

Also a script: prints the digest of every case, so that a fresh process can be compared.
"""

import functools
import json
from importlib.util import find_spec

import attrs
from smelt_datagen import DatasetPlan, discover, plan
from smelt_datagen.reference.examples import DATASET, config_with, mapping
from smelt_datagen.testing import digest

ROWS = 40_000
"""More than one of the engine's blocks."""


@attrs.frozen
class Case:
    """A generator of YAML's values, to be bound wherever a law needs it."""

    name: str
    type: str
    generator: dict
    wrapped: bool


@functools.cache
def plugins():
    return discover()


def types():
    """Return the types that work here: that of an extra which is not installed does not."""
    return [name for name in plugins().types if name != "faker" or find_spec("faker")]


@functools.cache
def cases() -> tuple[Case, ...]:
    """Return two cases for every generator of every installed plugin."""
    made = []
    for name in types():
        example = mapping(plugins().generator(name).declaration.example, name)
        inside = {"type": "optional", "prob": 0.5, "inner": example}
        made.append(Case(name, name, example, wrapped=False))
        made.append(Case(f"optional {name}", name, inside, wrapped=True))
    return tuple(made)


@functools.cache
def context():
    """Return what all examples together refer to."""
    merged = {"datasets": [], "columns": []}
    for name in types():
        declared = mapping(plugins().generator(name).declaration.context, name)
        for key, value in declared.items():
            if key == "parent":  # which is the same in all that have one
                assert merged.setdefault(key, value) == value
                continue
            before = merged.setdefault(key, [])
            before.extend(one for one in value if one not in before)
    return merged


def everything(rows=ROWS, **keys) -> DatasetPlan:
    """Return the plan of one dataset with a column for every case, named as the case."""
    columns = {case.name: case.generator for case in cases()}
    config = config_with(columns, {**context(), **keys}, rows=rows)
    return plan(config, seed=42, plugins=plugins())[DATASET]


def digests() -> dict[str, str]:
    """Return a digest of every case's first 1000 rows."""
    rows = everything().bound.range(0, 1000)
    return {case.name: digest(rows.column(case.name)) for case in cases()}


if __name__ == "__main__":
    print(json.dumps(digests()))  # noqa: T201 (a script)
