"""Regular expressions as trees of choices, in as few pieces as there can be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from smelt_datagen_builtin.possibilities.nodes import Alternatives, Node, Several
from smelt_datagen_builtin.possibilities.repeated import Repeated
from smelt_datagen_builtin.possibilities.syntax import (
    Characters,
    Choice,
    Part,
    Repetition,
    Sequel,
)
from smelt_datagen_builtin.possibilities.tables import Table

_MOST_TEXTS = 1 << 15
"""Texts up to so many, all equally likely, become one piece, and one draw."""
_MOST_CHARACTERS = 1 << 18


def tree(part: Part, table: Table) -> Node:
    """Return the choices of a regular expression; their pieces are added to `table`."""
    texts = _equally_likely(part)
    if texts is not None:
        return table.piece(texts)
    if isinstance(part, Choice):
        return Alternatives([tree(option, table) for option in part.options])
    if isinstance(part, Repetition) and part.least < part.most:
        return Repeated(tree(part.part, table), part.least, part.most)
    made = list(_merged([*_flat(part)], table))
    return made[0] if len(made) == 1 else Several(made)


def _flat(part: Part) -> Iterator[Part]:
    """Yield what stands one behind the other, without what is equally likely as a whole."""
    if isinstance(part, Sequel) and _equally_likely(part) is None:
        for one in part.parts:
            yield from _flat(one)
    elif isinstance(part, Repetition) and part.least == part.most:
        if _equally_likely(part) is None:
            yield from [*_flat(part.part)] * part.most
        else:
            yield part
    else:
        yield part


def _merged(parts: Sequence[Part], table: Table) -> Iterator[Node]:
    """Yield a node for every part, or one for neighbours that are one piece together."""
    texts: Sequence[str] = [""]
    for part in parts:
        more = _equally_likely(part)
        both = None if more is None else _of_sequel([texts, more])
        if both is not None:
            texts = both
            continue
        if texts != [""]:
            yield table.piece(texts)
        texts = [""] if more is None else more
        if more is None:
            yield tree(part, table)
    if texts != [""]:
        yield table.piece(texts)


def _equally_likely(part: Part) -> Sequence[str] | None:
    """Return all texts of a part if they are few and all equally likely, else None."""
    if isinstance(part, Characters):
        return part.characters if len(part.characters) <= _MOST_TEXTS else None
    if isinstance(part, Choice):
        return _of_choice([_equally_likely(option) for option in part.options])
    if isinstance(part, Sequel):
        return _of_sequel([_equally_likely(one) for one in part.parts])
    inner = _equally_likely(part.part)
    if part.least == part.most:
        return _of_sequel([inner] * part.most)
    if inner is None or len(inner) > 1:
        return None
    texts = [inner[0] * length for length in range(part.least, part.most + 1)]
    return texts if sum(map(len, texts)) <= _MOST_CHARACTERS else None


def _of_choice(options: Sequence[Sequence[str] | None]) -> Sequence[str] | None:
    known = [option for option in options if option is not None]
    if len(known) < len(options) or len({len(option) for option in known}) > 1:
        return None
    texts = [text for option in known for text in option]
    return texts if len(texts) <= _MOST_TEXTS else None


def _of_sequel(parts: Sequence[Sequence[str] | None]) -> Sequence[str] | None:
    texts: Sequence[str] = [""]
    for part in parts:
        if part is None or len(texts) * len(part) > _MOST_TEXTS:
            return None
        if len(part) > 1 or part[0]:
            texts = ["".join(pair) for pair in product(texts, part)]
            if len(texts) * len(texts[0]) > _MOST_CHARACTERS:
                return None
    return texts
