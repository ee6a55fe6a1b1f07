"""Chains of states: every state follows from the one before it, at the rates that are asked for."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from smelt_datagen import from_values, plan, to_table
from smelt_datagen_builtin.families.chains import states_along

from ...core.helpers import assert_plausible
from ..make import PLUGINS


@given(st.data(), st.lists(st.integers(0, 40), max_size=8), st.integers(1, 5))
def test_combined_changes_are_those_one_after_the_other(data, sizes, states):
    number = sum(sizes)
    drawn = data.draw(st.integers(0, 2**32))
    generator = np.random.Generator(np.random.PCG64(drawn))
    changes = generator.integers(0, states, (number, states)).astype(np.uint8)
    wanted, row = [], 0
    for size in sizes:
        for position in range(size):
            if position == 0:
                changes[row] = changes[row, 0]
            wanted.append(int(changes[row, wanted[-1] if position else 0]))
            row += 1
    before = changes.copy()
    assert states_along(changes, np.array(sizes, np.int64)).tolist() == wanted
    assert (changes == before).all()


def test_transitions_are_as_frequent_as_their_weights_say():
    chain = {
        "type": "state_machine",
        "initial": {"a": 1, "b": 3},
        "transitions": {"a": {"a": 1, "b": 2, "c": 1}, "b": {"a": 5, "b": 5}},
    }
    users = {"name": "users", "output": "users", "num_rows": 20_000}
    parent = {"dataset": "users", "children": {"type": "constant", "value": 4}}
    columns = [{"name": "state", "generator": chain}]
    config = {
        "datasets": [
            {**users, "columns": [{"name": "id", "generator": {"type": "sequential_id"}}]},
            {"name": "steps", "output": "steps", "parent": parent, "columns": columns},
        ]
    }
    made = to_table(plan(from_values(config), plugins=PLUGINS)["steps"])["state"].to_pylist()
    first = [made[row] for row in range(0, len(made), 4)]
    assert_plausible([first.count("a"), first.count("b")], [5000, 15_000])
    pairs = [(made[row], made[row + 1]) for row in range(len(made) - 1) if row % 4 != 3]
    after_a = [pairs.count(("a", state)) for state in "abc"]
    assert_plausible(after_a, np.array([1, 2, 1]) / 4 * sum(after_a))
    after_b = [pairs.count(("b", state)) for state in "ab"]
    assert_plausible(after_b, np.array([1, 1]) / 2 * sum(after_b))
    assert {one for before, one in pairs if before == "c"} == {"c"}
