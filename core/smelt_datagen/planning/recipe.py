"""What the values and the layout of a dataset follow from, in one digest.

Two runs with the same recipe make the same rows in the same files. Edits of a config that do not
reach a dataset leave its recipe as it is.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from smelt_datagen.config.loading import is_aside
from smelt_datagen.config.models import Config, DatasetConfig
from smelt_datagen.plugins.loading import FILE_ENTRY_POINT
from smelt_datagen.plugins.registry import Origin
from smelt_datagen.plugins.selection import is_own
from smelt_datagen.protocol.dataset import Dataset

OUTPUT_VERSION = 2
"""Moves, with an entry in the changelog, when any value that was ever generated would change."""

_TOP_LEVEL = frozenset({"datasets", "seed", "scale_factor"})
_NO_VALUES = frozenset({"name", "output", "num_rows", "seed", "scale", "format", "rows_per_file"})
"""Keys of a dataset that no value follows from, or that the recipe has in another form."""


@attrs.frozen(repr=False, order=True)
class PluginVersion:
    """A plugin as a dataset's values may depend on it."""

    name: str
    """Of its distribution, or of the file that it is."""
    version: str
    """Of its distribution, or a digest of the file."""


@attrs.frozen(repr=False)
class Recipe:
    """Of one dataset: the digest, and the parts of it that people want to see."""

    digest: str
    scale_factor: float
    """Of the whole run, by which the rows of every dataset that is scaled are multiplied."""
    is_scaled: bool
    plugins: tuple[PluginVersion, ...]
    """Those that its generators and sections come from."""
    referred: tuple[str, ...]
    """Names of the datasets that it refers to, directly or by way of others."""


@attrs.frozen(eq=False, repr=False)
class Settled:
    """A dataset of a config with what the plan settled for it."""

    config: DatasetConfig
    dataset: Dataset
    seed: int
    scale_factor: float
    files: Sequence[object]
    """What its files are like, if they are not as they are without any such wish."""


class Recipes:
    """Makes the recipes of all datasets of one config."""

    def __init__(self, config: Config, settled: Iterable[Settled]) -> None:
        self._settled = {one.config.name: one for one in settled}
        written = config.tree.value
        self._written = {
            one.name: written["datasets"][number] for number, one in enumerate(config.datasets)
        }
        self._common = {
            key: value
            for key, value in written.items()
            if key not in _TOP_LEVEL and not is_aside(key)
        }

    def recipe(self, name: str, needs: Iterable[object]) -> Recipe:
        """Return the recipe of a dataset whose values need `needs` (see `Binder.needs`)."""
        items = [*needs]
        plugins = sorted({_version(one) for one in items if isinstance(one, Origin)})
        others = self._referred(name, items)
        files = sorted(_digest_of_file(one) for one in items if isinstance(one, Path))
        content = [
            OUTPUT_VERSION,
            self._common,
            self._whole(name),
            [self._part(other, names) for other, names in sorted(others.items())],
            [[one.name, one.version] for one in plugins if not is_own(one.name)],
            files,
        ]
        one = self._settled[name]
        content += [[*one.files]] if one.files else []
        return Recipe(
            digest=_digest(content),
            scale_factor=one.scale_factor,
            is_scaled=one.config.scale,
            plugins=tuple(plugins),
            referred=tuple(sorted(others)),
        )

    def _referred(self, name: str, needs: Iterable[object]) -> Mapping[str, set[str]]:
        """Return the other datasets that are needed, and which of their columns."""
        found: dict[str, set[str]] = {}
        for one in needs:
            if isinstance(one, Dataset):
                found.setdefault(one.name, set())
            elif isinstance(one, tuple):
                dataset, what = one
                columns = found.setdefault(dataset.name, set())
                columns.update([what] if isinstance(what, str) else ())
        found.pop(name, None)
        return found

    def _whole(self, name: str) -> Sequence[object]:
        """Return all that stands in the config of a dataset, and what was settled for it."""
        written = self._written[name].items()
        return [*self._facts(name), {key: value for key, value in written if key not in _NO_VALUES}]

    def _part(self, name: str, names: set[str]) -> Sequence[object]:
        """Return the same as far as these columns of its primary rows follow from it."""
        written = self._written[name]
        beside = {"columns", "redelivery"}
        partition = written.get("partition")
        if isinstance(partition, Mapping) and partition.get("column") not in names:
            beside.add("partition")
        return [
            *self._facts(name),
            {k: value for k, value in written.items() if k not in _NO_VALUES | beside},
            [one for one in written.get("columns") or () if one.get("name") in names],
        ]

    def _facts(self, name: str) -> Sequence[object]:
        one = self._settled[name]
        return [name, one.seed, one.dataset.row_count]


def _version(plugin: Origin) -> PluginVersion:
    if plugin.entry_point == FILE_ENTRY_POINT:
        file = Path(plugin.distribution)
        return PluginVersion(file.name, _digest_of_file(file)[:32])
    return PluginVersion(plugin.distribution, plugin.version)


def _digest_of_file(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


_JSON = json.JSONEncoder(separators=(",", ":"))


def _digest(content: object) -> str:
    text = _JSON.encode(_with_types_of_keys(content))
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def _with_types_of_keys(value: Any) -> Any:
    """Return plain values with pairs for mappings, since JSON has one spelling for 1 and "1"."""
    if type(value) in _SCALARS:
        return value  # most are such, and it takes longer to see that something is no mapping
    if isinstance(value, dict | Mapping):  # of which the first is seen at once
        return [
            [key, inside if type(inside) in _SCALARS else _with_types_of_keys(inside)]
            for key, inside in value.items()
        ]
    if isinstance(value, list | tuple):
        return ["list", *map(_with_types_of_keys, value)]
    return value


_SCALARS = frozenset({str, int, float, bool, type(None)})
