"""The map in docs/architecture.md is the code."""

import ast
import re
import runpy

from .markdown import ROOT, blocks

SOURCES = (
    "core/smelt_datagen",
    "plugins/builtin/smelt_datagen_builtin",
    "plugins/domains/smelt_datagen_domains",
    "plugins/engines/smelt_datagen_engines",
    "plugins/report/smelt_datagen_report",
)


def rooms(source):
    """Return what every room of a source root says of itself in the first line of its docstring."""
    said = {}
    for path in (ROOT / source).iterdir():
        module = path / "__init__.py" if path.is_dir() else path
        if module.suffix == ".py" and module.exists():
            text = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
            said[f"{path.name}/" if path.is_dir() else path.name] = text.partition("\n")[0]
    return said


def test_the_map_has_a_line_for_every_room_as_the_room_says_itself():
    text_blocks = blocks("docs/architecture.md", "text")
    (shown,) = (block for block in text_blocks if "checked by" in block.marks)
    mapped = {}
    for line in shown.text.splitlines():
        if match := re.fullmatch(r"(\S+)/", line):
            lines = mapped.setdefault(match[1], {})
        elif line:
            name, said = line.split(maxsplit=1)
            lines[name] = said
    assert mapped == {source: rooms(source) for source in SOURCES}


def test_the_picture_is_that_of_the_import_contracts():
    rooms_of = runpy.run_path(ROOT / "docs" / "_extensions" / "rooms.py")
    assert rooms_of["PICTURE"].read_text(encoding="utf-8") == rooms_of["picture"]()
    shown = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert "(images/rooms.svg)" in shown
