"""Valid configs made wrong at random: as values, and as text."""

import copy
import json
import pathlib

import yaml
from hypothesis import strategies as st

VALID_TEXT = pathlib.Path(__file__).with_name("valid.yaml").read_text(encoding="utf-8")
_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

VALID = yaml.safe_load(VALID_TEXT)

_MOST = {"num_rows": 400, "pool_size": 100, "max_items": 5, "min_items": 5, "days": 20, "emit": 50}
"""Keys whose numbers are cut, so that whatever is valid is generated at once."""

_SCALARS = [
    *(None, True, False, 0, -1, 1, 2, 2**31, 2**63 - 1, 2**63, -(2**63), 2**64, 10**30, 10**400),
    *(0.5, -0.0, 1.5, -1e308, 1e308, 5e-324, float("nan"), float("inf"), float("-inf")),
    *("", " ", "a", "12", "no", "/", "..", "../x", "a/b", ".", "~", "-", "x" * 3000, "\0", "\x85"),
    *("\U0001f4a5", "e\u0301\u202e", "{", "}}{{", "{uniform_int:5-1}", "{one_of:}"),
    *("{sequential_ix}", "{uuid:4}", f"{{uniform_int:-{'9' * 30}-5}}", "a=b", "%", '"', "'", "\n"),
    *("0001-01-01", "9999-12-31", "2024-02-30", "2024-13-01", "0000-00-00", "2024-1-1"),
    *("0001-01-01T00:00:00", "9999-12-31T23:59:59", "2024-01-01T25:00:00", "users", "events"),
    *("id", "user", "day", "at", "email", "pairs", "page", "name", "type", "uuid", "optional"),
]

_GENERATORS = [column["generator"] for d in VALID["datasets"] for column in d["columns"]]
_GENERATORS += [{}, {"type": None}, {"type": "uuid", "x": 1}, {"type": "timestamp"}]

_COLLECTIONS = [[], {}, [[]], [{}], {"": 0}, {None: 1}, {"a": 1, 2: 1}, [1, "a"], [None], {"a": {}}]

replacements = st.one_of(
    st.sampled_from(_SCALARS),
    st.sampled_from(_GENERATORS),
    st.sampled_from(_COLLECTIONS),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
)


@st.composite
def configs(draw):
    """Return the text of a config with one to four wrong places, as YAML or JSON."""
    config = copy.deepcopy(VALID)
    for _ in range(draw(st.integers(1, 4))):
        _mutate(draw, config)
    _cut(config)
    if draw(st.booleans()):
        return json.dumps(config)
    return yaml.dump(
        config, Dumper=_Dumper, sort_keys=False, default_flow_style=draw(st.booleans())
    )


def _mutate(draw, config):
    owner, key = draw(st.sampled_from(list(_places(config))))
    kind = draw(st.sampled_from(["replace", "replace", "delete", "rename", "copy", "swap"]))
    if kind == "replace":
        owner[key] = copy.deepcopy(draw(replacements))
    elif kind == "delete":
        del owner[key]
    elif kind == "rename" and isinstance(owner, dict):
        owner[draw(st.sampled_from(_SCALARS[:7] + _SCALARS[26:]))] = owner.pop(key)
    elif kind == "copy" and isinstance(owner, list):
        owner.insert(draw(st.integers(0, len(owner))), copy.deepcopy(owner[key]))
    else:
        other, there = draw(st.sampled_from(list(_places(config))))
        one, two = copy.deepcopy(owner[key]), copy.deepcopy(other[there])
        other[there] = one
        if kind == "swap" and not _is_inside(owner, one):
            owner[key] = two


def _is_inside(owner, value):
    return any(owner is inside for inside, _ in _places([value]))


def _places(value):
    """Yield every owner and key (or position) below `value`."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inside in list(items):
        yield value, key
        if isinstance(inside, dict | list):
            yield from _places(inside)


def _cut(config):
    for owner, key in list(_places(config)):
        most = _MOST.get(key) if isinstance(owner, dict) and isinstance(key, str) else None
        if most is not None and isinstance(owner[key], int):
            owner[key] = min(owner[key], most)


_ODD = [
    *("\t", "\r", "\0", "\x07", "\x85", "\u2028", "\ufeff", "\ud800", "\U0001f4a5", "\\", '"', "'"),
    *("{", "}", "[", "]", ",", ":", ": ", "- ", "? ", "#", " #", "|", ">", "%", "@", "`", "&", "*"),
    *("&a ", "*a", "*id", "<<: *id", "<<: 1", "!!int ", "!!str ", "!!float ", "!!null ", "!!map "),
    *("!!python/object:os.system ", "!x ", "!!binary ", "!<", "---\n", "...\n", "%YAML 1.1\n"),
    *(
        "~",
        ".nan",
        ".inf",
        "0x",
        "0o9",
        "1e999",
        "9" * 400,
        "\n",
        "\n  ",
        "\n- ",
        "  ",
        "=",
        "seed",
    ),
]

_pieces = st.one_of(st.sampled_from(_ODD), st.characters(), st.text(max_size=4))


@st.composite
def edited_texts(draw):
    """Return the text of a config after one to six edits of characters or lines."""
    pieces = list(VALID_TEXT) if draw(st.booleans()) else VALID_TEXT.splitlines(keepends=True)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(pieces) - 1))
        kind = draw(st.sampled_from(["insert", "insert", "replace", "delete", "double", "swap"]))
        if kind in ("insert", "replace"):
            pieces[at : at + (kind == "replace")] = [draw(_pieces)]
        elif kind == "delete":
            del pieces[at : at + draw(st.integers(1, 5))]
        elif kind == "double":
            pieces.insert(at, pieces[at])
        else:
            other = draw(st.integers(0, len(pieces) - 1))
            pieces[at], pieces[other] = pieces[other], pieces[at]
        pieces = pieces or [""]
    return "".join(pieces)


def yaml_like_texts():
    """Return a strategy of texts from what YAML is made of and the words of a config."""
    words = st.sampled_from(["datasets", "name", "columns", "generator", "type", "uuid", "a", "1"])
    return st.lists(st.one_of(_pieces, words), max_size=30).map("".join)
