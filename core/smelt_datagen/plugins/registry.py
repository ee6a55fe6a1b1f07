"""What is known of the plugins that were found."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TypeAlias

import attrs

from smelt_datagen.errors import UnknownNameError
from smelt_datagen.messages import near_names
from smelt_datagen.protocol.generator import Generator
from smelt_datagen.protocol.section import Section

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
        return f"{self.distribution} {self.version}".rstrip()


@attrs.frozen
class Plugin:
    """One plugin, how it fared, and what of it can be used."""

    origin: Origin
    generators: tuple[type[Generator], ...] = ()
    sections: tuple[type[Section], ...] = ()
    status: Status = "ok"
    reason: str = ""

    @property
    def warning(self) -> str:
        """What to tell the user about it; empty if all is well."""
        what = {"ok": "", "failed": "failed to load", "conflict": "is ignored in part"}[self.status]
        return f"plugin {self.origin} {what}: {self.reason}" if what else ""


@attrs.frozen
class Plugins:
    """Every plugin found, by distribution and entry point: the built-ins first, files last."""

    found: tuple[Plugin, ...]
    files: tuple[Path, ...] = ()
    """Of those, the files that the caller named."""
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

    @property
    def sections(self) -> tuple[type[Section], ...]:
        """All sections; no two of them own the same key."""
        return tuple(section for plugin in self.found for section in plugin.sections)

    def owner_of(self, section: type[Section]) -> Plugin:
        """Return the plugin that provides a section."""
        return next(plugin for plugin in self.found if section in plugin.sections)

    def owners(self, type_name: str) -> tuple[Plugin, ...]:
        """Return the plugins that provide `type_name`: none, one, or several in conflict."""
        return self._owners.get(type_name, ())

    def provider(self, type_name: str) -> Plugin:
        """Return the one plugin that provides `type_name`.

        Raises UnknownNameError if there is none, with near names and the plugins that failed, or if
        there are two, naming both.
        """
        owners = self.owners(type_name)
        if len(owners) == 1:
            return owners[0]
        if owners:
            origins = " and ".join(str(owner.origin) for owner in owners)
            raise UnknownNameError(f"'{type_name}' is provided by two plugins: {origins}")
        failed = (plugin for plugin in self.found if plugin.status == "failed")
        hints = "".join(f"; {plugin.warning}" for plugin in failed)
        near = near_names(type_name, self.types)
        raise UnknownNameError(f"there is no generator type '{type_name}'{near}{hints}")

    def generator(self, type_name: str) -> type[Generator]:
        """Return the class of `type_name`; raises UnknownNameError as `provider` does."""
        owned = self.provider(type_name).generators
        return next(cls for cls in owned if cls.declaration.type == type_name)

    def origin(self, generator: Generator) -> Origin | None:
        """Return where a generator's class came from, None if no plugin registered it."""
        owners = self.owners(generator.declaration.type)
        known = (plugin.origin for plugin in owners if type(generator) in plugin.generators)
        return next(known, None)
