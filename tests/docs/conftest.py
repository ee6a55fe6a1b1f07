"""What a page needs around it, beyond its own folder; a comment at its top says so."""

import importlib.util
import os
import re

import pytest

from .markdown import ROOT

_NEEDS = re.compile(r"^<!-- page needs module: (\w+) -->$", re.MULTILINE)
_IMPORTS = re.compile(r"^<!-- page imports from: (.+) -->$", re.MULTILINE)


@pytest.fixture(autouse=True)
def _surroundings(request, tmp_path, monkeypatch):
    """Skip a page whose module is not installed; let its commands import from a folder it makes.

    The folder stands for an environment into which the page installs something: what `pip install`
    would leave there is there, but neither a network nor the environment of the tests is touched.
    """
    page = getattr(request.node, "callspec", None) and request.node.callspec.params.get("page")
    if page is None:
        return
    text = (ROOT / page).read_text(encoding="utf-8")
    if (needed := _NEEDS.search(text)) and importlib.util.find_spec(needed[1]) is None:
        pytest.skip(f"needs the module {needed[1]}")
    if imports := _IMPORTS.search(text):
        path = [str(tmp_path / imports[1]), os.environ.get("PYTHONPATH", "")]
        monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, path)))
