"""Regular expressions into their parts, as Python reads them; what has no bound is refused."""

from __future__ import annotations

import re
import string
from typing import NoReturn

import attrs

from smelt_datagen_builtin.possibilities.syntax import (
    PRINTABLE,
    Characters,
    Choice,
    Part,
    Repetition,
    Sequel,
)

_MOST_TIMES = 1000
_DEEPEST = 50
_DIGITS, _WORD, _SPACE = string.digits, string.ascii_letters + string.digits + "_", " "
_SETS = {"d": _DIGITS, "w": _WORD, "s": _SPACE}
_CONTROLS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "v": "\v"}
_HEXADECIMAL = {"x": 2, "u": 4}
_TIMES = re.compile(r"\{([0-9]*)(,?)([0-9]*)\}")
_GROUP = re.compile(r"\?(?::|P<[A-Za-z_][A-Za-z0-9_]*>)")


class WrongPattern(Exception):  # noqa: N818 (reads as what it says)
    """A regular expression that cannot be read, and where."""

    def __init__(self, place: int, message: str) -> None:
        super().__init__(f"at character {place + 1}, {message}")


def parsed(pattern: str) -> Part:
    """Return the parts of a regular expression; raises WrongPattern."""
    reader = _Reader(pattern)
    if pattern.startswith("^"):
        reader.place = 1
    part = reader.choice()
    if reader.place < len(pattern):
        reader.fail("')' closes no group: write '\\)' for the character")
    return part


