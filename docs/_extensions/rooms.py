"""The picture of rooms and arrows, from the import contracts in pyproject.toml.

`python docs/_extensions/rooms.py` draws docs/images/rooms.svg anew; a test holds the two together.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "docs" / "images" / "rooms.svg"

_TITLES = {
    "smelt_datagen": "core/smelt_datagen",
    "smelt_datagen_builtin": "plugins/builtin/smelt_datagen_builtin",
    "smelt_datagen_domains": "plugins/domains/smelt_datagen_domains",
    "smelt_datagen_engines": "plugins/engines/smelt_datagen_engines",
    "smelt_datagen_report": "plugins/report/smelt_datagen_report",
}
_DOORS = ("plugin", "arrays", "elementary", "errors")
_BOX, _ROW, _TOP, _COLUMN = 26, 44, 64, 410
_HEAD = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" \
aria-labelledby="title" font-family="system-ui, sans-serif" font-size="13" fill="#1c2733">
  <title id="title">The rooms in layers: each imports from those below it only</title>
  <defs>
    <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" \
orient="auto"><path d="M0,0 L8,4 L0,8 z" fill="#51606f"/></marker>
  </defs>
  <rect width="{width}" height="{height}" rx="8" fill="#ffffff"/>
"""


def layers() -> Mapping[str, Sequence[Sequence[str]]]:
    """Return for every root the names of its rooms, layer by layer from the top."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    return {
        contract["containers"][0]: [layer.split(" | ") for layer in contract["layers"]]
        for contract in contracts
        if contract["type"] == "layers"
    }


def picture() -> str:
    """Return the drawing: a column for each root, a row for each layer, arrows downwards."""
    columns = layers()
    height = _TOP + _ROW * max(map(len, columns.values())) + 20
    parts = [_HEAD.format(width=_COLUMN * len(columns), height=height)]
    for number, (root, rows) in enumerate(columns.items()):
        parts += _column(number * _COLUMN, _TITLES[root], rows)
    parts += _doors(columns["smelt_datagen"])
    return "".join(parts) + "</svg>\n"


def _column(left: int, title: str, rows: Sequence[Sequence[str]]) -> Iterator[str]:
    middle = left + _COLUMN // 2
    yield _text(middle, 34, title, bold=True)
    for number, names in enumerate(rows):
        top = _TOP + _ROW * number
        if number:
            yield _arrow(f"M{middle},{top - _ROW + _BOX} V{top - 2}")
        width = min(170, (_COLUMN - 50) // len(names) - 8)
        start = middle - (width + 8) * len(names) // 2 + 4
        for place, name in enumerate(names):
            at = start + place * (width + 8)
            fill = "#dcebdc" if name in _DOORS and left == 0 else "#eef3f8"
            yield (
                f'  <rect x="{at}" y="{top}" width="{width}" height="{_BOX}" rx="5" '
                f'fill="{fill}" stroke="#51606f"/>\n'
            )
            yield _text(at + width // 2, top + 18, name)


def _doors(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield what says that plugins come in by the green rooms."""
    door = next(number for number, names in enumerate(rows) if "plugin" in names)
    height = _TOP + _ROW * door + _BOX // 2
    yield _arrow(f"M{_COLUMN + 40},{height} H{_COLUMN - 30}")
    bottom = _TOP + _ROW * (len(rows) - 1) + 18
    yield _text(_COLUMN + _COLUMN // 2, bottom, "green: the doors, through which plugins come in")


def _text(x: int, y: int, text: str, *, bold: bool = False) -> str:
    weight = ' font-weight="600"' if bold else ""
    return f'  <text x="{x}" y="{y}" text-anchor="middle"{weight}>{escape(text)}</text>\n'


def _arrow(path: str) -> str:
    line = 'stroke="#51606f" stroke-width="1.5" fill="none" marker-end="url(#arrow)"'
    return f'  <path d="{path}" {line}/>\n'


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
