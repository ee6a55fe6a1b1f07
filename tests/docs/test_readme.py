"""README is short, and what it names is there; that its blocks work is shown by test_pages."""

import re

import smelt_datagen

from ..doors import DOORS
from .markdown import ROOT, blocks

README = "README.md"
MINUTES = 3
WORDS_A_MINUTE = 238
"""Silent reading of English text (Brysbaert, 2019)."""
WORDS_A_CODE_BLOCK = 15
"""What a block costs that is looked at rather than read."""


def test_it_is_read_in_three_minutes():
    text = _text()
    prose = re.sub(r"^```.*?^```$|<!--.*?-->", "", text, flags=re.MULTILINE | re.DOTALL)
    words = re.findall(r"[A-Za-z][\w'-]*", re.sub(r"\]\([^)]*\)", "]", prose))
    looked_at = len(re.findall(r"^```\w+$", text, re.MULTILINE)) * WORDS_A_CODE_BLOCK
    assert len(words) + looked_at <= MINUTES * WORDS_A_MINUTE


def test_the_first_config_is_short_and_is_the_example_file():
    config = blocks(README, "yaml")[0].text
    assert config == (ROOT / "examples" / "quickstart.yaml").read_text(encoding="utf-8")
    assert len(config.splitlines()) <= 14


def test_the_plugin_has_at_most_fifteen_lines_of_code():
    (code,) = [block.text for block in blocks(README, "python") if "hookimpl" in block.text]
    assert len([line for line in code.splitlines() if line.strip()]) <= 15


def test_names_of_the_package_that_are_mentioned_exist():
    mentioned = set(re.findall(r"smelt_datagen\.(\w+)", _text()))
    doors = {door.partition(".")[2] for door in DOORS}
    assert mentioned <= {*dir(smelt_datagen), *doors}


def test_every_file_that_is_linked_exists():
    for file in (README, "CONTRIBUTING.md", "CHANGELOG.md", "docs/architecture.md"):
        text = (ROOT / file).read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
            assert ((ROOT / file).parent / target).exists(), f"{file}: {target}"


def _text():
    return (ROOT / README).read_text(encoding="utf-8")
