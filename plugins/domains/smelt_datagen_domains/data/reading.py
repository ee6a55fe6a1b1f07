"""What the JSON files beside this module hold."""

from __future__ import annotations

import json
import pkgutil
from functools import cache
from typing import Any


@cache
def table(*path: str) -> Any:
    """Return the content of a file, named by its path without the ending; not to be changed."""
    # importlib.resources would do, but takes 6 ms to import
    content = pkgutil.get_data(__package__, f"{'/'.join(path)}.json")
    return json.loads(content or b"")
