"""Fixtures of the tests of the core."""

import pytest
from smelt_datagen import discover
from smelt_datagen.plugins import discovery as plugins


@pytest.fixture
def discovered(monkeypatch):
    """Return a function that discovers the given entry points."""

    def run(*points):
        monkeypatch.setattr(plugins, "entry_points", lambda *_groups: points)
        return discover()

    return run
