"""HTML and SVG made of elements: whatever is no markup already is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import TypeAlias

_VOID = frozenset({"meta", "link", "rect", "path", "circle", "line", "br"})
"""Elements without content."""


class Markup(str):
    """Text that is HTML, made by `element` only."""

    __slots__ = ()


Child: TypeAlias = "str | Markup | Iterable[Child] | None"


def element(name: str, /, *children: Child, **attributes: str | float | None) -> Markup:
    """Return an element with what stands in it.

    Strings are escaped; lists are taken apart; None is nothing. Of attributes, `class_` is `class`
    and `aria_label` is `aria-label`; one that is None is left out.
    """
    given = "".join(
        f' {_attribute(key)}="{escaped(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _VOID and not children:
        return Markup(f"<{name}{given}/>")
    return Markup(f"<{name}{given}>{''.join(_flat(children))}</{name}>")


def escaped(text: str) -> str:
    """Return text for HTML, characters that nobody can see as escapes."""
    if not text.isprintable():
        text = "".join(one if one.isprintable() else _visible(one) for one in text)
    return escape(text, quote=True)


def joined(children: Iterable[Child]) -> Markup:
    """Return elements one behind the other."""
    return Markup("".join(_flat(children)))


def _visible(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{{{code:x}}}"  # noqa: PLR2004 (one byte)


def _flat(children: Iterable[Child]) -> Iterator[str]:
    for child in children:
        if isinstance(child, Markup):
            yield child
        elif isinstance(child, str):
            yield escaped(child)
        elif child is not None:
            yield from _flat(child)


def _attribute(key: str) -> str:
    """Return an attribute in the spelling of HTML; SVG has some with capitals."""
    return key if key == "viewBox" else key.rstrip("_").replace("_", "-")