@attrs.define
class _Reader:
    """Reads a pattern from left to right."""

    pattern: str
    place: int = 0
    depth: int = 0
    """Groups that are open."""

    def fail(self, message: str, place: int | None = None) -> NoReturn:
        raise WrongPattern(self.place if place is None else place, message)

    def next(self) -> str:
        """Return the next character, "" at the end."""
        return self.pattern[self.place : self.place + 1]

    def choice(self) -> Part:
        """Read alternatives up to the end or a closing bracket."""
        options = [self.sequel()]
        while self.next() == "|":
            self.place += 1
            options.append(self.sequel())
        return options[0] if len(options) == 1 else Choice(options)

    def sequel(self) -> Part:
        """Read what stands up to the next `|`, `)` or the end."""
        parts: list[Part] = []
        while self.next() not in ("", "|", ")"):
            if self.next() == "$" and self.place + 1 == len(self.pattern):
                self.place += 1
                break
            parts.append(self.repeated())
        return parts[0] if len(parts) == 1 else Sequel(parts)

    def repeated(self) -> Part:
        """Read a part and how often it stands there."""
        part = self.single()
        if not self.is_at_times():
            return part
        least, most = self.times(self.next())
        if self.next() == "?":  # as few as possible: the texts are the same
            self.place += 1
        if self.is_at_times():
            self.fail(f"'{self.next()}' repeats a repetition: put that into a group")
        return Repetition(part, least, most)

    def is_at_times(self) -> bool:
        """Return whether a repetition comes next."""
        return self.next() != "" and self.next() in "?*+{"

    def times(self, letter: str) -> tuple[int, int]:
        """Read `?`, `{m}`, `{m,n}` or `{,n}`."""
        if letter == "?":
            self.place += 1
            return 0, 1
        if letter in "*+":
            instead = "{0,10}" if letter == "*" else "{1,10}"
            self.fail(f"'{letter}' has no bound: say how often at most, as in {instead}")
        found = _TIMES.match(self.pattern, self.place)
        if found is None or not (found[1] or found[3]):
            self.fail("'{' begins no repetition, as {3} or {2,5}: write '\\{' for the character")
        if found[2] and not found[3]:
            self.fail(f"'{found[0]}' has no bound: say how often at most, as in {{{found[1]},10}}")
        least = int(found[1] or 0)
        most = int(found[3]) if found[2] else least
        if least > most:
            self.fail(f"'{found[0]}' repeats at least {least} and at most {most} times")
        if most > _MOST_TIMES:
            self.fail(f"'{found[0]}' repeats more than {_MOST_TIMES:,} times")
        self.place = found.end()
        return least, most

    def single(self) -> Part:
        """Read a character, a class or a group."""
        letter = self.next()
        if letter in "?*+{":
            self.fail(f"'{letter}' has nothing to repeat: write '\\{letter}' for the character")
        if letter in "^$":
            ends = "begins" if letter == "^" else "ends"
            self.fail(f"'{letter}' stands where no text {ends}: write '\\{letter}'")
        if letter == "(":
            return self.group()
        if letter == "[":
            return self.character_class()
        if letter == "\\":
            return Characters(self.escape())
        self.place += 1
        return Characters(PRINTABLE if letter == "." else letter)

    def group(self) -> Part:
        """Read a group, whose name does not matter."""
        start = self.place
        self.place += 1
        if self.next() == "?":
            found = _GROUP.match(self.pattern, self.place)
            if found is None:
                shown = self.pattern[start : start + 3]
                self.fail(
                    f"'{shown}' begins no group that is known: (…), (?:…), (?P<name>…)", start
                )
            self.place = found.end()
        self.depth += 1
        if self.depth > _DEEPEST:
            self.fail(f"groups stand more than {_DEEPEST} deep in each other", start)
        part = self.choice()
        if self.next() != ")":
            self.fail("the group is not closed", start)
        self.place += 1
        self.depth -= 1
        return part

    def escape(self) -> str:
        """Read a backslash and what follows; return the characters that it stands for."""
        start = self.place
        letter = self.pattern[start + 1 : start + 2]
        self.place += 2
        if letter in _HEXADECIMAL:
            size = _HEXADECIMAL[letter]
            digits = self.pattern[self.place : self.place + size]
            self.place += size
            if re.fullmatch(f"[0-9A-Fa-f]{{{size}}}", digits) and not _is_surrogate(digits):
                return chr(int(digits, 16))
            self.fail(f"'\\{letter}' needs {size} hexadecimal digits of a character", start)
        if letter.lower() in _SETS:
            letters = _SETS[letter.lower()]
            return letters if letter.islower() else _others(letters)
        if letter in _CONTROLS:
            return _CONTROLS[letter]
        if not letter:
            self.fail("a backslash ends the pattern: write '\\\\' for the character", start)
        if letter.isalnum():
            known = "\\d \\w \\s \\D \\W \\S \\t \\n \\r \\f \\v \\xFF \\uFFFF"
            self.fail(f"'\\{letter}' is not known here (known: {known})", start)
        return letter

    def character_class(self) -> Characters:
        """Read `[...]`."""
        start = self.place
        self.place += 1
        is_negated = self.next() == "^"
        self.place += is_negated
        first, found = self.place, ""
        while (letter := self.next()) != "]" or self.place == first:
            if not letter:
                self.fail("the class is not closed", start)
            found += self.characters()
        self.place += 1
        found = _others(found) if is_negated else "".join(dict.fromkeys(found))
        if not found:
            self.fail("the class has no character", start)
        return Characters(found)

    def characters(self) -> str:
        """Read a character of a class, a range or an escape."""
        start = self.place
        low = self.member()
        if self.next() != "-" or self.pattern[self.place + 1 : self.place + 2] in ("]", ""):
            return low
        self.place += 1
        high = self.member()
        shown = self.pattern[start : self.place]
        if len(low) != 1 or len(high) != 1:
            self.fail(f"'{shown}' is no range: it has more than one character on a side", start)
        if low > high:
            self.fail(f"'{shown}' is no range: it ends before it begins", start)
        letters = map(chr, range(ord(low), ord(high) + 1))
        return "".join(letter for letter in letters if not _is_surrogate(f"{ord(letter):x}"))

    def member(self) -> str:
        """Read one character of a class, or an escape."""
        if self.next() == "\\":
            return self.escape()
        self.place += 1
        return self.pattern[self.place - 1]


def _others(characters: str) -> str:
    return "".join(letter for letter in PRINTABLE if letter not in characters)


def _is_surrogate(digits: str) -> bool:
    return 0xD800 <= int(digits, 16) <= 0xDFFF  # noqa: PLR2004 (which are no characters)
