"""Finding plugins, each in isolation, and what they provide.

The only module that uses pluggy's manager. Nothing is discovered at import time.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Literal, TypeAlias

import attrs
import pluggy

from smelt_datagen import hookspecs
from smelt_datagen.declare import Generator

BUILTIN_DISTRIBUTION = "smelt-datagen"

Status: TypeAlias = Literal["ok", "failed", "conflict"]


@attrs.frozen
class Origin:
    """Where a plugin came from: its distribution, that one's version, and the entry point."""

    distribution: str
    version: str
    entry_point: str

    @property
    def is_builtin(self) -> bool:
        """Whether this is the product's own plugin."""
        return self.distribution == BUILTIN_DISTRIBUTION

    def __str__(self) -> str:
        return f"{self.distribution} {self.version}"


@attrs.frozen
class Plugin:
    """One plugin and how it fared: `generators` are those of its types that can be used."""

    origin: Origin
    generators: tuple[type[Generator], ...] = ()
    status: Status = "ok"
    reason: str = ""

    @property
    def warning(self) -> str:
        """What to tell the user about it; empty if all is well."""
        what = {"ok": "", "failed": "failed to load", "conflict": "is ignored in part"}[self.status]
        return f"plugin {self.origin} {what}: {self.reason}" if what else ""


@attrs.frozen
class Plugins:
    """Every plugin found, sorted by distribution and entry point, the built-ins first."""

    found: tuple[Plugin, ...]
    _owners: Mapping[str, tuple[Plugin, ...]] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        owners: dict[str, tuple[Plugin, ...]] = {}
        for plugin in self.found:
            for cls in plugin.generators:
                name = cls.declaration.type
                owners[name] = (*owners.get(name, ()), plugin)
        object.__setattr__(self, "_owners", owners)

    @property
    def warnings(self) -> tuple[str, ...]:
        """One line for every plugin that did not load whole."""
        return tuple(plugin.warning for plugin in self.found if plugin.warning)

    @property
    def types(self) -> tuple[str, ...]:
        """All generator types, sorted."""
        return tuple(sorted(self._owners))

    def owners(self, type_name: str) -> tuple[Plugin, ...]:
        """Return the plugins that provide `type_name`: none, one, or several in conflict."""
        return self._owners.get(type_name, ())

    def generator(self, type_name: str) -> type[Generator]:
        """Return the class of `type_name`; raises KeyError unless exactly one plugin has it."""
        (owner,) = self.owners(type_name) or (None,)
        if owner is None:
            raise KeyError(type_name)
        return next(cls for cls in owner.generators if cls.declaration.type == type_name)

    def origin(self, generator: Generator) -> Origin | None:
        """Return where a generator's class came from, None if no plugin registered it."""
        owners = self.owners(generator.declaration.type)
        known = (plugin.origin for plugin in owners if type(generator) in plugin.generators)
        return next(known, None)


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
        name = f"{origin.distribution}:{origin.entry_point}"
        manager.register(module, name)
        _refuse_unknown_hooks(manager, module)
        generators = tuple(_generators(manager, name))
        _refuse_doubles(generators)
    except (Exception, SystemExit) as error:  # noqa: BLE001 (a plugin's fault harms no other)
        reason = f"{type(error).__name__}: {error}"
        return Plugin(origin, status="failed", reason=" ".join(reason.split()))
    return Plugin(origin, generators)


def _refuse_unknown_hooks(manager: pluggy.PluginManager, module: object) -> None:
    try:
        manager.check_pending()
    except pluggy.PluginValidationError:
        manager.unregister(module)  # or the next plugin would be blamed for it
        raise


def _generators(manager: pluggy.PluginManager, plugin_name: str) -> Iterator[type[Generator]]:
    for implementation in manager.hook.smelt_datagen_generators.get_hookimpls():
        if implementation.plugin_name == plugin_name:
            returned: Any = implementation.function()
            for item in returned:
                yield _checked_class(item)


def _refuse_doubles(generators: Sequence[type[Generator]]) -> None:
    names = [cls.declaration.type for cls in generators]
    doubles = sorted({name for name in names if names.count(name) > 1})
    if doubles:
        raise ValueError(f"two generators of one type: {', '.join(doubles)}")


def _checked_class(item: Any) -> type[Generator]:
    if not (inspect.isclass(item) and issubclass(item, Generator)):
        raise TypeError(f"smelt_datagen_generators returned {item!r}, which is no generator class")
    if "declaration" not in vars(item):
        raise TypeError(f"{item.__qualname__} is not decorated with @generator")
    return item


def _resolve_conflicts(plugins: Iterable[Plugin]) -> Iterator[Plugin]:
    """Take from third parties the types that are the built-ins' own."""
    taken: set[str] = set()
    for plugin in plugins:
        if plugin.origin.is_builtin:
            taken.update(cls.declaration.type for cls in plugin.generators)
            yield plugin
            continue
        lost = sorted({cls.declaration.type for cls in plugin.generators} & taken)
        kept = tuple(cls for cls in plugin.generators if cls.declaration.type not in taken)
        if lost:
            names = ", ".join(f"'{name}'" for name in lost)
            reason = f"{names} is a built-in type: give yours a name of its own"
            yield attrs.evolve(plugin, generators=kept, status="conflict", reason=reason)
        else:
            yield plugin
