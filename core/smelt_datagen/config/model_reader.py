"""A config's values into its models, key by key: one that is wrong leaves the others to be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import attrs

from smelt_datagen.config.keys import FALLBACK, RULE, key_name, keys
from smelt_datagen.config.models import (
    ColumnConfig,
    Config,
    CorrelateConfig,
    DatasetConfig,
    EntityConfig,
    FormatConfig,
    GeneratorConfig,
    ParentConfig,
    PartitionConfig,
    RedeliveryConfig,
)
from smelt_datagen.config.problems import StructureError, unknown_keys
from smelt_datagen.config.rules import Rule
from smelt_datagen.config.structuring import Structurer
from smelt_datagen.errors import Path, Problem
from smelt_datagen.messages import expected

Model = TypeVar("Model")

MODELS = (
    ColumnConfig,
    Config,
    CorrelateConfig,
    DatasetConfig,
    EntityConfig,
    ParentConfig,
    PartitionConfig,
    RedeliveryConfig,
)
"""All that are mappings in YAML whose keys are fields."""


@attrs.frozen(eq=False)
class _Key:
    """A key of a model: what is the same wherever the model stands."""

    field: str
    name: str
    """What YAML calls it."""
    is_required: bool
    fallback: Any
    rule: Rule | None
    as_type: Any
    model: type[Any] | None
    """Of the value, or of the items of the list that it is."""
    is_list: bool
    as_written: type[Any] | None
    """What takes the value as it is."""

    @classmethod
    def of(cls, field: attrs.Attribute[Any], as_type: Any) -> _Key:
        parts = (as_type, *get_args(as_type))
        return cls(
            field=field.name,
            name=key_name(field),
            is_required=field.default is attrs.NOTHING,
            fallback=field.metadata[FALLBACK],
            rule=field.metadata[RULE],
            as_type=as_type,
            model=next((part for part in parts if part in MODELS), None),
            is_list=get_origin(as_type) is tuple,
            as_written=next((one for one in (GeneratorConfig, FormatConfig) if one in parts), None),
        )


@attrs.frozen(eq=False)
class _Shape:
    """A model: its keys by their names, and whether it knows where it stands and what is left."""

    keys: Mapping[str, _Key]
    has_path: bool
    has_extra: bool


def _shape(model: type[Any]) -> _Shape:
    hints = get_type_hints(model)
    every = [_Key.of(field, hints[field.name]) for field in keys(model)]
    return _Shape({one.name: one for one in every}, "path" in hints, "extra" in hints)


_SHAPES: Mapping[type, _Shape] = {model: _shape(model) for model in MODELS}


class ModelReader:
    """Makes the models of one config; what is wrong goes to `problems`."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._structurer = Structurer()

    def model(self, value: Any, model: type[Model], path: Path = ()) -> Model:
        """Return the model that stands at `path`, with a fallback for each key that is wrong."""
        shape = _SHAPES[model]
        if model is DatasetConfig and isinstance(value, Mapping):
            if "parent" in value:
                value = self._under_parent(value, path)
            if "rows" in value:
                made: Any = self._small_table(value, path)
                return made  # type: ignore[no-any-return]  # a DatasetConfig, as asked for
        if model is PartitionConfig and value == "inherit":
            inherited: Any = PartitionConfig(column="", inherits=True, path=path)
            return inherited  # type: ignore[no-any-return]  # as asked for
        if not isinstance(value, Mapping):
            self._report(path, expected(f"a mapping with the keys {', '.join(shape.keys)}", value))
            return model(**{one.field: one.fallback for one in shape.keys.values()})
        fields = self._fields(value, shape, path)
        unknown = {key: value[key] for key in value if key not in shape.keys}
        if shape.has_path:
            fields["path"] = path
        if shape.has_extra:
            fields["extra"] = unknown
        else:
            self.problems.extend(unknown_keys(unknown, shape.keys, path))
        return model(**fields)

    def _fields(self, value: Mapping[Any, Any], shape: _Shape, path: Path) -> dict[str, Any]:
        """Return the fields of a model whose keys are there, or should be."""
        made = {}
        for name, key in shape.keys.items():
            if name in value:
                made[key.field] = self._key(value[name], key, (*path, name))
            elif key.is_required:
                self._report(path, f"missing key '{name}'")
                made[key.field] = key.fallback
        return made

    def _small_table(self, value: Mapping[Any, Any], path: Path) -> DatasetConfig:
        """Return a dataset that is written down row by row."""
        from smelt_datagen.config.small_tables import SmallTable  # noqa: PLC0415 (few configs have one)

        table = SmallTable(path)
        whole = table.read(value)
        self.problems.extend(table.problems)
        columns = [{"generator": None, **column} for column in whole["columns"]]
        rows = tuple(map(tuple, whole["rows"]))
        rest = {**whole, "columns": columns}
        del rest["rows"]
        return attrs.evolve(self.model(rest, DatasetConfig, path), rows=rows, scale=False)

    def _under_parent(self, value: Mapping[Any, Any], path: Path) -> Mapping[Any, Any]:
        """Return a dataset that has a parent as one whose number of rows is written down."""
        beside = [key for key in ("num_rows", "scale", "rows") if key in value]
        for key in beside:
            message = "cannot stand beside 'parent', from whose rows the number of rows follows"
            self._report((*path, key), message, on_key=True)
        return {**{key: value[key] for key in value if key not in beside}, "num_rows": 1}

    def _key(self, written: Any, key: _Key, path: Path) -> Any:
        before = len(self.problems)
        made = self._value(written, key, path)
        if key.rule is None or made is None or len(self.problems) > before:
            return made
        # what was written, since 0 has become 0.0
        if (wrong := key.rule.check(written if type(written) is int else made)) is None:
            return made
        self._report(path, wrong)
        return key.fallback

    def _value(self, value: Any, key: _Key, path: Path) -> Any:
        if key.as_written is not None:
            return key.as_written(value, path)
        if key.model is not None:
            return (self._models if key.is_list else self.model)(value, key.model, path)
        try:
            return self._structurer.structure(value, key.as_type)
        except StructureError as error:
            self.problems.extend(problem.inside(path) for problem in error.problems)
            return key.fallback

    def _models(self, value: Any, model: type[Model], path: Path) -> tuple[Model, ...]:
        if not isinstance(value, list) or not value:
            self._report(path, expected("a list with at least one item", value))
            return ()
        made = [(self.model(item, model, (*path, i)), item) for i, item in enumerate(value)]
        return tuple(one for one, item in made if isinstance(item, Mapping))

    def _report(self, path: Path, message: str, *, on_key: bool = False) -> None:
        self.problems.append(Problem(path, message, on_key))
