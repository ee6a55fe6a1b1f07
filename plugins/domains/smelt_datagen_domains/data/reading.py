"""What the JSON files beside this module hold."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(*path: str) -> Any:
    """Return the content of a file, named by its path without the ending; not to be changed."""
    file = files(__package__).joinpath(*path[:-1], f"{path[-1]}.json")
    return json.loads(file.read_text(encoding="utf-8"))
