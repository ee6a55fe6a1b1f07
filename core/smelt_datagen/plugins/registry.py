"""What is known of the plugins that were found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, TypeAlias

import attrs

from smelt_datagen.errors import UnknownNameError
from smelt_datagen.messages import near_names
from smelt_datagen.plugins.common_words import meant_by
from smelt_datagen.plugins.kinds import Kind
from smelt_datagen.plugins.offers import Offer, loaded, names_of
from smelt_datagen.protocol.generator import Generator
from smelt_datagen.protocol.section import Section

Status: TypeAlias = Literal["ok", "failed", "conflict"]


@attrs.frozen
class Origin:
    """Where a plugin came from: its distribution, that one's version, and the entry point."""

    distribution: str
    version: str
    entry_point: str

    def __str__(self) -> str:
        return f"{self.distribution} {self.version}".rstrip()


@attrs.frozen
class Plugin:
    """One plugin, how it fared, and what of it can be used."""

    origin: Origin
    _generators: tuple[Offer, ...] = ()
    _sections: tuple[Offer, ...] = ()
    _others: Mapping[Kind, tuple[Offer, ...]] = attrs.field(factory=dict)
    """What else it offers, by its kind."""
    status: Status = "ok"
    reason: str = ""
    ignored: tuple[str, ...] = ()
    """Types and dataset keys that it would have, but may not."""
    seconds: float | None = attrs.field(default=None, eq=False)
    """How long it took to load; None for one that was not there to be loaded."""
    error: BaseException | None = attrs.field(default=None, eq=False, repr=False)
    """What it raised, if it failed to load."""
    _loaded: dict[str, type[Generator]] = attrs.field(
        init=False, factory=dict, eq=False, repr=False
    )
    """Generators that were used, by type: a config asks for one of them again and again."""

    @property
    def types(self) -> tuple[str, ...]:
        """The types of its generators, in its order; none is imported for it."""
        return tuple(name for offer in self._generators for name in names_of(offer))

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its sections; none is imported for it."""
        return tuple(name for offer in self._sections for name in names_of(offer))

    @property
    def generators(self) -> tuple[type[Generator], ...]:
        """All its generators, imported now; raises UnknownNameError if one cannot be used."""
        return tuple(loaded(one, Generator, self._name) for one in self._generators)

    @property
    def sections(self) -> tuple[type[Section], ...]:
        """All its sections, likewise."""
        return tuple(loaded(one, Section, self._name) for one in self._sections)

    def generator(self, type_name: str) -> type[Generator]:
        """Return the generator of one of its types (see `generators`)."""
        if type_name not in self._loaded:
            offer = next(one for one in self._generators if names_of(one) == (type_name,))
            self._loaded[type_name] = loaded(offer, Generator, self._name)
        return self._loaded[type_name]

    def section(self, key: str) -> type[Section]:
        """Return the section that owns one of its keys (see `sections`)."""
        offer = next(one for one in self._sections if key in names_of(one))
        return loaded(offer, Section, self._name)

    def names(self, kind: Kind) -> tuple[str, ...]:
        """Return the names of what it offers of a kind; nothing is imported for it."""
        return tuple(name for offer in self._others.get(kind, ()) for name in names_of(offer))

    def named(self, kind: Kind, name: str) -> type[Any]:
        """Return the class of a kind by its name (see `generators`)."""
        offer = next(one for one in self._others[kind] if names_of(one) == (name,))
        return loaded(offer, kind.base, self._name)

    def without(self, names: Collection[str]) -> Plugin:
        """Return the plugin without what has one of these names, types or keys."""
        return attrs.evolve(
            self,
            generators=_rest(self._generators, names),
            sections=_rest(self._sections, names),
            others={kind: _rest(offers, names) for kind, offers in self._others.items()},
        )

    @property
    def _name(self) -> str:
        return f"plugin {self.origin}"

    @property
    def warning(self) -> str:
        """What to tell the user about it; empty if all is well."""
        what = {"ok": "", "failed": "failed to load", "conflict": "is ignored in part"}[self.status]
        return f"plugin {self.origin} {what}: {self.reason}" if what else ""


@attrs.frozen
class Plugins:
    """Every plugin found, by distribution and entry point; files last."""

    found: tuple[Plugin, ...]
    files: tuple[Path, ...] = ()
    """Of those, the files that the caller named."""
    _owners: Mapping[str, tuple[Plugin, ...]] = attrs.field(init=False)
    _key_owners: Mapping[str, tuple[Plugin, ...]] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        types = ((name, plugin) for plugin in self.found for name in plugin.types)
        keys = ((key, plugin) for plugin in self.found for key in plugin.keys)
        object.__setattr__(self, "_owners", _grouped(types))
        object.__setattr__(self, "_key_owners", _grouped(keys))

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
        """All sections; two of different plugins may claim the same key."""
        found = (section for plugin in self.found for section in plugin.sections)
        return tuple(dict.fromkeys(found))

    @property
    def keys(self) -> tuple[str, ...]:
        """All dataset keys that sections own, sorted."""
        return tuple(sorted(self._key_owners))

    def owner_of(self, section: type[Section]) -> Plugin:
        """Return the plugin that provides a section."""
        return next(plugin for plugin in self.found if section in plugin.sections)

    def owners(self, type_name: str) -> tuple[Plugin, ...]:
        """Return the plugins that provide `type_name`: none, one, or several in conflict."""
        return self._owners.get(type_name, ())

    def key_owners(self, key: object) -> tuple[Plugin, ...]:
        """Return the plugins that claim a dataset key: none, one, or several in conflict."""
        return self._key_owners.get(key, ())  # type: ignore[call-overload, no-any-return]  # any key of YAML

    def section_of(self, key: object) -> type[Section] | None:
        """Return the section that owns a dataset key, None if there is none.

        Raises UnknownNameError if two plugins claim it, naming both.
        """
        owners = self.key_owners(key)
        if len(owners) > 1:
            raise UnknownNameError(f"the dataset key '{key}' is claimed by {_two(owners)}")
        return owners[0].section(str(key)) if owners else None

    def provider(self, type_name: str) -> Plugin:
        """Return the one plugin that provides `type_name`.

        Raises UnknownNameError if there is none, with near names and the plugins that failed, or if
        there are two, naming both.
        """
        owners = self.owners(type_name)
        if len(owners) == 1:
            return owners[0]
        if owners:
            raise UnknownNameError(f"'{type_name}' is provided by {_two(owners)}")
        hints = self._hints(type_name)
        near = self._near(type_name)
        if "." in type_name and not near and not hints:
            hints = "; 'smelt-datagen plugins' shows which are installed"
        raise UnknownNameError(f"there is no generator type '{type_name}'{near}{hints}")

    def _near(self, name: str) -> str:
        """Return what was meant by a type that nobody provides, as far as can be guessed."""
        meant = meant_by(name, self.types)
        if meant is not None:
            return f", did you mean '{meant}'?"
        return near_names(name, self.types, only_close="." in name)

    def _hints(self, name: str) -> str:
        """Return why a name may be missing: plugins that failed, and those that may not have it."""
        reasons = (p.warning for p in self.found if p.status == "failed" or name in p.ignored)
        return "".join(f"; {reason}" for reason in reasons)

    def generator(self, type_name: str) -> type[Generator]:
        """Return the class of `type_name`; raises UnknownNameError as `provider` does."""
        return self.provider(type_name).generator(type_name)

    def names(self, kind: Kind) -> tuple[str, ...]:
        """All names of a kind that plugins provide, sorted."""
        return tuple(sorted({name for plugin in self.found for name in plugin.names(kind)}))

    def owners_of(self, kind: Kind, name: str) -> tuple[Plugin, ...]:
        """Return the plugins that provide something of a kind: none, one, or several."""
        return tuple(plugin for plugin in self.found if name in plugin.names(kind))

    def named(self, kind: Kind, name: str) -> type[Any]:
        """Return the class of a kind by its name; raises UnknownNameError as `provider` does."""
        owners = self.owners_of(kind, name)
        if len(owners) == 1:
            return owners[0].named(kind, name)
        if owners:
            raise UnknownNameError(f"the {kind.noun} '{name}' is provided by {_two(owners)}")
        near = near_names(name, self.names(kind))
        raise UnknownNameError(f"there is no {kind.noun} '{name}'{near}{self._hints(name)}")

    def origin(self, generator: Generator) -> Origin | None:
        """Return where a generator's class came from, None if no plugin registered it."""
        name = generator.declaration.type
        known = (p.origin for p in self.owners(name) if p.generator(name) is type(generator))
        return next(known, None)


def _rest(offers: Iterable[Offer], names: Collection[str]) -> tuple[Offer, ...]:
    return tuple(one for one in offers if {*names_of(one)}.isdisjoint(names))


def _grouped(named: Iterable[tuple[str, Plugin]]) -> Mapping[str, tuple[Plugin, ...]]:
    """Return the plugins by the names that they claim."""
    owners: dict[str, tuple[Plugin, ...]] = {}
    for name, plugin in named:
        owners[name] = (*owners.get(name, ()), plugin)
    return owners


def _two(owners: Iterable[Plugin]) -> str:
    return f"two plugins: {' and '.join(str(owner.origin) for owner in owners)}"
