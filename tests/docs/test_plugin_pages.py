"""The pages for authors of plugins show what there is, all of it, and check what they show."""

import re

import pytest
from smelt_datagen.protocol.allowed_types import ALLOWED
from smelt_datagen.scaffold.new_plugin import new_plugin
from smelt_datagen.testing import check

from ..doors import DOORS, public_names
from .markdown import ROOT, all_blocks, blocks, table

PAGES = ROOT / "docs" / "plugins"
SURROUNDINGS = {
    "distributions.md": "page needs module: scipy",
    "index.md": "page imports from: site",
    "tutorial.md": "page imports from: acme-generators/src",
}
"""Pages that need more than their own folder, and what."""
LAWS = set(check.LAWS)
_TYPE = re.compile(r'^@generator\(\s*"([\w.]+)"', re.MULTILINE)


def test_the_pages_with_surroundings_are_these_few():
    marks = re.compile(r"^<!-- (page (?:needs module|imports from): .+) -->$", re.MULTILINE)
    pages = [file.name for file in PAGES.glob("*.md")]
    assert {page: mark for page in pages for mark in marks.findall(_text(page))} == SURROUNDINGS


def test_the_entry_point_of_the_tutorial_is_that_of_a_new_plugin(tmp_path):
    (shown,) = blocks("docs/plugins/tutorial.md", "toml")
    project = new_plugin("acme-generators", tmp_path) / "pyproject.toml"
    assert shown.text in project.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", ["docs/plugins/cookbook.md", "docs/plugins/distributions.md"])
def test_every_recipe_is_used_and_keeps_the_laws(page):
    shown = all_blocks(page)
    types = [name for block in shown for name in _TYPE.findall(block.text)]
    used = "".join(block.text for block in shown if block.language == "yaml")
    printed = "".join(block.text for block in shown if "output" in block.marks)
    assert types
    assert [name for name in types if f"type: {name}" not in used] == []
    assert [name for name in types if f"{name}: all laws kept;" not in printed] == []


def test_the_testing_page_has_every_law_and_one_that_breaks_it():
    listed = [law for law, _ in table("docs/plugins/testing.md", "## The laws")]
    broken = re.findall(r"^broken\.\w+ is not ([\w-]+):", _text("testing.md"), re.MULTILINE)
    headings = re.findall(r"^### ([a-z-]+)$", _text("testing.md"), re.MULTILINE)
    assert set(listed) == LAWS
    assert listed == broken == headings


@pytest.mark.parametrize("door", DOORS)
def test_the_api_page_has_every_public_name(door):
    described = re.findall(r"^\.\. (?:auto|py:)\w+:: ([\w.]+)", _text("api.md"), re.MULTILINE)
    errors = {f"smelt_datagen.{name}" for name in public_names("smelt_datagen.errors")}
    assert {f"{door}.{name}" for name in public_names(door)} - errors <= set(described)


def test_the_table_of_types_is_that_of_the_code():
    listed = [words.strip("`") for words, *_ in table("docs/plugins/api.md", "## Types of columns")]
    assert listed == list(ALLOWED)


def _text(page):
    return (PAGES / page).read_text(encoding="utf-8")
