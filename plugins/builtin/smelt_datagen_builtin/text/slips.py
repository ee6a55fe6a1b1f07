"""What looks like a placeholder of a template and is none: a brace too few, a space too many."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from smelt_datagen.plugin import near_names

_SPACED = re.compile(r"\{\s*(?P<name>[A-Za-z_][A-Za-z0-9_]*)(?P<rest>\s*|\s*:[^{}]*|:[^{}]*)\}")
_HINT = "a brace that is meant as such is written twice"


def slips(literals: Collection[tuple[int, str]], names: Collection[str]) -> list[str]:
    """Return a message for every slip in the text between the placeholders of a template.

    `literals` are the pieces of that text and where they begin; `names` are those of placeholders.
    """
    found = [slip for start, text in literals for slip in _slips(start, text, names)]
    return [f"at character {place + 1}, {words}; {_HINT}" for place, words in sorted(found)]


def _slips(start: int, text: str, names: Collection[str]) -> Iterator[tuple[int, str]]:
    """Yield where each slip of one such piece is, and what."""
    every = "|".join(map(re.escape, names))
    opened = rf"\{{\s*(?P<text>{every})(?![A-Za-z0-9_])"
    closed = rf"(?<![A-Za-z0-9_])(?P<text>(?:{every})(?::[^{{}}\s]*)?)\s*\}}"
    for found in _SPACED.finditer(text):
        text = _without(text, found)
        near = near_names(found["name"], names, only_close=True)
        if near:
            meant = "" if found["name"] in names else near
            yield (
                start + found.start(),
                f"'{found[0]}' has spaces, which a placeholder has not{meant}",
            )
    for found in re.finditer(opened, text):
        text = _without(text, found)
        name = found["text"]
        yield start + found.start(), f"the brace before '{name}' is not closed: '{{{name}}}'"
    for found in re.finditer(closed, text):
        whole = found["text"]
        yield start + found.start(), f"the brace behind '{whole}' was not opened: '{{{whole}}}'"


def _without(text: str, found: re.Match[str]) -> str:
    """Return a text of the same length in which what was found is not found again."""
    return text[: found.start()] + "\0" * len(found[0]) + text[found.end() :]
