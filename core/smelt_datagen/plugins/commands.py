"""The commands of installed plugins, by name: their entry points tell, and nothing is imported."""

from __future__ import annotations

from smelt_datagen.plugins.entry_points import entry_points
from smelt_datagen.plugins.selection import is_own, is_wanted, selection

GROUP = "smelt_datagen.commands"
"""Group of entry points: the name of a command, and where its class is."""


def listed_commands() -> dict[str, str]:
    """Return the commands that can be asked for, sorted, and whose each is.

    Neither one that two plugins have nor one whose name another distribution may not have.
    """
    wanted = selection()
    points = [one for one in entry_points(GROUP) if is_wanted(one.dist.name, wanted)]
    names = [one.name for one in points if "." in one.name or is_own(one.dist.name)]
    owners = {one.name: f"{one.dist.name} {one.dist.version}".rstrip() for one in points}
    return {name: owners[name] for name in sorted(names) if names.count(name) == 1}
