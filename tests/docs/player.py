"""Does what a page shows, block by block, in a folder of its own, as a reader would.

CONTRIBUTING.md, section "Documentation", says what the marks above a block mean.
"""

import os
import pathlib
import re
import subprocess
import sys

from . import fragments
from .markdown import ROOT

_BIN = pathlib.Path(sys.executable).parent
_BORDERS = re.compile(r"[─-╿]|\x1b\[[0-9;]*m")
_SECONDS = 300
_MARKS = {"checked by", "exit", "file", "not run", "output"}


class Player:
    """Plays the blocks of one page in `folder`; every failure names the block."""

    def __init__(self, folder):
        self._folder = folder
        self._printed = ""

    def play(self, block):
        """Do what the block and its marks say; raise AssertionError if it is not as shown."""
        assert block.marks.keys() <= _MARKS, f"unknown mark: {', '.join(block.marks)}"
        if "not run" in block.marks:
            assert block.marks["not run"], "'not run' needs a reason"
        elif "checked by" in block.marks:
            assert (ROOT / block.marks["checked by"]).is_file()
        elif "file" in block.marks:
            file = self._folder / block.marks["file"]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, encoding="utf-8")
        elif "output" in block.marks:
            assert_shows(block.text, self._printed)
        else:
            play = _PLAY.get(block.language)
            assert play, f"say with a mark what becomes of this {block.language} block"
            play(self, block)

    def _shell(self, block):
        self._run(["bash", "-euo", "pipefail", "-c", block.text], block)

    def _python(self, block):
        self._run([sys.executable, "-W", "error", "-c", block.text], block)

    def _yaml(self, block):
        fragments.generate(block.text)

    def _run(self, command, block):
        child = subprocess.run(
            command,
            cwd=self._folder,
            env=_environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,  # a terminal shows both
            text=True,
            encoding="utf-8",
            check=False,
            timeout=_SECONDS,
        )
        self._printed = child.stdout
        expected = int(block.marks.get("exit", 0))
        assert child.returncode == expected, f"exit code {child.returncode}\n{child.stdout}"


_PLAY = {"sh": Player._shell, "python": Player._python, "yaml": Player._yaml}


def assert_shows(shown, printed):
    """Hold what a page shows against what was printed.

    Spacing, blank lines and the borders of tables do not count; `...` stands for anything.
    """
    pattern = ".*".join(re.escape(part) for part in _plain(shown).split("..."))
    assert re.fullmatch(pattern, _plain(printed), re.DOTALL), f"printed was:\n{printed}"


def _plain(text):
    lines = (" ".join(_BORDERS.sub(" ", line).split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _environment():
    """Return the environment of a reader whose virtual environment is active."""
    path = os.pathsep.join([str(_BIN), os.environ.get("PATH", "")])
    return {**os.environ, "PATH": path, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1"}
