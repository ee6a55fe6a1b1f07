"""Finding plugins: which there are, in which order, and which of them are wanted.

Nothing is discovered at import time.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from smelt_datagen.errors import PluginError
from smelt_datagen.plugins.loading import load_file, load_installed
from smelt_datagen.plugins.names import canonical, is_own, without_foreign_names
from smelt_datagen.plugins.registry import Origin, Plugin, Plugins
from smelt_datagen.protocol import hooks

SELECTION = "SMELT_DATAGEN_PLUGINS"
"""Environment variable: the only distributions, with commas between, whose plugins are loaded."""


def discover(files: Iterable[str | os.PathLike[str]] = ()) -> Plugins:
    """Load every plugin of the entry-point group, in an order that does not depend on the machine.

    A plugin that fails is recorded with its reason and changes nothing for the others. If the
    environment has SMELT_DATAGEN_PLUGINS, only the distributions named there are loaded, and
    smelt-datagen's own. `files` are Python files with hooks, or with generators and sections alone;
    one that is named twice is loaded once.

    Raises PluginError for a file that cannot be used.
    """
    found = [(_origin(point), point) for point in entry_points(group=hooks.PROJECT)]
    found.sort(key=lambda one: (one[0].distribution, one[0].entry_point))
    wanted = _selection()
    chosen = [(origin, point) for origin, point in found if _is_wanted(origin, wanted)]
    loaded = [load_installed(origin, point.load) for origin, point in chosen]
    origins = [origin for origin, _ in found]
    installed = [*map(without_foreign_names, loaded), *_not_installed(wanted or {}, origins)]
    paths = tuple({Path(file).resolve(): Path(file) for file in files}.values())
    return Plugins((*installed, *map(_named, paths)), paths)


def _named(file: Path) -> Plugin:
    """Return the plugin that a file is; that all of it can be used is what its caller asked for."""
    plugin = without_foreign_names(load_file(file))
    if plugin.reason:
        raise PluginError(plugin.warning) from plugin.error
    return plugin


def _selection() -> dict[str, str] | None:
    """Return the names in the environment variable, by their canonical forms; None without it."""
    if (text := os.environ.get(SELECTION)) is None:
        return None
    return {canonical(name): name.strip() for name in text.split(",") if name.strip()}


def _is_wanted(origin: Origin, wanted: Collection[str] | None) -> bool:
    if wanted is None or is_own(origin.distribution):
        return True
    return canonical(origin.distribution) in wanted


def _not_installed(wanted: dict[str, str], origins: Iterable[Origin]) -> list[Plugin]:
    there = {canonical(origin.distribution) for origin in origins}
    reason = f"it is named in {SELECTION}, but no such plugin is installed"
    return [
        Plugin(Origin(name, "", ""), status="failed", reason=reason)
        for canonical, name in wanted.items()
        if canonical not in there
    ]


def _origin(point: EntryPoint) -> Origin:
    if point.dist is None:  # only for entry points that were made by hand
        return Origin("unknown", "", point.name)
    # an installation that was damaged may have neither; each reads its metadata, README and all
    return Origin(point.dist.name or "unknown", point.dist.version or "", point.name)
