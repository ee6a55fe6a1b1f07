"""Whose a name is: types and dataset keys without a dot are smelt-datagen's, all others anyone's.

So a generator that smelt-datagen gets in a later version has no name that a plugin has taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import attrs

from smelt_datagen.config.models import DATASET_KEYS
from smelt_datagen.plugins.registry import Plugin

DISTRIBUTION = "smelt-datagen"
"""The distribution whose names have no dot; a config may rely on them, so it is always wanted."""


def canonical(distribution: str) -> str:
    """Return a distribution's name as the packaging standards compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", distribution.strip()).lower()


def is_own(distribution: str) -> bool:
    """Whether a distribution is smelt-datagen itself."""
    return canonical(distribution) == DISTRIBUTION


def without_foreign_names(plugin: Plugin) -> Plugin:
    """Return the plugin without the types and sections whose names it may not have."""
    may_claim_all = is_own(plugin.origin.distribution)
    lost_types = [] if may_claim_all else [name for name in plugin.types if "." not in name]
    lost_keys = [key for key in plugin.keys if _is_taken(key) or not (may_claim_all or "." in key)]
    if not (lost_types or lost_keys):
        return plugin
    return attrs.evolve(
        plugin.without([*lost_types, *lost_keys]),
        ignored=(*lost_types, *lost_keys),
        status="conflict",
        reason="; ".join(_reasons(plugin, lost_types, lost_keys)),
    )


def _is_taken(key: str) -> bool:
    return key in DATASET_KEYS


def _reasons(plugin: Plugin, types: list[str], keys: list[str]) -> Iterator[str]:
    prefix = _prefix(plugin.origin.distribution)
    for name in sorted(types):
        yield (
            f"the generator type '{name}' has no dot, as only those of {DISTRIBUTION} have none: "
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
