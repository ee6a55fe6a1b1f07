"""What generators of the domains make, and what is wrong with one."""

import functools

import pytest
from smelt_datagen import ConfigError, discover, from_values, plan, to_table


@functools.cache
def plugins():
    return discover()


def table(columns, rows=1000, seed=42):
    """Return rows of a dataset whose columns have these generators."""
    made = [{"name": name, "generator": generator} for name, generator in columns.items()]
    dataset = {"name": "things", "output": "things", "num_rows": rows, "columns": made}
    config = from_values({"datasets": [dataset]})
    return to_table(plan(config, seed=seed, plugins=plugins())["things"])


def values(type_name, rows=1000, seed=42, **parameters):
    """Return the values of one generator."""
    generator = {"type": type_name, **parameters}
    return table({"value": generator}, rows, seed).column("value").to_pylist()


def problem(type_name, beside=(), **parameters):
    """Return where below the generator its only error is, and what."""
    with pytest.raises(ConfigError) as caught:
        table({**dict(beside), "value": {"type": type_name, **parameters}})
    (found,) = caught.value.problems
    return ".".join(map(str, found.path[5:])), found.message
