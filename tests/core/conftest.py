"""Settings and fixtures of the tests of the core."""

import pytest
from hypothesis import settings
from smelt_datagen import discover
from smelt_datagen.plugins import discovery as plugins

# the same examples in every run: a test that passes here passes everywhere
settings.register_profile("core", deadline=None, max_examples=50, derandomize=True, database=None)
settings.load_profile("core")


@pytest.fixture
def discovered(monkeypatch):
    """Return a function that discovers the given entry points."""

    def run(*points):
        monkeypatch.setattr(plugins, "entry_points", lambda *_groups: points)
        return discover()

    return run
