"""Finding plugins, each in isolation, and what they provide.

The only module that uses pluggy's manager. Nothing is discovered at import time.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType
from typing import Any, TypeVar

import attrs
import pluggy

from smelt_datagen import hookspecs
from smelt_datagen.config import DATASET_KEYS
from smelt_datagen.declare import Generator, parameters
from smelt_datagen.registry import Origin, Plugin, Plugins
from smelt_datagen.sections import Section

Provided = TypeVar("Provided")


def discover() -> Plugins:
    """Load every plugin of the entry-point group, in an order that does not depend on the machine.

    A plugin that fails is recorded with its reason and changes nothing for the others.
    """
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    points = sorted(entry_points(group=hookspecs.PROJECT), key=_order)
    loaded = [_load(manager, point) for point in points]
    return Plugins(tuple(_resolve_conflicts(loaded)))


def _order(point: EntryPoint) -> tuple[bool, str, str]:
    origin = _origin(point)
    return (not origin.is_builtin, origin.distribution, origin.entry_point)


def _origin(point: EntryPoint) -> Origin:
    if point.dist is None:  # only for entry points that were made by hand
        return Origin("unknown", "", point.name)
    return Origin(point.dist.name, point.dist.version, point.name)


def _load(manager: pluggy.PluginManager, point: EntryPoint) -> Plugin:
    origin = _origin(point)
    try:
        module = point.load()
        manager.register(module, f"{origin.distribution}:{origin.entry_point}")
        _refuse_unknown_hooks(manager, module)
        generators = _provided(manager, "smelt_datagen_generators", module, Generator)
        _refuse_doubles([cls.declaration.type for cls in generators])
        sections = _provided(manager, "smelt_datagen_sections", module, Section)
    except (Exception, SystemExit) as error:  # noqa: BLE001 (a plugin's fault harms no other)
        reason = f"{type(error).__name__}: {error}"
        return Plugin(origin, status="failed", reason=" ".join(reason.split()))
    return Plugin(origin, generators, sections)


def _refuse_unknown_hooks(manager: pluggy.PluginManager, module: ModuleType) -> None:
    try:
        manager.check_pending()
    except pluggy.PluginValidationError:
        manager.unregister(module)  # or the next plugin would be blamed for it
        raise


def _provided(
    manager: pluggy.PluginManager, hook: str, module: ModuleType, base: type[Provided]
) -> tuple[type[Provided], ...]:
    """Call the plugin's implementation of `hook`, if it has one, and check what it returns."""
    returned: list[Any] = []
    for implementation in getattr(manager.hook, hook).get_hookimpls():
        if implementation.plugin is module:
            returned.extend(implementation.function())
    for item in returned:
        if not (inspect.isclass(item) and issubclass(item, base)):
            raise TypeError(f"{hook} returned {item!r}, which is no {base.__name__} class")
        if "__attrs_attrs__" not in vars(item):
            decorator = base.__name__.lower()
            raise TypeError(f"{item.__qualname__} is not decorated with @{decorator}")
    return tuple(returned)


def _refuse_doubles(names: Sequence[str]) -> None:
    doubles = sorted({name for name in names if names.count(name) > 1})
    if doubles:
        raise ValueError(f"two generators of one type: {', '.join(doubles)}")


def _resolve_conflicts(plugins: Iterable[Plugin]) -> Iterator[Plugin]:
    """Take from plugins what is not theirs: built-in types, and keys that others own."""
    builtin_types: set[str] = set()
    owned_keys = set(DATASET_KEYS)
    for plugin in plugins:
        types = {cls.declaration.type for cls in plugin.generators}
        if plugin.origin.is_builtin:
            builtin_types.update(types)
        lost_types = set() if plugin.origin.is_builtin else types & builtin_types
        lost_keys = {key for cls in plugin.sections for key in _keys(cls)} & owned_keys
        kept = attrs.evolve(
            plugin,
            generators=tuple(c for c in plugin.generators if c.declaration.type not in lost_types),
            sections=tuple(cls for cls in plugin.sections if not _keys(cls) & lost_keys),
        )
        owned_keys.update(key for cls in kept.sections for key in _keys(cls))
        reasons = [
            *[f"'{name}' is a built-in generator type" for name in sorted(lost_types)],
            *[f"the dataset key '{key}' has an owner" for key in sorted(lost_keys)],
        ]
        if reasons:
            advice = "give yours a name of its own"
            kept = attrs.evolve(kept, status="conflict", reason=f"{'; '.join(reasons)}: {advice}")
        yield kept


def _keys(section: type[Section]) -> set[str]:
    return {key.name for key in parameters(section)}
