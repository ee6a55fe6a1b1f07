"""The pages of the documentation do what they show."""

import re
import shutil

import pytest

from .markdown import ROOT, all_blocks, has_other_fences
from .player import Player

PAGES = [
    "README.md",
    *sorted(
        file.relative_to(ROOT).as_posix()
        for file in (ROOT / "docs").rglob("*.md")
        if "_build" not in file.parts
    ),
]
NEEDED_PROGRAMS = {"docs/with-dbt.md": "dbt", "docs/with-smelt.md": "smelt"}
"""Pages that are played only where a program is installed, and which."""
NOT_RUN = {
    "README.md": 2,
    "docs/first-dataset.md": 1,
    "docs/in-spark.md": 1,
    "docs/into-delta-and-postgres.md": 1,
    "docs/on-a-dask-cluster.md": 1,
    "docs/on-s3.md": 1,
    "docs/plugins/tutorial.md": 3,
    "docs/using-the-output.md": 1,
}
"""How many blocks of a page are not run; each says why. More need a good reason."""


@pytest.mark.skipif(shutil.which("bash") is None, reason="shell blocks are run by bash")
@pytest.mark.parametrize("page", PAGES)
def test_every_block_of_the_page_works(page, tmp_path):
    program = needed_program(page)
    if program and not shutil.which(program):
        pytest.skip(f"needs the program {program}")
    player = Player(tmp_path)
    for block in all_blocks(page):
        try:
            player.play(block)
        except Exception as error:
            raise AssertionError(f"{page}:{block.line}: {error}") from error


@pytest.mark.parametrize("page", PAGES)
def test_no_code_block_escapes_the_test(page):
    assert not has_other_fences(page)


def test_the_blocks_that_are_not_run_are_these_few():
    counts = {page: sum("not run" in block.marks for block in all_blocks(page)) for page in PAGES}
    assert {page: count for page, count in counts.items() if count} == NOT_RUN


def test_the_pages_that_need_a_program_are_these_few():
    needed = {page: needed_program(page) for page in PAGES}
    assert {page: program for page, program in needed.items() if program} == NEEDED_PROGRAMS


def needed_program(page):
    """Return what the comment `<!-- page needs: PROGRAM -->` says, if a page has it."""
    text = (ROOT / page).read_text(encoding="utf-8")
    match = re.search(r"^<!-- page needs: (\w+) -->$", text, re.MULTILINE)
    return match and match[1]
