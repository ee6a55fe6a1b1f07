"""Fenced code blocks and tables of the project's Markdown files."""

import pathlib
import re

import attrs

ROOT = pathlib.Path(__file__).parents[2]

_BLOCK = re.compile(
    r"(?P<marks>(?:^<!-- [^\n]* -->\n)*)^```(?P<language>\w+)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_MARK = re.compile(r"^<!-- (?P<key>[^:\n]+)(?:: (?P<value>.*))? -->$", re.MULTILINE)
_DIRECTIVE = re.compile(r"^```\{(?:eval-rst|include|toctree)\}.*?^```$", re.MULTILINE | re.DOTALL)


@attrs.frozen
class Block:
    """A fenced block: its language, its text, and the line on which the text begins.

    `marks` are the comments right above it, `<!-- key: value -->` or `<!-- key -->`.
    """

    language: str
    text: str
    line: int
    marks: dict[str, str] = attrs.field(factory=dict)

    @property
    def name(self):
        return f"{self.language}-line-{self.line}"


def all_blocks(file):
    """Return the blocks of a file of the repository, in their order."""
    text = (ROOT / file).read_text(encoding="utf-8")
    return [
        Block(
            match["language"],
            match["text"],
            text.count("\n", 0, match.start("text")) + 1,
            {mark["key"]: mark["value"] or "" for mark in _MARK.finditer(match["marks"])},
        )
        for match in _BLOCK.finditer(text)
    ]


def blocks(file, language):
    """Return the blocks of one language in a file of the repository, in their order."""
    return [block for block in all_blocks(file) if block.language == language]


def has_other_fences(file):
    """Return whether a file has code blocks that `all_blocks` does not read."""
    text = (ROOT / file).read_text(encoding="utf-8")
    rest = _DIRECTIVE.sub("", _BLOCK.sub("", text))
    return "```" in rest or "~~~" in rest


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
