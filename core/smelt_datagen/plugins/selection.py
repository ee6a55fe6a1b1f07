"""Whose plugins are loaded: those of smelt-datagen, and of others all, or those that are named."""

from __future__ import annotations

import os
import re
from collections.abc import Collection

SELECTION = "SMELT_DATAGEN_PLUGINS"
"""Environment variable: the only distributions, with commas between, whose plugins are loaded."""

DISTRIBUTION = "smelt-datagen"
"""The distribution whose names have no dot; a config may rely on them, so it is always wanted."""


def canonical(distribution: str) -> str:
    """Return a distribution's name as the packaging standards compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", distribution.strip()).lower()


def is_own(distribution: str) -> bool:
    """Whether a distribution is smelt-datagen itself."""
    return canonical(distribution) == DISTRIBUTION


def selection() -> dict[str, str] | None:
    """Return the names in the environment variable, by their canonical forms; None without it."""
    if (text := os.environ.get(SELECTION)) is None:
        return None
    return {canonical(name): name.strip() for name in text.split(",") if name.strip()}


def is_wanted(distribution: str, wanted: Collection[str] | None) -> bool:
    """Whether plugins of a distribution are loaded, of those `wanted`; None means all."""
    return wanted is None or is_own(distribution) or canonical(distribution) in wanted
