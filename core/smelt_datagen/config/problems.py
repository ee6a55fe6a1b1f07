"""What is wrong with a value that was read, with the way from the value down."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from smelt_datagen.config.scalars import Wrong
from smelt_datagen.errors import ParameterError, Problem, Step
from smelt_datagen.messages import near_names, spell_key


class StructureError(Exception):
    """A value could not be structured: all its problems, with paths from the value down."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(str(problems))


def problems_of(error: Wrong | StructureError) -> tuple[Problem, ...]:
    """Return what an error says, with paths from the value down."""
    if isinstance(error, StructureError):
        return error.problems
    return (Problem(() if error.key is None else (error.key,), str(error)),)


class Parts:
    """Parts of one value, made one by one: what is wrong with any of them is wrong with it."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def made(self, step: Step, make: Callable[[Any], Any], value: Any) -> Any:
        """Return what `make` makes of the value at a step; None, with a note, if it cannot."""
        try:
            return make(value)
        except (Wrong, StructureError) as error:
            for problem in problems_of(error):
                self.note((step, *problem.path), problem.message, on_key=problem.on_key)
            return None

    def key(self, make: Callable[[Any], Any], key: Any) -> Any:
        """Return what `make` makes of a key of the value; None, with a note, if it cannot."""
        try:
            return make(key)
        except Wrong as error:
            self.note((key,), str(error), on_key=True)
            return None

    def note(self, path: tuple[Step, ...], message: str, *, on_key: bool = False) -> None:
        """Note what is wrong."""
        self._problems.append(Problem(path, message, on_key))

    def note_unknown(self, given: Iterable[Step], known: Collection[str]) -> None:
        """Note each of the keys that were given and that nobody knows."""
        for key in sorted((key for key in given if key not in known), key=str):
            name = spell_key(key)
            self.note((key,), f"unknown key '{name}'{near_names(name, known)}", on_key=True)

    def refuse_if_wrong(self) -> None:
        """Raise StructureError if anything was noted."""
        if self._problems:
            raise StructureError(tuple(self._problems))


def instance_of(cls: type[Any], made: Mapping[str, Any]) -> Any:
    """Return an instance; raise StructureError with what a validator of its class says."""
    try:
        return cls(**made)
    except ParameterError as error:
        raise StructureError((Problem((error.parameter,), error.message),)) from None
    except ValueError as error:
        raise StructureError((Problem((), str(error)),)) from None
