"""One plugin loaded in isolation: what is wrong with it is recorded and harms no other.

The only module that uses pluggy's manager.
"""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import attrs
import pluggy

from smelt_datagen.config.annotations import check_types
from smelt_datagen.plugins.failures import describe
from smelt_datagen.plugins.files import classes_in, module_of
from smelt_datagen.plugins.offers import Offer, refuse_other
from smelt_datagen.plugins.registry import Origin, Plugin
from smelt_datagen.protocol import hooks
from smelt_datagen.protocol.deferred import Deferred
from smelt_datagen.protocol.generator import Generator
from smelt_datagen.protocol.section import Section

Offers: TypeAlias = tuple[tuple[Offer, ...], tuple[Offer, ...]]
"""Of generators, and of sections."""

FILE_ENTRY_POINT = "--plugin"

_GENERATORS, _SECTIONS = "smelt_datagen_generators", "smelt_datagen_sections"


def load_installed(origin: Origin, load: Callable[[], Any]) -> Plugin:
    """Return the plugin that the entry point's `load` imports."""

    def classes() -> Offers:
        module = load()
        provided = _from_hooks(module)
        if provided is None:
            name = getattr(module, "__name__", module)
            raise TypeError(f"{name} has no hook: decorate {_GENERATORS} with @hookimpl")
        return provided

    return _isolated(origin, classes)


def load_file(file: Path) -> Plugin:
    """Return the plugin that a Python file is: by its hooks, or all that it declares."""

    def classes() -> Offers:
        module = module_of(file)
        provided = _from_hooks(module) or (
            classes_in(module, Generator),
            classes_in(module, Section),
        )
        if not any(provided):
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
            generators, sections = classes()
        plugin = Plugin(origin, generators, sections)
        _refuse_doubles("generators of one type", plugin.types)
        _refuse_doubles("sections with one key", plugin.keys)
        for offer in (*generators, *sections):
            if not isinstance(offer, Deferred):
                check_types(offer)
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
    return _provided(manager, _GENERATORS, Generator), _provided(manager, _SECTIONS, Section)


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
