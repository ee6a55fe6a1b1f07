"""YAML values into typed ones, without coercion, every error with its path.

With `problems` the only module that uses cattrs.
"""

from __future__ import annotations

import contextlib
import difflib
import types
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path as FilePath
from typing import Any, NoReturn, TypeAlias, Union, get_args, get_origin

import attrs
import cattrs
from cattrs.cols import is_mapping, list_structure_factory, mapping_structure_factory
from cattrs.errors import BaseValidationError
from cattrs.gen import make_dict_structure_fn, override

from smelt_datagen.config.problems import StructureError, problems_of
from smelt_datagen.config.scalars import LEAVES, Wrong, config_file
from smelt_datagen.errors import ParameterError, Path, Problem, UnknownNameError
from smelt_datagen.messages import expected
from smelt_datagen.protocol.generator import Generator
from smelt_datagen.protocol.parameter import parameter_check, parameter_key
from smelt_datagen.protocol.scalars import ConfigFile
from smelt_datagen.protocol.scope import BindFailure, Scope

Hook: TypeAlias = Callable[[Any, Any], Any]


Lookup: TypeAlias = Callable[[str], type[Generator]]
"""The class of a generator type; raises UnknownNameError if there is none."""


class Structurer:
    """Structures YAML values; with a `lookup` of their types, generators too.

    Paths of files are relative to `folder`.
    """

    def __init__(self, lookup: Lookup | None = None, folder: FilePath = FilePath()) -> None:
        self._lookup = lookup
        self._files: list[FilePath] = []
        self._leaves = {**LEAVES, ConfigFile: self._remembered(config_file(folder))}
        self._converter = cattrs.Converter(detailed_validation=True, forbid_extra_keys=True)
        self._register()

    def structure(self, value: Any, as_type: Any) -> Any:
        """Return `value` as `as_type`; raise StructureError with everything that is wrong."""
        try:
            return self._converter.structure(value, as_type)
        except (BaseValidationError, ParameterError, Wrong) as error:
            raise StructureError(tuple(problems_of(error))) from None

    def files_named(self) -> tuple[FilePath, ...]:
        """Return the files that were named in what was structured since this was last asked."""
        files = tuple(self._files)
        self._files.clear()
        return files

    def _remembered(self, hook: Callable[[Any, Any], FilePath]) -> Hook:
        def remembering(value: Any, as_type: Any) -> FilePath:
            self._files.append(path := hook(value, as_type))
            return path

        return remembering

    def _register(self) -> None:
        converter = self._converter
        converter.register_structure_hook_factory(_is_list, self._list_hook)
        converter.register_structure_hook_factory(is_mapping, self._mapping_hook)
        converter.register_structure_hook_factory(attrs.has, self._class_hook)
        converter.register_structure_hook_func(_is_union, self._any_part)
        converter.register_structure_hook_func(
            lambda as_type: as_type is Generator, self._generator
        )
        for as_type, hook in self._leaves.items():
            converter.register_structure_hook(as_type, hook)

    def _generator(self, value: Any, _as_type: Any) -> Generator:
        """Return the generator, or one that reports what is wrong with it when it is bound.

        So a wrong inner generator leaves the outer one, and its neighbours, to be checked.
        """
        try:
            return self._whole_generator(value)
        except (BaseValidationError, ParameterError, Wrong) as error:
            inside = tuple(self.generators_in(self._without_own_types(value)))
            return BrokenGenerator(tuple(problems_of(error)), inside)

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
        made: Generator = self._converter.structure(given, cls)
        return made

    def generators_in(self, value: Any) -> Iterator[tuple[Path, Generator]]:
        """Yield the generators inside something that is wrong itself."""
        for path, inside in _mappings_with_type(value):
            yield path, self._generator(inside, Generator)

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
        fields = attrs.fields(attrs.resolve_types(cls))
        hooks: dict[str, Any] = {
            field.name: override(rename=parameter_key(field), struct_hook=self._checked(field))
            for field in fields
        }
        return _for_mappings(make_dict_structure_fn(cls, self._converter, **hooks))

    def _checked(self, field: attrs.Attribute[Any]) -> Hook:
        check = parameter_check(field)

        def hook(value: Any, as_type: Any) -> Any:
            made = self._converter.structure(value, as_type)
            # what was written, since 7 has become 7.0
            if (wrong := check(value if isinstance(value, int) else made)) is not None:
                raise Wrong(wrong)
            return made

        return hook

    def _mapping_hook(self, as_type: Any) -> Hook:
        return _for_mappings(mapping_structure_factory(as_type, self._converter))

    def _any_part(self, value: Any, as_type: Any) -> Any:
        """Return the value as the first part of a union that takes it."""
        failures: list[Exception] = []
        for part in get_args(as_type):
            if part is type(None) and value is None:
                return None
            try:
                if part is not type(None):
                    return self._converter.structure(value, part)
            except (BaseValidationError, ParameterError, Wrong) as error:
                failures.append(error)
        if all(isinstance(error, Wrong) for error in failures):
            raise Wrong(", or ".join(dict.fromkeys(map(str, failures))))
        raise failures[-1]

    def _list_hook(self, as_type: Any) -> Hook:
        item: Any = get_args(as_type)[0]
        items: Any = list[item]
        structure = list_structure_factory(items, self._converter)
        container = get_origin(as_type)

        def hook(value: Any, as_type: Any) -> Any:
            if not isinstance(value, list):
                raise Wrong(expected("a list", value))
            return container(structure(value, as_type))

        return hook


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


def _is_union(as_type: Any) -> bool:
    """Whether it is a union of several types besides None."""
    is_union = get_origin(as_type) in (Union, types.UnionType)
    parts = [part for part in get_args(as_type) if part is not type(None)]
    return is_union and len(parts) > 1 and as_type not in LEAVES


def _is_list(as_type: Any) -> bool:
    origin, arguments = get_origin(as_type), get_args(as_type)
    return origin is list or (origin is tuple and len(arguments) == 2 and arguments[1] is ...)  # noqa: PLR2004 (the form tuple[X, ...])


def _for_mappings(structure: Hook) -> Hook:
    def hook(value: Any, as_type: Any) -> Any:
        if not isinstance(value, Mapping):
            raise Wrong(expected("a mapping", value))
        return structure(value, as_type)

    return hook
