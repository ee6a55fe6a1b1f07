"""Entry points of installed distributions, as `importlib.metadata` finds them, but sooner.

That module imports `email`, `zipfile` and more, and parses whole READMEs: a tenth of a short run. A
folder of the path holds plain files that say the same; what is no folder is left to that module.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from functools import reduce
from importlib import import_module
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Any, NamedTuple


class Distribution(NamedTuple):
    """What of an installed distribution plugins are known by; empty where it does not say."""

    name: str
    version: str


class EntryPoint(NamedTuple):
    """One entry point, and whose it is."""

    name: str
    value: str
    dist: Distribution

    def load(self) -> Any:
        """Import the module and return it, or what the entry point names in it."""
        module, _, names = self.value.partition("[")[0].partition(":")
        loaded = import_module(module.strip())
        return reduce(getattr, filter(None, names.strip().split(".")), loaded)


def entry_points(group: str) -> list[EntryPoint]:
    """Return the entry points of a group; of two distributions with one name the first counts.

    They are in the order of the path, and of the names of distributions in a folder of it.
    """
    places = [place or os.curdir for place in sys.path]
    is_plain = all(map(os.path.isdir, filter(os.path.exists, places)))
    others = (one for one in sys.meta_path if hasattr(one, "find_distributions"))
    if not is_plain or any(one is not PathFinder for one in others):
        return [*_asked_of_python(group)]
    found: list[EntryPoint] = []
    seen: set[str] = set()
    for place in dict.fromkeys(places):
        for folder in _infos(place):
            if (key := _key(folder.name)) not in seen:
                seen.add(key)
                found += _read(folder, group)
    return found


def _asked_of_python(group: str) -> Iterator[EntryPoint]:
    from importlib import metadata  # noqa: PLC0415 (see above)

    for point in metadata.entry_points(group=group):
        dist = point.dist  # what was damaged may lack either
        name, version = (dist.name, dist.version) if dist is not None else ("", "")
        whose = Distribution(name or "", version or "")
        yield EntryPoint(point.name, point.value, whose)


def _infos(place: str) -> list[Path]:
    """Return the folders in a folder of the path that tell of a distribution each."""
    with contextlib.suppress(OSError), os.scandir(place) as inside:
        return sorted(Path(one) for one in inside if one.name.endswith((".dist-info", ".egg-info")))
    return []


def _key(name: str) -> str:
    """Return what the folders of one distribution's versions have in common."""
    stem = name.removesuffix(".dist-info").removesuffix(".egg-info")
    return stem.partition("-")[0].lower().replace(".", "_")


def _read(folder: Path, group: str) -> Iterator[EntryPoint]:
    is_inside = False
    for line in map(str.strip, _text(folder / "entry_points.txt").splitlines()):
        if line.startswith("["):
            is_inside = line.strip("[]") == group
        elif is_inside and "=" in line and not line.startswith("#"):
            name, _, value = line.partition("=")
            yield EntryPoint(name.strip(), value.strip(), _distribution(folder))


def _distribution(folder: Path) -> Distribution:
    """Return what the head of the metadata says; behind an empty line comes the README."""
    head = (_text(folder / "METADATA") or _text(folder / "PKG-INFO")).partition("\n\n")[0]
    said = dict(line.split(": ", 1) for line in reversed(head.splitlines()) if ": " in line)
    return Distribution(said.get("Name", "").strip(), said.get("Version", "").strip())


def _text(file: Path) -> str:
    with contextlib.suppress(OSError):
        return file.read_text(encoding="utf-8", errors="replace")
    return ""
