"""Things made when they are first asked for: each once, and none that needs itself."""

import pytest
from smelt_datagen.planning.on_demand import OnDemand
from smelt_datagen.protocol.scope import BindFailure, CircularReferenceError


def demand(**needs):
    """Return things that each ask for others; a name ends before its `_`."""
    made = OnDemand()
    for key, others in needs.items():
        made.add(key, key.partition("_")[0], lambda others=others: [made.get(o) for o in others])
    return made


def fail():
    raise BindFailure


def test_a_thing_is_made_once_when_it_is_asked_for():
    made, begun = OnDemand(), []
    made.add("a", "a", lambda: begun.append("a"))
    assert begun == []
    assert made.get("a") is made.get("a") is None
    assert begun == ["a"]


def test_what_was_added_is_known_in_its_order():
    made = demand(b=[], a=[])
    assert list(made) == ["b", "a"]
    assert "a" in made
    assert "c" not in made


@pytest.mark.parametrize(
    ("needs", "asked", "names"),
    [
        ({"a": ["a"]}, "a", "a → a"),
        ({"a": ["b"], "b": ["a"]}, "a", "a → b → a"),
        ({"way": ["to"], "to": ["a"], "a": ["b"], "b": ["a"]}, "way", "a → b → a"),
        ({"a": ["b_rows"], "b_rows": ["b_pool"], "b_pool": ["a"]}, "a", "a → b → a"),
    ],
    ids=["itself", "two", "without the way to it", "two things of one name"],
)
def test_a_circle_is_told_by_the_names_of_its_things(needs, asked, names):
    with pytest.raises(CircularReferenceError) as error:
        demand(**needs).get(asked)
    assert str(error.value) == f"refers to itself: {names}"


def test_what_failed_fails_again_without_being_made_again():
    made, begun = OnDemand(), []
    made.add("a", "a", lambda: (begun.append("a"), fail()))
    for _ in range(2):
        with pytest.raises(BindFailure):
            made.get("a")
    assert begun == ["a"]


def test_what_needs_a_thing_that_failed_fails_too_and_all_are_named_in_their_order():
    made = demand(b=["a"], c=[])
    made.add("a", "the thing", fail)
    for key in ("b", "a"):
        with pytest.raises(BindFailure):
            made.get(key)
    assert made.get("c") == []
    assert made.failed() == ["b", "the thing"]
