"""Which of several kinds of thing a row has: one, a weighted mix of them, or what a column says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen.arrays import code_type, index_in, numpy_values, string_array, validity
from smelt_datagen.plugin import Block, ColumnType, GuideTable, Scope, Stream, near_names

Choice: TypeAlias = str | dict[str, float | str]
"""In YAML: a key, `{ key: weight, … }`, or `{ column: name }`."""

Codes: TypeAlias = npt.NDArray[Any]
"""One position in a list per row, of any integer type."""


@attrs.frozen
class Selected:
    """Which of `keys` every row has."""

    keys: tuple[str, ...]

    def codes(self, block: Block) -> Codes | None:
        """Return each row's position in `keys`; None if all rows have the only one."""
        raise NotImplementedError


@attrs.frozen
class One(Selected):
    """All rows have the same."""

    def codes(self, block: Block) -> Codes | None:  # noqa: ARG002 (what others look at)
        """Return None."""
        return None


@attrs.frozen
class Mixed(Selected):
    """Rows draw one by weights, from a stream that all who name the same thing share.

    Without one, from the block's own.
    """

    weights: tuple[float, ...]
    label: str
    stream: Stream | None = None
    guide: GuideTable = attrs.field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "guide", GuideTable(self.weights))

    def codes(self, block: Block) -> Codes | None:
        """Return what every row draws; computed once for the rows."""
        if self.stream is None:
            return self.guide.codes(block.uint64(self.label))
        return block.rows.derived((self.label, self.weights), self.stream, self._shared)

    def _shared(self, block: Block) -> Codes:
        return self.guide.codes(block.uint64(self.label))


@attrs.frozen
class FromColumn(Selected):
    """Rows have what the texts of a column stand for."""

    path: str
    fallback: str | None
    spellings: pa.StringArray = attrs.field(eq=False)
    of_spelling: Codes = attrs.field(eq=False)
    """Which key each of the spellings stands for, and of all other texts, or of null, the last one;
    -1 if nothing stands in for these."""

    def codes(self, block: Block) -> Codes | None:
        """Return what the column says; raise ValueError for a text that stands for nothing."""
        array = block.rows.column(self.path)
        texts = array.dictionary if pa.types.is_dictionary(array.type) else array
        found = self._of_texts(texts)
        if texts is not array:
            is_there = validity(array)
            found = np.append(found, self.of_spelling[-1])
            positions = numpy_values(array.indices)
            found = found.take(np.where(is_there, positions, len(found) - 1), mode="clip")
        self._refuse_unknown(found, array)
        return found

    def _of_texts(self, texts: pa.StringArray) -> Codes:
        positions = index_in(texts, self.spellings)
        known = validity(positions)
        return self.of_spelling.take(np.where(known, numpy_values(positions), -1), mode="wrap")

    def _refuse_unknown(self, found: Codes, array: pa.Array) -> None:
        wrong = np.flatnonzero(found < 0)
        if wrong.size:
            value = array[int(wrong[0])].as_py()
            raise ValueError(f"column '{self.path}' has {value!r}, which is none of those known")


@attrs.frozen
class Known:
    """What there is to choose from."""

    what: str
    """What a key is, for messages: "country", "locale"."""
    keys: Sequence[str]
    spellings: Mapping[str, str] = attrs.field(factory=dict)
    """What columns may have in place of a key."""

    def select(self, choice: Choice, scope: Scope, parameter: str, draws: Draws) -> Selected:
        """Return what a parameter says; fail for keys that there are not."""
        if draws.fallback is not None and (isinstance(choice, str) or "column" not in choice):
            scope.fail(f"is for a {parameter} that a column says", "fallback")
        if isinstance(choice, str):
            self._check(choice, scope, parameter)
            return One((choice,))
        if "column" in choice:
            return self._from_column(choice, scope, parameter, draws.fallback)
        return self._mixed(choice, scope, parameter, draws)

    def _mixed(
        self, choice: Mapping[str, float | str], scope: Scope, parameter: str, draws: Draws
    ) -> Selected:
        if not choice:
            scope.fail(f"must have at least one {self.what}", parameter)
        weights: dict[str, float] = {}
        attempts = scope.attempts()
        for key, weight in choice.items():
            with attempts:
                self._check(key, scope, parameter, key)
            if isinstance(weight, str) or weight < 0:
                scope.report("a weight must be a number of at least 0", parameter, key)
            else:
                weights[key] = weight
        attempts.settle()
        scope.stop_if_failed()
        if not any(weights.values()):
            scope.fail("at least one weight must be greater than 0", parameter)
        return Mixed(tuple(weights), tuple(weights.values()), draws.label, draws.stream)

    def _from_column(
        self, choice: Mapping[str, float | str], scope: Scope, parameter: str, fallback: str | None
    ) -> Selected:
        path = choice["column"]
        if len(choice) > 1 or not isinstance(path, str):
            scope.fail("a column stands alone, by its name: { column: country }", parameter)
        if fallback is not None:
            self._check(fallback, scope, "fallback")
        kind = scope.column(path, parameter, "column").type
        wrong = self._mismatch(path, kind) or self._unknown(path, kind)
        if wrong is not None and (fallback is None or not pa.types.is_string(kind.data_type)):
            scope.fail(wrong, parameter, "column")
        return self._by_spelling(path, kind.dictionary, fallback)

    def _mismatch(self, path: str, kind: ColumnType) -> str | None:
        if not pa.types.is_string(kind.data_type):
            return f"must be a column of texts ('{path}' is {kind.data_type})"
        if kind.nullable:
            return f"'{path}' may be null: say the 'fallback' of such rows"
        return None

    def _unknown(self, path: str, kind: ColumnType) -> str | None:
        for text in [] if kind.dictionary is None else kind.dictionary.to_pylist():
            if text not in self._all_spellings():
                near = near_names(text, self.keys, only_close=True)
                why = f"'{path}' has '{text}', which is no {self.what}"
                return f"{why}: say the 'fallback' of such rows{near}"
        return None

    def _by_spelling(
        self, path: str, dictionary: pa.Array | None, fallback: str | None
    ) -> FromColumn:
        of = self._all_spellings()
        used = set(self.keys)
        if dictionary is not None:
            used = {of[text] for text in dictionary.to_pylist() if text in of}
            used |= set() if fallback is None else {fallback}
        keys = tuple(key for key in self.keys if key in used)
        positions = {key: position for position, key in enumerate(keys)}
        spelled = {text: positions[key] for text, key in of.items() if key in positions}
        other = -1 if fallback is None else positions[fallback]
        codes = np.array([*spelled.values(), other], dtype=code_type(len(keys)))
        return FromColumn(keys, path, fallback, string_array(list(spelled)), codes)

    def _all_spellings(self) -> Mapping[str, str]:
        return {**self.spellings, **{key: key for key in self.keys}}

    def _check(self, key: str, scope: Scope, *path: str) -> None:
        if key not in self.keys:
            scope.fail(f"there is no {self.what} '{key}'{near_names(key, self.keys)}", *path)


@attrs.frozen
class Draws:
    """How a mix is drawn, and what stands in where a column has no key."""

    label: str
    fallback: str | None = None
    stream: Stream | None = None
    """Of those who must agree; None: every column draws for itself."""
