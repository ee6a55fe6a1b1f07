"""Texts of several words."""

from __future__ import annotations

from collections.abc import Sequence

from smelt_datagen.plugin import Column, Generator, Scope, generator, near_names, param

from smelt_datagen_builtin.possibilities.distinct_words import DistinctWords
from smelt_datagen_builtin.possibilities.nodes import Node, Several
from smelt_datagen_builtin.possibilities.repeated import Repeated
from smelt_datagen_builtin.possibilities.tables import Table, check_capacity, text_column
from smelt_datagen_builtin.possibilities.word_lists import WORD_LISTS

_MOST_WORDS = 1000
_MOST_DISTINCT = 100


@generator(
    "words",
    example="{ type: words, words: lorem, min_words: 3, max_words: 8 }",
    output="string",
)
class Words(Generator):
    """Text of several words, with a space between them.

    The words are those of a list, each as likely as the others, or of a built-in list: `lorem` or
    `english`. All numbers of words are equally likely; with `unique`, all texts are.
    """

    words: str | list[str] = param("The words, or the name of a built-in list: lorem, english.")
    min_words: int = param("Smallest number of words.", default=1, ge=1)
    max_words: int = param("Largest number of words.", ge=1, le=_MOST_WORDS)
    distinct: bool = param("Whether no word stands twice in a text.", default=False)
    unique: bool = param("Whether no text comes twice.", default=False)

    def bind(self, scope: Scope) -> Column:
        """Return the column; fail on an empty list or range, and on words that do not do."""
        words = self._words(scope)
        if self.min_words > self.max_words:
            found = f"got {self.min_words}, max_words is {self.max_words}"
            scope.fail(f"must be at most max_words ({found})", "min_words")
        if self.distinct:
            self._check_distinct(words, scope)
        if self.unique:
            _check_apart(words, scope)
        table = Table()
        node = self._node(words, table)
        if self.unique:
            check_capacity(node.capacity, scope, "the list")
        return text_column(node, table, is_unique=self.unique)

    def _words(self, scope: Scope) -> Sequence[str]:
        if isinstance(self.words, str):
            found = WORD_LISTS.get(self.words)
            if found is None:
                near = near_names(self.words, WORD_LISTS)
                scope.fail(f"there is no list of words '{self.words}'{near}", "words")
            return found.split()
        if not self.words:
            scope.fail("must have at least one word", "words")
        return self.words

    def _check_distinct(self, words: Sequence[str], scope: Scope) -> None:
        different = len(set(words))
        if different < len(words):
            _check_once(words, scope, "distinct")
        if self.max_words > different:
            found = f"there are {different}"
            scope.fail(f"{self.max_words} distinct words need a longer list: {found}", "max_words")
        if self.max_words > _MOST_DISTINCT:
            scope.fail(f"must be at most {_MOST_DISTINCT} if words are distinct", "max_words")

    def _node(self, words: Sequence[str], table: Table) -> Node:
        first = table.piece(words)
        if self.max_words == 1:
            return first
        others = table.piece([f" {word}" for word in words])
        if self.distinct:
            return DistinctWords(first, others, self.min_words, self.max_words)
        return Several([first, Repeated(others, self.min_words - 1, self.max_words - 1)])


def _check_once(words: Sequence[str], scope: Scope, parameter: str) -> None:
    twice = next(word for number, word in enumerate(words) if word in words[:number])
    scope.fail(f"the list has the word '{twice}' twice", parameter)


def _check_apart(words: Sequence[str], scope: Scope) -> None:
    """Fail if two different choices of words could make the same text."""
    if len(set(words)) < len(words):
        _check_once(words, scope, "unique")
    for word in words:
        if " " in word or not word:
            why = "texts of other words could be the same"
            scope.fail(
                f"the list has '{word}', a word with a space or an empty one: {why}", "unique"
            )
