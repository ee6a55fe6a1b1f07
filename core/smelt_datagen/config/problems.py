"""What is wrong with a value that was read, with the way from the value down."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from smelt_datagen.config.scalars import Wrong
from smelt_datagen.errors import ParameterError, Path, Problem, Step
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


def unknown_keys(unknown: Iterable[Any], known: Collection[str], path: Path) -> Iterator[Problem]:
    """Yield a problem for each of the `unknown` keys of the mapping at `path`."""
    for key in unknown:
        name = spell_key(key)
        message = f"unknown key '{name}'{near_names(name, known)}"
        yield Problem((*path, key), message, on_key=True)


class Parts:
    """Parts of one value, made one by one: what is wrong with any of them is wrong with it."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def made(self, step: Step, make: Callable[[Any], Any], value: Any) -> Any:
        """Return what `make` makes of the value at a step; None, with a note, if it cannot."""
        try:
            return make(value)
        except (Wrong, StructureError) as error:
            self._problems += (problem.inside((step,)) for problem in problems_of(error))
            return None

    def key(self, make: Callable[[Any], Any], key: Any) -> Any:
        """Return what `make` makes of a key of the value; None, with a note, if it cannot."""
        try:
            return make(key)
        except Wrong as error:
            self._problems.append(Problem((key,), str(error), on_key=True))
            return None

    def note(self, message: str) -> None:
        """Note what is wrong with the value as a whole."""
        self._problems.append(Problem((), message))

    def note_unknown(self, given: Iterable[Step], known: Collection[str]) -> None:
        """Note each of the keys that were given and that nobody knows."""
        unknown = sorted((key for key in given if key not in known), key=str)
        self._problems += unknown_keys(unknown, known, ())

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
