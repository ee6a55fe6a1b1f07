"""How messages name what was found, and what the user may have meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence

LONGEST_QUOTE = 60
LONGEST_LIST = 12


def quote(value: object) -> str:
    """Return `value` as a YAML reader would write it, cut to a readable length."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "a mapping" if value else "an empty mapping"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "a list" if value else "an empty list"
    if isinstance(value, float):
        return _spell_float(value)
    text = f'"{value}"' if isinstance(value, str) else repr(value)
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1]}…"


def _spell_float(value: float) -> str:
    return repr(value).replace("inf", ".inf").replace("nan", ".nan")


def spell_key(key: object) -> str:
    """Return a mapping key as YAML has it, without quotes."""
    return key if isinstance(key, str) else quote(key)


def printable(text: str) -> str:
    """Return `text` with line breaks and other control characters as escapes."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == " " else repr(c)[1:-1] for c in text)


def expected(what: str, found: object) -> str:
    """Return the sentence for a value of the wrong kind."""
    return f"expected {what}, found {quote(found)}"


def near_names(name: str, names: Iterable[str], *, only_close: bool = False) -> str:
    """Return ", did you mean 'x'?" for the closest of `names`, else the list of what there is.

    With `only_close`, returns nothing in place of the list.
    """
    known = sorted(names)
    close = difflib.get_close_matches(name.lower(), [n.lower() for n in known], n=3, cutoff=0.65)
    matches = list(dict.fromkeys(n for c in close for n in known if n.lower() == c))
    if matches:
        return f", did you mean {_alternatives(matches)}?"
    if not known or only_close:
        return ""
    more = f", … ({len(known)} in all)" if len(known) > LONGEST_LIST else ""
    return f" (known: {', '.join(known[:LONGEST_LIST])}{more})"


def _alternatives(names: Sequence[str]) -> str:
    quoted = [f"'{name}'" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
