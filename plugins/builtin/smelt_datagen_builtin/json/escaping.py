"""JSON's escapes of strings (RFC 8259, section 7)."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

_SHORT = {"\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPES = {
    "\\": "\\\\",  # before all others, whose escapes have a backslash
    '"': '\\"',
    **{chr(code): _SHORT.get(chr(code), f"\\u{code:04x}") for code in range(0x20)},
}


def escaped(texts: pa.StringArray) -> pa.StringArray:
    """Return `texts` with quotes, backslashes and control characters escaped; nulls stay nulls."""
    special = _special_characters(texts)
    if special:
        from pyarrow import compute  # noqa: PLC0415 (a tenth of a second, rarely needed)

        for character in special:
            texts = compute.replace_substring(texts, character, _ESCAPES[character])
    return texts


def _special_characters(texts: pa.StringArray) -> list[str]:
    """Return which characters that need an escape occur, in the order of their replacement."""
    _, offsets, data = texts.buffers()
    if data is None or not len(texts):
        return []
    ends = np.frombuffer(offsets, dtype=np.int32)
    used = np.frombuffer(data, dtype=np.uint8)[ends[texts.offset] : ends[texts.offset + len(texts)]]
    if not ((used < ord(" ")).any() or (used == ord('"')).any() or (used == ord("\\")).any()):
        return []
    occurs = np.bincount(used, minlength=256).astype(np.bool_)
    return [character for character in _ESCAPES if occurs[ord(character)]]
