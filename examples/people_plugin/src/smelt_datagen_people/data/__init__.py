"""The data files of the package, read when they are first needed."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

LOCALES = ("de_DE", "en_GB", "en_US", "fr_FR")


def read(kind: str, locale: str) -> Any:
    """Return what the JSON file of a locale holds; `kind` is "names" or "places"."""
    return json.loads((files(__package__) / kind / f"{locale}.json").read_text(encoding="utf-8"))
