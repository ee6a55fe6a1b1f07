"""The rooms: their graph, computed from the sources, has no circle, and no file does two jobs."""

import ast
import graphlib
import pathlib

import pytest

ROOT = pathlib.Path(__file__).parents[2]
ROOTS = {
    "smelt_datagen": ROOT / "core" / "smelt_datagen",
    "smelt_datagen_builtin": ROOT / "plugins" / "builtin" / "smelt_datagen_builtin",
    "smelt_datagen_domains": ROOT / "plugins" / "domains" / "smelt_datagen_domains",
    "smelt_datagen_report": ROOT / "plugins" / "report" / "smelt_datagen_report",
}
FILES = [(name, file) for name, root in ROOTS.items() for file in sorted(root.rglob("*.py"))]
MOST_LINES = 250


def imported(file):
    """Yield every module that a file imports: for type checkers only and within functions too."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(name, module):
    """Return the room of a module: the first step below its root that is a module or package."""
    steps = module.split(".")
    below = ROOTS[name] / steps[1] if len(steps) > 1 else None
    is_room = below is not None and (below.is_dir() or below.with_suffix(".py").exists())
    return steps[1] if is_room else "__init__"


def graph(name):
    """Return for every room of a root the rooms that it imports."""
    rooms = {}
    for root, file in FILES:
        if root != name:
            continue
        own = file.relative_to(ROOTS[name]).with_suffix("").parts[0]
        used = {room(name, module) for module in imported(file) if module.split(".")[0] == name}
        rooms.setdefault(own, set()).update(used - {own})
    return rooms


@pytest.mark.parametrize("name", ROOTS)
def test_the_graph_of_rooms_has_no_circle(name):
    rooms = graph(name)
    rooms.pop("__init__")  # the door, which imports the names when one is used
    rooms = {room: used - {"__init__"} for room, used in rooms.items()}
    assert list(graphlib.TopologicalSorter(rooms).static_order())


def test_a_circle_would_be_seen():
    rooms = graph("smelt_datagen")
    rooms["arrays"].add("planning")
    with pytest.raises(graphlib.CycleError):
        list(graphlib.TopologicalSorter(rooms).static_order())


def test_a_file_is_read_in_one_sitting():
    lines = {file: len(file.read_text(encoding="utf-8").splitlines()) for _, file in FILES}
    assert {file: count for file, count in lines.items() if count > MOST_LINES} == {}


def test_no_room_has_a_poor_name():
    names = {part for _, file in FILES for part in file.with_suffix("").parts}
    assert not names & {"whole", "values", "leaves", "declare", "wording", "utils", "helpers"}
