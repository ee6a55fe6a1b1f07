"""The map in docs/architecture.md is the code."""

import re

from .markdown import ROOT, blocks

SOURCES = ("core/smelt_datagen", "plugins/builtin/smelt_datagen_builtin")


def test_the_map_has_a_line_for_every_module_and_for_nothing_else():
    text_blocks = blocks("docs/architecture.md", "text")
    (shown,) = (block for block in text_blocks if "checked by" in block.marks)
    mapped = {}
    for line in shown.text.splitlines():
        if line.endswith("/"):
            modules = mapped.setdefault(line.rstrip("/"), set())
        elif match := re.match(r"  (\S+\.(?:py|yaml)) ", line):
            modules.add(match[1])
    existing = {
        source: {
            file.relative_to(ROOT / source).as_posix()
            for suffix in ("py", "yaml")
            for file in (ROOT / source).rglob(f"*.{suffix}")
        }
        for source in SOURCES
    }
    assert mapped == existing
