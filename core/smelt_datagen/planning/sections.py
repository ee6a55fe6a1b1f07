"""Keys of datasets that are plugins': their sections, bound when they are asked for."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, NoReturn

import attrs

from smelt_datagen.config.models import DATASET_KEYS, DatasetConfig
from smelt_datagen.config.problems import unknown_keys
from smelt_datagen.errors import Problem, UnknownNameError
from smelt_datagen.planning.checks import Provenance
from smelt_datagen.planning.on_demand import OnDemand
from smelt_datagen.planning.written import Written
from smelt_datagen.plugins.registry import Plugins
from smelt_datagen.protocol.parameter import parameter_keys
from smelt_datagen.protocol.scope import BindFailure, Scope
from smelt_datagen.protocol.section import Section


@attrs.frozen(eq=False, repr=False)
class Sections:
    """Binds sections; what is wrong goes to `problems`."""

    plugins: Plugins
    problems: list[Problem]
    demand: OnDemand
    written: Written

    def add(self, config: DatasetConfig, scope: Scope) -> None:
        """Let the sections that a dataset has be bound when they are asked for."""
        known = set(DATASET_KEYS)
        disputed = set(self._disputed(config))
        for cls in self.plugins.sections if config.extra else ():  # which imports them
            keys = parameter_keys(cls)
            known |= {*keys}
            given = {key: value for key, value in config.extra.items() if key in keys}
            if given:
                is_disputed = not disputed.isdisjoint(given)
                here = attrs.evolve(scope, place="section")
                make = _give_up if is_disputed else partial(self._bound, cls, given, here)
                name = f"{scope.own.name}.{next(iter(given))}"
                self.demand.add((scope.own, cls), name, make)
        unknown = (key for key in config.extra if key not in known)
        self.problems.extend(unknown_keys(unknown, known, config.path))

    def _disputed(self, config: DatasetConfig) -> Iterator[str]:
        """Yield the keys of a dataset that two plugins claim, each noted as an error."""
        for key in config.extra:
            try:
                self.plugins.section_of(key)
            except UnknownNameError as error:
                self.problems.append(Problem((*config.path, key), str(error), on_key=True))
                yield key

    def _bound(self, cls: type[Section], given: Mapping[str, Any], scope: Scope) -> Any:
        section: Section | None = self.written.read(given, cls, scope.path)
        if section is None:
            for path, generator in self.written.generators_in(given):
                with contextlib.suppress(BindFailure):
                    scope.bind(generator, *path)
            raise BindFailure
        origin = self.plugins.owner_of(cls).origin
        self.demand.note(origin)
        whose = Provenance(f"dataset '{scope.own.name}': section '{cls.__name__}' of {origin}")
        with whose.named(lambda: "while it was bound"):
            return section.bind(scope)


def _give_up() -> NoReturn:
    raise BindFailure  # what is wrong was noted
