"""One plugin loaded in isolation: what is wrong with it is recorded and harms no other.

The only module that uses pluggy's manager.
"""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import attrs
import pluggy

from smelt_datagen.config.annotations import check_types
from smelt_datagen.plugins.entry_points import EntryPoint
from smelt_datagen.plugins.failures import describe
from smelt_datagen.plugins.files import classes_in, module_of
from smelt_datagen.plugins.kinds import GENERATORS, KINDS, SECTIONS, Kind
from smelt_datagen.plugins.offers import Offer, names_of, refuse_other
from smelt_datagen.plugins.registry import Origin, Plugin
from smelt_datagen.protocol import hooks
from smelt_datagen.protocol.deferred import Deferred

Offers: TypeAlias = Mapping[Kind, tuple[Offer, ...]]

FILE_ENTRY_POINT = "--plugin"


def load_installed(origin: Origin, point: EntryPoint) -> Plugin:
    """Return the plugin whose module the entry point names, imported now."""

    def classes() -> Offers:
        module = point.load()
        provided = _from_hooks(module)
        if provided is None:
            name = getattr(module, "__name__", module)
            raise TypeError(f"{name} has no hook: decorate {GENERATORS.hook} with @hookimpl")
        return provided

    return _isolated(origin, classes)


def load_file(file: Path) -> Plugin:
    """Return the plugin that a Python file is: by its hooks, or all that it declares."""

    def classes() -> Offers:
        module = module_of(file)
        provided = _from_hooks(module) or {kind: classes_in(module, kind.base) for kind in KINDS}
        if not any(provided.values()):
            raise TypeError("it has no generator: decorate a class with @generator")
        return provided

    return _isolated(Origin(str(file), "", FILE_ENTRY_POINT), classes)


def _isolated(origin: Origin, classes: Callable[[], Offers]) -> Plugin:
    """Return the plugin with the `classes`, or with what they raised, and how long they took."""
    began = time.perf_counter()
    plugin = _loaded(origin, classes)
    return attrs.evolve(plugin, seconds=time.perf_counter() - began)


def _loaded(origin: Origin, classes: Callable[[], Offers]) -> Plugin:
    try:
        with contextlib.redirect_stdout(sys.stderr):  # which may be JSON or CSV for a program
            offers = {**classes()}
        for kind, found in offers.items():
            _refuse_doubles(kind.doubles, [name for one in found for name in names_of(one)])
            for offer in found:
                if not isinstance(offer, Deferred):
                    check_types(offer)
        plugin = Plugin(origin, offers.pop(GENERATORS, ()), offers.pop(SECTIONS, ()), offers)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 (a plugin's fault harms no other)
        return Plugin(origin, status="failed", reason=describe(error), error=error)
    return plugin


def _from_hooks(module: Any) -> Offers | None:
    """Return what the hooks of a module return, None if it has none."""
    # one manager for each, so that a wrong hook of one is not seen as another's
    manager = pluggy.PluginManager(hooks.PROJECT)
    manager.add_hookspecs(hooks)
    manager.register(module)
    manager.check_pending()
    if not manager.get_hookcallers(module):
        return None
    return {kind: _provided(manager, kind.hook, kind.base) for kind in KINDS}


def _provided(manager: pluggy.PluginManager, hook: str, base: type[Any]) -> tuple[Offer, ...]:
    """Call a hook, if it is implemented, and check what it returns."""
    returned: list[Any] = []
    for implementation in getattr(manager.hook, hook).get_hookimpls():
        result = implementation.function()
        if not isinstance(result, Iterable):
            raise TypeError(f"{hook} returned {result!r}, not a list of {base.__name__} classes")
        returned.extend(result)
    for item in returned:
        if not isinstance(item, Deferred):
            refuse_other(item, base, f"{hook} returned")
    return tuple(returned)


def _refuse_doubles(what: str, names: Sequence[str]) -> None:
    doubles = sorted({name for name in names if names.count(name) > 1})
    if doubles:
        raise ValueError(f"two {what}: {', '.join(doubles)}")
