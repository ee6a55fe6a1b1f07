"""Whether a regular expression makes one text in two ways, against all texts that it makes."""

from collections import Counter
from itertools import product

import pytest
from hypothesis import assume, given, settings
from smelt_datagen_builtin.possibilities.ambiguity import TooLarge, ambiguity
from smelt_datagen_builtin.possibilities.parsing import parsed
from smelt_datagen_builtin.possibilities.syntax import Characters, Choice, Sequel

from .expressions import PATTERNS

MOST = 3000


def every_text(part):
    """Return the text of every way in which all choices can be made; give up on many."""
    if isinstance(part, Characters):
        return list(part.characters)
    if isinstance(part, Choice):
        found = [text for option in part.options for text in every_text(option)]
    elif isinstance(part, Sequel):
        found = [""]
        for one in part.parts:
            texts = every_text(one)
            assume(len(found) * len(texts) <= MOST)
            found = ["".join(pair) for pair in product(found, texts)]
    else:
        inner = every_text(part.part)
        assume(len(inner) ** part.most <= MOST)
        found = [
            "".join(several)
            for length in range(part.least, part.most + 1)
            for several in product(inner, repeat=length)
        ]
    assume(len(found) <= MOST)
    return found


@settings(max_examples=400)
@given(PATTERNS)
def test_it_is_found_if_and_only_if_there_is_such_a_text(pattern):
    part = parsed(pattern)
    most = Counter(every_text(part)).most_common(1)[0][1]
    assert (ambiguity(part) is not None) == (most > 1)


def test_large_patterns_are_refused_and_not_looked_at_for_long():
    with pytest.raises(TooLarge):
        ambiguity(parsed("(a|b|c|d|e|f){1000}"))
    assert ambiguity(parsed("[a-z]{0,1000}")) is None
