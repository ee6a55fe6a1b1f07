"""Whose a name is: types and dataset keys without a dot are smelt-datagen's, all others anyone's.

So a generator that smelt-datagen gets in a later version has no name that a plugin has taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import attrs

from smelt_datagen.config.models import DATASET_KEYS
from smelt_datagen.plugins.kinds import GENERATORS, OTHERS, Kind
from smelt_datagen.plugins.registry import Plugin
from smelt_datagen.plugins.selection import DISTRIBUTION, is_own


def without_foreign_names(plugin: Plugin) -> Plugin:
    """Return the plugin without the types and sections whose names it may not have."""
    may_claim_all = is_own(plugin.origin.distribution)
    undotted = [(kind, name) for kind, name in _names(plugin) if "." not in name]
    lost_names = [] if may_claim_all else undotted
    lost_keys = [key for key in plugin.keys if _is_taken(key) or not (may_claim_all or "." in key)]
    if not (lost_names or lost_keys):
        return plugin
    lost = (*(name for _, name in lost_names), *lost_keys)
    return attrs.evolve(
        plugin.without(lost),
        ignored=lost,
        status="conflict",
        reason="; ".join(_reasons(plugin, lost_names, lost_keys)),
    )


def _names(plugin: Plugin) -> Iterator[tuple[Kind, str]]:
    """Yield what a plugin has by name, apart from keys of datasets."""
    yield from ((GENERATORS, name) for name in plugin.types)
    yield from ((kind, name) for kind in OTHERS for name in plugin.names(kind))


def _is_taken(key: str) -> bool:
    return key in DATASET_KEYS


def _reasons(plugin: Plugin, names: list[tuple[Kind, str]], keys: list[str]) -> Iterator[str]:
    prefix = _prefix(plugin.origin.distribution)
    for kind, name in sorted(names, key=lambda one: one[1]):
        yield (
            f"the {kind.noun} '{name}' has no dot, as only those of {DISTRIBUTION} have none: "
            f"name it '{prefix}.{name}', for instance"
        )
    for key in sorted(keys):
        if _is_taken(key):
            yield f"the dataset key '{key}' is a key of every dataset: give yours another name"
            continue
        yield (
            f"the dataset key '{key}' has no dot, as only those of {DISTRIBUTION} have none: "
            f'declare it with param(..., alias="{prefix}.{key}"), for instance'
        )


def _prefix(distribution: str) -> str:
    """Return what could stand before the dot in the names of a distribution, or of a file."""
    path = Path(distribution)
    name = path.stem if path.suffix == ".py" else distribution
    words = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    return words if words[:1].isalpha() else "acme"
