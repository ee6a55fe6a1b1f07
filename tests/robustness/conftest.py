"""These tests limit, kill and interrupt processes, which is done by POSIX means."""

import sys

import pytest


def pytest_collection_modifyitems(items):
    for item in items:
        if sys.platform == "win32" and "robustness" in item.path.parts:
            item.add_marker(pytest.mark.skip(reason="limits and signals of POSIX are needed"))
