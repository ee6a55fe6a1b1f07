"""The doors of the product, and the public names behind each, as their sources list them."""

import ast
import importlib
import pathlib

DOORS = {
    "smelt_datagen": "smelt_datagen._api",
    "smelt_datagen.plugin": "smelt_datagen.plugin",
    "smelt_datagen.arrays": "smelt_datagen.arrays",
    "smelt_datagen.elementary": "smelt_datagen.elementary",
    "smelt_datagen.errors": "smelt_datagen.errors",
    "smelt_datagen.testing": "smelt_datagen.testing",
}
"""Each door, and the module whose source is the list of its names."""


def public_names(door):
    """Return the names of a door: what it imports under its own name, or defines itself."""
    file = pathlib.Path(importlib.import_module(DOORS[door]).__file__)
    body = ast.parse(file.read_text(encoding="utf-8")).body
    imported = [alias for node in body if isinstance(node, ast.ImportFrom) for alias in node.names]
    listed = [alias.name for alias in imported if alias.name == alias.asname]
    defined = [node.name for node in body if isinstance(node, ast.ClassDef)]
    return sorted(listed + [name for name in defined if not name.startswith("_")])
