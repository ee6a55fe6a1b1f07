"""YAML values into typed ones, without coercion, every error with its path."""

from __future__ import annotations

import contextlib
import difflib
import types
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path as FilePath
from typing import Any, NoReturn, TypeAlias, Union, get_args, get_origin

import attrs

from smelt_datagen.config.problems import Parts, StructureError, instance_of, problems_of
from smelt_datagen.config.scalars import LEAVES, Wrong, config_file
from smelt_datagen.errors import Path, Problem, UnknownNameError
from smelt_datagen.messages import expected
from smelt_datagen.protocol.generator import Generator
from smelt_datagen.protocol.parameter import parameter_check, parameter_key, parameter_keys
from smelt_datagen.protocol.scalars import ConfigFile
from smelt_datagen.protocol.scope import BindFailure, Scope

Hook: TypeAlias = Callable[[Any], Any]
"""Returns a value as a type; raises Wrong, or StructureError for what is inside."""

Leaf: TypeAlias = Callable[[Any, Any], Any]
"""Likewise, of a value that has no parts, and of its type."""

Lookup: TypeAlias = Callable[[str], type[Generator]]
"""The class of a generator type; raises UnknownNameError if there is none."""


class Structurer:
    """Structures YAML values; with a `lookup` of their types, generators too.

    Paths of files are relative to `folder`.
    """

    def __init__(self, lookup: Lookup | None = None, folder: FilePath = FilePath()) -> None:
        self._lookup = lookup
        self._files: list[FilePath] = []
        leaves = {**LEAVES, ConfigFile: self._remembered(config_file(folder))}
        self._hooks: dict[Any, Hook] = {
            Any: lambda value: value,
            Generator: self._generator,
            **{kind: _hook_of_leaf(leaf, kind) for kind, leaf in leaves.items()},
        }

    def structure(self, value: Any, as_type: Any) -> Any:
        """Return `value` as `as_type`; raise StructureError with everything that is wrong."""
        try:
            return self._hook(as_type)(value)
        except Wrong as error:
            raise StructureError(problems_of(error)) from None

    def files_named(self) -> tuple[FilePath, ...]:
        """Return the files that were named in what was structured since this was last asked."""
        files = tuple(self._files)
        self._files.clear()
        return files

    def _remembered(self, leaf: Callable[[Any, Any], FilePath]) -> Leaf:
        def remembering(value: Any, as_type: Any) -> FilePath:
            self._files.append(path := leaf(value, as_type))
            return path

        return remembering

    def _hook(self, as_type: Any) -> Hook:
        if as_type not in self._hooks:
            self._hooks[as_type] = self._hook_of(as_type)
        return self._hooks[as_type]

    def _hook_of(self, as_type: Any) -> Hook:
        origin = get_origin(as_type)
        if origin in (Union, types.UnionType):
            return self._union_hook(as_type)
        if origin in (list, tuple):
            return self._list_hook(origin, get_args(as_type)[0])
        if origin in (dict, Mapping):
            return self._mapping_hook(*get_args(as_type))
        if attrs.has(as_type):
            return self._class_hook(as_type)
        raise TypeError(f"YAML cannot give {as_type}")

    def _generator(self, value: Any) -> Generator:
        """Return the generator, or one that reports what is wrong with it when it is bound.

        So a wrong inner generator leaves the outer one, and its neighbours, to be checked.
        """
        try:
            return self._whole_generator(value)
        except (StructureError, Wrong) as error:
            inside = tuple(self.generators_in(self._without_own_types(value)))
            return BrokenGenerator(problems_of(error), inside)

    def _without_own_types(self, value: Any) -> Any:
        """Leave out those parameters of a generator whose `type` is no generator's."""
        try:
            cls: type[Any] = self._generator_class(value["type"])
        except (KeyError, TypeError, Wrong):
            return value
        fields = attrs.fields(attrs.resolve_types(cls))
        own = {parameter_key(field) for field in fields if _has_type_key(field.type)}
        return {key: part for key, part in value.items() if key not in own}

    def _whole_generator(self, value: Any) -> Generator:
        if not isinstance(value, Mapping):
            raise Wrong(expected("a generator (a mapping with 'type')", value))
        if "type" not in value:
            near = (key for key in value if difflib.get_close_matches(str(key), ["type"]))
            hint = next((f", did you mean it by '{key}'?" for key in near), "")
            raise Wrong(f"missing key 'type'{hint}")
        cls = self._generator_class(value["type"])
        given = {name: part for name, part in value.items() if name != "type"}
        made: Generator = self._hook(cls)(given)
        return made

    def generators_in(self, value: Any) -> Iterator[tuple[Path, Generator]]:
        """Yield the generators inside something that is wrong itself."""
        for path, inside in _mappings_with_type(value):
            yield path, self._generator(inside)

    def _generator_class(self, name: Any) -> type[Generator]:
        if not isinstance(name, str):
            raise Wrong(expected("a generator type", name), "type")
        if self._lookup is None:
            raise TypeError("a Structurer without a lookup cannot structure generators")
        try:
            return self._lookup(name)
        except UnknownNameError as error:
            raise Wrong(str(error), "type") from None

    def _class_hook(self, cls: type[Any]) -> Hook:
        fields = [field for field in attrs.fields(attrs.resolve_types(cls)) if field.init]
        hooks = {parameter_key(field): (field, self._checked(field)) for field in fields}

        def hook(value: Any) -> Any:
            given = _mapping(value)
            parts = Parts()
            made: dict[str, Any] = {}
            for key, (field, make) in hooks.items():
                if key in given:
                    made[field.alias or field.name] = parts.made(key, make, given[key])
                elif field.default is attrs.NOTHING:
                    parts.note(f"missing key '{key}'")
            parts.note_unknown(given, parameter_keys(cls))
            parts.refuse_if_wrong()
            return instance_of(cls, made)

        return hook

    def _checked(self, field: attrs.Attribute[Any]) -> Hook:
        check = parameter_check(field)

        def hook(value: Any) -> Any:
            made = self._hook(field.type)(value)
            # what was written, since 7 has become 7.0
            if (wrong := check(value if isinstance(value, int) else made)) is not None:
                raise Wrong(wrong)
            return made

        return hook

    def _mapping_hook(self, key_type: Any, value_type: Any) -> Hook:
        def hook(value: Any) -> Any:
            make_key, make = self._hook(key_type), self._hook(value_type)
            parts = Parts()
            made = {}
            for key, inside in _mapping(value).items():
                part = parts.made(key, make, inside)
                made[parts.key(make_key, key)] = part
            parts.refuse_if_wrong()
            return made

        return hook

    def _union_hook(self, as_type: Any) -> Hook:
        """Return the value as the first part of a union that takes it."""
        kinds = [part for part in get_args(as_type) if part is not type(None)]
        may_be_none = len(kinds) < len(get_args(as_type))

        def hook(value: Any) -> Any:
            if value is None and may_be_none:
                return None
            failures: list[Wrong | StructureError] = []
            for kind in kinds:
                try:
                    return self._hook(kind)(value)
                except (StructureError, Wrong) as error:
                    failures.append(error)
            if all(isinstance(error, Wrong) for error in failures):
                raise Wrong(", or ".join(dict.fromkeys(map(str, failures))))
            raise failures[-1]

        return hook

    def _list_hook(self, container: Callable[[list[Any]], Any], item_type: Any) -> Hook:
        def hook(value: Any) -> Any:
            if not isinstance(value, list):
                raise Wrong(expected("a list", value))
            make, parts = self._hook(item_type), Parts()
            made = [parts.made(index, make, item) for index, item in enumerate(value)]
            parts.refuse_if_wrong()
            return container(made)

        return hook


