"""The player of pages fails where a page is wrong."""

import pytest

from . import markdown
from .markdown import Block
from .player import Player, assert_shows

CONFIG = """\
datasets:
  - name: rows
    output: rows
    num_rows: 3
    columns: [{ name: id, generator: { type: sequential_id } }]
"""


@pytest.fixture
def player(tmp_path):
    return Player(tmp_path)


def test_files_commands_and_output_play_together(player, tmp_path):
    player.play(Block("yaml", CONFIG, 1, {"file": "sub/datagen.yaml"}))
    player.play(Block("sh", "smelt-datagen --config sub/datagen.yaml\n", 1))
    player.play(Block("text", "rows: 3 rows\n...\ntotal 3 1 ... B ...\n", 1, {"output": ""}))
    assert (tmp_path / "rows" / "data.parquet").is_file()


@pytest.mark.parametrize(
    "block",
    [
        Block("sh", "false | cat\n", 1),
        Block("sh", "echo $NO_SUCH_VARIABLE\n", 1),
        Block("sh", "true\n", 1, {"exit": "2"}),
        Block("python", "1 / 0\n", 1),
        Block("python", "import warnings; warnings.warn('careful')\n", 1),
        Block("text", "what is this\n", 1),
        Block("text", "something\n", 1, {"output": ""}),
        Block("sh", "true\n", 1, {"not run": ""}),
        Block("sh", "true\n", 1, {"outputs": ""}),
        Block("text", "", 1, {"checked by": "tests/docs/no_such_test.py"}),
    ],
    ids=lambda block: f"{block.language}-{block.marks}-{block.text.strip()}",
)
def test_what_is_not_as_shown_fails(player, block):
    with pytest.raises(AssertionError):
        player.play(block)


def test_an_exit_code_that_is_shown_is_expected(player):
    player.play(Block("sh", "exit 2\n", 1, {"exit": "2"}))


def test_a_wrong_config_fails(player):
    with pytest.raises(Exception, match="num_rows: must be at least 1"):
        player.play(Block("yaml", CONFIG.replace("3", "-3"), 1))


@pytest.mark.parametrize(
    "fragment",
    [
        "generator: { type: foreign_key, dataset: customers, kolumn: country }",
        "- name: moved\n  generator: { type: timestamp_offset, base: no_such_column }",
        "partition: { column: day, start: 2025-02-30, days: 5 }",
        "columns:\n  - name: code\n    generator: { type: string_pattern, template: '{uid}' }",
        "- name: orders\n  output: data/orders\n  num_rows: 0\n  columns: []",
    ],
)
def test_a_wrong_piece_of_a_config_fails(player, fragment):
    with pytest.raises(Exception, match=r"the block:[0-9]+:[0-9]+: datasets"):
        player.play(Block("yaml", f"# a comment\n{fragment}\n", 1))


def test_marks_belong_to_the_block_right_below_them(tmp_path, monkeypatch):
    monkeypatch.setattr(markdown, "ROOT", tmp_path)
    first = "<!-- exit: 2 -->\n<!-- output -->\n```sh\na\n```\n"
    page = f"<!-- page needs: x -->\n\n{first}\n```sh\nb\n```\n"
    (tmp_path / "page.md").write_text(page, encoding="utf-8")
    first, second = markdown.all_blocks("page.md")
    assert (first.text, first.line, first.marks) == ("a\n", 6, {"exit": "2", "output": ""})
    assert (second.text, second.marks) == ("b\n", {})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("```sh\na\n```\n", False),
        ("```{toctree}\na\n```\n", False),
        ("- ```sh\n  a\n  ```\n", True),
        ("  ```sh\n  a\n  ```\n", True),
        ("```\na\n```\n", True),
        ("~~~sh\na\n~~~\n", True),
        ("```{code-block} sh\na\n```\n", True),
    ],
)
def test_fences_that_are_not_played_are_noticed(tmp_path, monkeypatch, text, expected):
    monkeypatch.setattr(markdown, "ROOT", tmp_path)
    (tmp_path / "page.md").write_text(text, encoding="utf-8")
    assert markdown.has_other_fences("page.md") is expected


@pytest.mark.parametrize(
    ("shown", "printed"),
    [
        ("┌────┐\n│ id │\n│  1 │\n└────┘\n", "id\n\n1\n"),
        ("1.25 s\n", "1.25   s"),
        ("took ... s\n...\nend\n", "took 0.3 s\nand more\nand more\nend\n"),
    ],
)
def test_spacing_borders_and_dots_do_not_matter(shown, printed):
    assert_shows(shown, printed)


@pytest.mark.parametrize(("shown", "printed"), [("1", "12"), ("a\nb", "a b"), ("a.b", "acb")])
def test_everything_else_matters(shown, printed):
    with pytest.raises(AssertionError, match="printed was"):
        assert_shows(shown, printed)
