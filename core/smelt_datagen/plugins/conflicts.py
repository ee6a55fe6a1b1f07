"""What several plugins claim: built-in types stay the product's, a dataset key has one owner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from smelt_datagen.config.models import DATASET_KEYS
from smelt_datagen.plugins.registry import Plugin
from smelt_datagen.protocol.parameter import parameters
from smelt_datagen.protocol.section import Section


def resolve(plugins: Iterable[Plugin]) -> Iterator[Plugin]:
    """Yield the plugins without what is not theirs, those before others having it first."""
    builtin_types: set[str] = set()
    owned_keys = set(DATASET_KEYS)
    for plugin in plugins:
        types = {cls.declaration.type for cls in plugin.generators}
        if plugin.origin.is_builtin:
            builtin_types.update(types)
        lost_types = set() if plugin.origin.is_builtin else types & builtin_types
        sections, lost_keys = _owned(plugin.sections, owned_keys)
        kept = attrs.evolve(
            plugin,
            generators=tuple(c for c in plugin.generators if c.declaration.type not in lost_types),
            sections=sections,
        )
        reasons = [
            *[f"'{name}' is a built-in generator type" for name in sorted(lost_types)],
            *[f"the dataset key '{key}' has an owner" for key in sorted(lost_keys)],
        ]
        if reasons:
            advice = "give yours a name of its own"
            kept = attrs.evolve(kept, status="conflict", reason=f"{'; '.join(reasons)}: {advice}")
        yield kept


def _owned(
    sections: Iterable[type[Section]], owned_keys: set[str]
) -> tuple[tuple[type[Section], ...], set[str]]:
    """Return the sections whose keys are free, which are then owned, and the keys of the others."""
    kept, lost = [], set()
    for section in sections:
        keys = {key.name for key in parameters(section)}
        if taken := keys & owned_keys:
            lost |= taken
        else:
            owned_keys |= keys
            kept.append(section)
    return tuple(kept), lost
