"""Finding plugins, each in isolation, and what they provide.

The only module that uses pluggy's manager. Nothing is discovered at import time.
"""

from __future__ import annotations

import inspect
import os
import re
import traceback
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

import attrs
import pluggy

from smelt_datagen import hookspecs
from smelt_datagen.config import DATASET_KEYS
from smelt_datagen.declare import Generator, parameters
from smelt_datagen.errors import PluginError
from smelt_datagen.parameter_types import check_types
from smelt_datagen.plugin_files import classes_in, module_of
from smelt_datagen.registry import Origin, Plugin, Plugins
from smelt_datagen.sections import Section

Provided = TypeVar("Provided")

SELECTION = "SMELT_DATAGEN_PLUGINS"
"""Environment variable: the only distributions, with commas between, whose plugins are loaded."""

FILE_ENTRY_POINT = "--plugin"


def discover(files: Iterable[str | os.PathLike[str]] = ()) -> Plugins:
    """Load every plugin of the entry-point group, in an order that does not depend on the machine.

    A plugin that fails is recorded with its reason and changes nothing for the others. If the
    environment has SMELT_DATAGEN_PLUGINS, only the distributions named there are loaded, and the
    built-ins. `files` are Python files with hooks, or with generators and sections alone.

    Raises PluginError for a file that cannot be used.
    """
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    points = sorted(entry_points(group=hookspecs.PROJECT), key=_order)
    wanted = _selection()
    chosen = [point for point in points if _is_wanted(_origin(point), wanted)]
    loaded = [_load(manager, _origin(point), point.load) for point in chosen]
    loaded += _not_installed(wanted or {}, points)
    paths = tuple(Path(file) for file in files)
    loaded += [_load_file(manager, path) for path in paths]
    resolved = tuple(_resolve_conflicts(loaded))
    for plugin in resolved:
        if plugin.origin.entry_point == FILE_ENTRY_POINT and plugin.reason:
            raise PluginError(plugin.warning)
    return Plugins(resolved, paths)


def _selection() -> dict[str, str] | None:
    """Return the names in the environment variable, by their canonical forms; None without it."""
    if (text := os.environ.get(SELECTION)) is None:
        return None
    return {_canonical(name): name.strip() for name in text.split(",") if name.strip()}


def _canonical(distribution: str) -> str:
    """Return a distribution's name as the packaging standards compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", distribution.strip()).lower()


def _is_wanted(origin: Origin, wanted: Collection[str] | None) -> bool:
    return wanted is None or origin.is_builtin or _canonical(origin.distribution) in wanted


def _not_installed(wanted: dict[str, str], points: Iterable[EntryPoint]) -> list[Plugin]:
    there = {_canonical(_origin(point).distribution) for point in points}
    reason = f"it is named in {SELECTION}, but no such plugin is installed"
    return [
        Plugin(Origin(name, "", ""), status="failed", reason=reason)
        for canonical, name in wanted.items()
        if canonical not in there
    ]


def _order(point: EntryPoint) -> tuple[bool, str, str]:
    origin = _origin(point)
    return (not origin.is_builtin, origin.distribution, origin.entry_point)


def _origin(point: EntryPoint) -> Origin:
    if point.dist is None:  # only for entry points that were made by hand
        return Origin("unknown", "", point.name)
    return Origin(point.dist.name, point.dist.version, point.name)


def _load_file(manager: pluggy.PluginManager, file: Path) -> Plugin:
    origin = Origin(str(file), "", FILE_ENTRY_POINT)
    plugin = _load(manager, origin, lambda: module_of(file))
    if plugin.status == "failed" or plugin.generators or plugin.sections:
        return plugin
    module: Any = manager.get_plugin(_name(origin))
    generators, sections = classes_in(module, Generator), classes_in(module, Section)
    if not generators and not sections:
        reason = "it has no generator: decorate a class with @generator"
        return Plugin(origin, status="failed", reason=reason)
    return Plugin(origin, generators, sections)


def _name(origin: Origin) -> str:
    return f"{origin.distribution}:{origin.entry_point}"


def _load(manager: pluggy.PluginManager, origin: Origin, load: Callable[[], Any]) -> Plugin:
    try:
        module = load()
        manager.register(module, _name(origin))
        _refuse_unknown_hooks(manager, module)
        generators = _provided(manager, "smelt_datagen_generators", module, Generator)
        _refuse_doubles([cls.declaration.type for cls in generators])
        sections = _provided(manager, "smelt_datagen_sections", module, Section)
        if not origin.is_builtin:  # ours are looked at by the tests
            for cls in (*generators, *sections):
                check_types(cls)
    except (Exception, SystemExit) as error:  # noqa: BLE001 (a plugin's fault harms no other)
        reason = f"{type(error).__name__}: {error}{_place(error)}"
        return Plugin(origin, status="failed", reason=" ".join(reason.split()))
    return Plugin(origin, generators, sections)


def _place(error: BaseException) -> str:
    """Return where a plugin's own code raised, if it did."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if not frame.filename.startswith("<frozen")]
    last = own[-1] if own else None
    if last is None or Path(last.filename).parent == Path(__file__).parent:
        return ""
    return f" ({Path(last.filename).name}:{last.lineno})"


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
