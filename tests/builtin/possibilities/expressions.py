"""Regular expressions, drawn by hypothesis."""

from hypothesis import strategies as st

LITERALS = st.sampled_from(["a", "b", "0", "ä", "_", "-", r"\.", r"\$", r"\\", " ", r"\x41", "🙂"])
CLASSES = st.sampled_from(
    [".", r"\d", r"\w", r"\s", r"\D", r"\W", "[abc]", "[a-cx]", "[^a-y]", "[]a]", r"[\d_-]", "[^]]"]
)


def _repeated(part):
    times = st.tuples(st.integers(0, 3), st.integers(0, 3)).map(sorted)
    return st.one_of(
        st.tuples(part, times).map(lambda pair: f"(?:{pair[0]}){{{pair[1][0]},{pair[1][1]}}}"),
        st.tuples(part, st.integers(0, 3)).map(lambda pair: f"({pair[0]}){{{pair[1]}}}"),
        part.map(lambda one: f"({one})?"),
        part.map(lambda one: f"({one})??"),
    )


PATTERNS = st.recursive(
    LITERALS | CLASSES,
    lambda part: st.one_of(
        st.lists(part, min_size=0, max_size=4).map("".join),
        st.lists(part, min_size=1, max_size=3).map(lambda parts: f"({'|'.join(parts)})"),
        _repeated(part),
    ),
    max_leaves=8,
)
