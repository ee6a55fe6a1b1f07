"""Fenced code blocks and tables of the project's Markdown files."""

import pathlib
import re

import attrs

ROOT = pathlib.Path(__file__).parents[2]

_BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@attrs.frozen
class Block:
    """A fenced block: its language, its text, and the line on which the text begins."""

    language: str
    text: str
    line: int

    @property
    def name(self):
        return f"{self.language}-line-{self.line}"


def blocks(file, language):
    """Return the blocks of one language in a file of the repository, in their order."""
    text = (ROOT / file).read_text(encoding="utf-8")
    found = [
        Block(match["language"], match["text"], text.count("\n", 0, match.start("text")) + 1)
        for match in _BLOCK.finditer(text)
    ]
    return [block for block in found if block.language == language]


def commands(file, program):
    """Return the command lines of a file's shell blocks that begin with `program`."""
    lines = [line for block in blocks(file, "sh") for line in block.text.splitlines()]
    return [line for line in lines if line.split()[:1] == [program]]


def table(file, heading):
    """Return the rows, as lists of cells, of the first table below a heading."""
    text = (ROOT / file).read_text(encoding="utf-8")
    section = text.partition(f"\n{heading}\n")[2]
    rows = re.findall(r"^\|(.*)\|$", re.split(r"^#", section, flags=re.MULTILINE)[0], re.MULTILINE)
    return [[cell.strip() for cell in row.split("|")] for row in rows[2:]]
