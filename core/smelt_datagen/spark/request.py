"""The options of `spark.read`, and the plan that each Python worker makes of them once."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, TypeVar

import attrs

from smelt_datagen.config.loading import load, loads
from smelt_datagen.errors import UnknownNameError
from smelt_datagen.messages import near_names
from smelt_datagen.planning.plan import DatasetPlan, Plan
from smelt_datagen.planning.planner import plan

_OPTIONS = ("config", "dataset", "partitions", "seed", "scale_factor")
_LEADING = "{"

Number = TypeVar("Number", int, float)


@attrs.frozen
class Request:
    """Which rows are wanted, as it is sent to the workers: the config itself, not its path."""

    config: bytes
    """Pickled, so that workers need not have its file."""
    dataset: str
    partitions: int | None
    seed: int | None
    scale_factor: float | None

    @classmethod
    def of(cls, options: Mapping[str, str]) -> Request:
        """Return what options ask for.

        Raises ValueError for an option that is missing, unknown or of a wrong value, and what
        `load` and `plan` raise.
        """
        given = {key.lower(): value for key, value in options.items()}
        for key in given:
            if key not in _OPTIONS:
                raise ValueError(f"there is no option '{key}'{near_names(key, _OPTIONS)}")
        if "config" not in given:
            raise ValueError("option 'config' is missing: the path of a config, or its text")
        text = given["config"]
        is_text = "\n" in text or text.lstrip().startswith(_LEADING)
        config = pickle.dumps(loads(text) if is_text else load(text))
        seed = _number(given, "seed", int)
        scale_factor = _number(given, "scale_factor", float)
        partitions = _number(given, "partitions", int)
        if partitions is not None and partitions < 1:
            raise ValueError(f"option 'partitions': must be at least 1, found {partitions}")
        made = _plan(config, seed, scale_factor)
        name = given.get("dataset") or _only(made)
        return cls(config, made[name].name, partitions, seed, scale_factor)

    def planned(self) -> DatasetPlan:
        """Return the plan of the dataset; made once in each process."""
        return _plan(self.config, self.seed, self.scale_factor)[self.dataset]


@lru_cache(maxsize=8)
def _plan(config: bytes, seed: int | None, scale_factor: float | None) -> Plan:
    # of nobody's but what this process, or the driver that sent it here, has pickled
    return plan(pickle.loads(config), seed=seed, scale_factor=scale_factor)  # noqa: S301


def _only(made: Plan) -> str:
    names = [dataset.name for dataset in made.datasets]
    if len(names) > 1:
        raise UnknownNameError(f"option 'dataset' is missing: one of {', '.join(names)}")
    return names[0]


def _number(given: Mapping[str, str], key: str, number: Callable[[Any], Number]) -> Number | None:
    try:
        return None if key not in given else number(given[key])
    except ValueError:
        raise ValueError(f"option '{key}': expected a number, found '{given[key]}'") from None
