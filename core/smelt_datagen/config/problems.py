"""What cattrs raises, as problems with their paths in YAML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs
import cattrs
from cattrs.errors import ClassValidationError, ForbiddenExtraKeysError

from smelt_datagen.config.scalars import Wrong
from smelt_datagen.errors import ParameterError, Path, Problem, Step
from smelt_datagen.messages import near_names, spell_key
from smelt_datagen.protocol.parameter import parameter_key, parameter_keys


class StructureError(Exception):
    """A value could not be structured: all its problems, with paths from the value down."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(str(problems))


def problems_of(error: BaseException, path: Path = ()) -> Iterator[Problem]:
    """Walk cattrs' tree of exceptions, whose notes say which field, index or key each is of."""
    if isinstance(error, BaseExceptionGroup):
        keys = _keys_by_field(error)
        for inner in error.exceptions:
            steps = (keys.get(step, step) for step in _step(inner))
            yield from problems_of(inner, (*path, *steps))
    elif isinstance(error, ForbiddenExtraKeysError):
        known = parameter_keys(error.cl)
        for extra in sorted(error.extra_fields, key=str):
            name = spell_key(extra)
            message = f"unknown key '{name}'{near_names(name, known)}"
            yield Problem((*path, extra), message, on_key=True)
    elif isinstance(error, Wrong):
        on_key = error.key is None and _is_of_a_key(error)
        yield Problem(path if error.key is None else (*path, error.key), str(error), on_key)
    elif isinstance(error, ParameterError):
        yield Problem((*path, error.parameter), error.message)
    elif isinstance(error, KeyError):  # a required field is missing
        yield Problem(path[:-1], f"missing key {error}")
    elif isinstance(error, ValueError):  # what a plugin's own validator says
        yield Problem(path, str(error))
    else:
        raise error


def _keys_by_field(error: BaseExceptionGroup[BaseException]) -> Mapping[Step, str]:
    """Return what the fields of the class that failed are called in YAML; cattrs names fields."""
    if not isinstance(error, ClassValidationError) or not attrs.has(error.cl):
        return {}
    return {field.name: parameter_key(field) for field in attrs.fields(error.cl)}


def _is_of_a_key(error: BaseException) -> bool:
    notes = getattr(error, "__notes__", ())
    return any(note.startswith("Structuring mapping key") for note in notes)


def _step(error: BaseException) -> Path:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, cattrs.AttributeValidationNote):
            return (note.name,)
        if isinstance(note, cattrs.IterableValidationNote):
            return (note.index,)
    return ()
