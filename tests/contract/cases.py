"""Every registered generator's example, bare and inside `optional`, in a dataset of its own.

Also a script: prints the digest of every case, so that a fresh process can be compared.
"""

import functools
import hashlib
import json
import pathlib

import attrs
import yaml
from smelt_datagen import ConfigError, DatagenError, DatasetPlan, Plan, discover, loads, plan

ROWS = 40_000
"""More than one of the engine's blocks."""

_CONTEXT = yaml.safe_load(
    pathlib.Path(__file__).with_name("context.yaml").read_text(encoding="utf-8")
)


@attrs.frozen
class Case:
    """A generator's YAML, to be bound wherever a law needs it."""

    name: str
    type: str
    generator: str
    wrapped: bool

    def plan(self) -> DatasetPlan:
        """Return the plan of a dataset in which one column, named as the case, is made by it."""
        subject = {"name": self.name, "generator": yaml.safe_load(self.generator)}
        return plan_of([subject], name=self.name)["subject"]


def plan_of(columns, *, name="all cases", seed=42, dataset="subject", **keys) -> Plan:
    """Return a plan in which `dataset` ends in `columns`, behind what examples may refer to."""
    subject = {
        "name": dataset,
        "output": dataset,
        "num_rows": ROWS,
        **sections(),
        **keys,
        "columns": [*_CONTEXT["columns"], *columns],
    }
    text = text_of(subject)
    try:
        return plan(loads(text, name), seed=seed, plugins=plugins())
    except ConfigError as error:
        error.add_note(f"{name}: what an example refers to belongs in context.yaml")
        raise


def text_of(subject) -> str:
    """Return the YAML of a config in which the dataset `subject` stands behind all others."""
    return yaml.safe_dump({"datasets": [*_CONTEXT["datasets"], subject]}, sort_keys=False)


@functools.cache
def plugins():
    return discover()


@functools.cache
def cases() -> tuple[Case, ...]:
    """Return two cases for every generator of every installed plugin."""
    made = []
    for generator_type in plugins().types:
        example = plugins().generator(generator_type).declaration.example
        inside = f"{{ type: optional, prob: 0.5, inner: {example} }}"
        made.append(Case(generator_type, generator_type, example, wrapped=False))
        made.append(Case(f"optional {generator_type}", generator_type, inside, wrapped=True))
    return tuple(made)


@functools.cache
def sections():
    """Return the context's dataset keys that a plugin owns."""
    return {key: value for key, value in _CONTEXT["sections"].items() if _is_owned(key, value)}


def digest(array) -> str:
    """Return a digest of an Arrow array's values."""
    return hashlib.blake2b(json.dumps(array.to_pylist()).encode(), digest_size=16).hexdigest()


def everything(*, prefix="", **place) -> DatasetPlan:
    """Return the plan of one dataset with a column for every case, named as the case."""
    columns = [
        {"name": prefix + case.name, "generator": yaml.safe_load(case.generator)}
        for case in cases()
    ]
    name = place.setdefault("dataset", "subject")
    return plan_of(columns, **place)[name]


def digests() -> dict[str, str]:
    """Return a digest of every case's first 1000 rows."""
    rows = everything().dataset.range(0, 1000)
    return {case.name: digest(rows.column(case.name)) for case in cases()}


def _is_owned(key, value) -> bool:
    column = {"name": "one", "generator": {"type": "constant", "value": 1}}
    subject = {"name": "one", "output": "one", "num_rows": 1, key: value, "columns": [column]}
    try:
        plan(loads(text_of(subject)), plugins=plugins())
    except DatagenError as error:
        if any(problem.on_key and problem.path[-1] == key for problem in error.problems):
            return False
        raise
    return True


if __name__ == "__main__":
    print(json.dumps(digests()))  # noqa: T201 (a script)