def _hook_of_leaf(leaf: Leaf, kind: Any) -> Hook:
    return lambda value: leaf(value, kind)


def _mapping(value: Any) -> Mapping[Any, Any]:
    if not isinstance(value, Mapping):
        raise Wrong(expected("a mapping", value))
    return value


@attrs.frozen(eq=False, repr=False)
class BrokenGenerator(Generator):
    """Stands in for a generator that could not be structured."""

    problems: tuple[Problem, ...]
    inner: tuple[tuple[Path, Generator], ...]

    def bind(self, scope: Scope) -> NoReturn:
        """Report the problems, and those of the generators inside."""
        for problem in self.problems:
            scope.report(problem.message, *problem.path, on_key=problem.on_key)
        for path, generator in self.inner:
            with contextlib.suppress(BindFailure):
                scope.bind(generator, *path)
        raise BindFailure


def _mappings_with_type(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield the nearest mappings below `value` that look like generators."""
    steps = value.items() if isinstance(value, Mapping) else ()
    for step, inside in enumerate(value) if isinstance(value, list) else steps:
        if isinstance(inside, Mapping) and isinstance(inside.get("type"), str):
            yield (*path, step), inside
        else:
            yield from _mappings_with_type(inside, (*path, step))


def _has_type_key(as_type: Any) -> bool:
    """Whether values of the type are mappings with a key `type` of their own."""
    parts = [part for part in (as_type, *get_args(as_type)) if attrs.has(part)]
    return any(field.name == "type" for part in parts for field in attrs.fields(part))
