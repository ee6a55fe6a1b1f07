"""States that follow from each other along the children of one parent."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen.arrays import dictionary_array, string_array
from smelt_datagen.plugin import (
    Block,
    Column,
    ColumnType,
    Generator,
    GuideTable,
    Scope,
    family_relation,
    generator,
    near_names,
    param,
)

from smelt_datagen_builtin.choices.weights import report_weights
from smelt_datagen_builtin.families.chains import Codes, states_along
from smelt_datagen_builtin.families.orders import ORDERS

_MOST_STATES = 128


@generator(
    "state_machine",
    example="{ type: state_machine, initial: cart, transitions: { cart: { cart: 0.4, paid: 0.4, "
    "abandoned: 0.2 }, paid: { shipped: 1 }, shipped: { returned: 0.1, delivered: 0.9 } } }",
    context=ORDERS,
    output="string",
)
class StateMachine(Generator):
    """State of something that changes from row to row along the children of a parent.

    A Markov chain: the first child has an initial state, each further one a state that the one
    before it may change to. A state that has no transitions stays.
    """

    initial: str | dict[str, float] = param("State of the first child, or weights of several.")
    transitions: dict[str, dict[str, float]] = param(
        "Of each state the weights of those that may follow it."
    )

    def bind(self, scope: Scope) -> Column:
        """Return a categorical column; fail on states and weights that make no chain."""
        family_relation(scope)
        initial = {self.initial: 1.0} if isinstance(self.initial, str) else self.initial
        report_weights(initial, scope, "initial")
        for state, weights in self.transitions.items():
            report_weights(weights, scope, "transitions", state)
        scope.stop_if_failed()
        followers = chain.from_iterable(self.transitions.values())
        names = list(dict.fromkeys([*initial, *self.transitions, *followers]))
        if len(names) > _MOST_STATES:
            found = f"there can be {_MOST_STATES} states at most (found {len(names)})"
            scope.fail(found, "transitions")
        self._refuse_unreached(initial, names, scope)
        picks = [_Pick.of(self.transitions.get(name, {name: 1.0}), names) for name in names]
        kind = ColumnType.categorical(string_array(names))
        return _StatesColumn(kind, _Pick.of(initial, names), picks)

    def _refuse_unreached(
        self, initial: Mapping[str, float], names: list[str], scope: Scope
    ) -> None:
        """Fail for a state that nothing leads to: most likely it is misspelt."""
        reached = [*initial]
        for name in reached:
            follow = (one for one in self.transitions.get(name, {}) if one not in reached)
            reached.extend(dict.fromkeys(follow))
        for name in self.transitions:
            if name not in reached:
                near = near_names(name, set(names) - {name})
                scope.report(f"nothing leads to this state{near}", "transitions", name, on_key=True)
        scope.stop_if_failed()


@attrs.frozen(eq=False, repr=False)
class _Pick:
    """A choice among some states, by one draw."""

    guide: GuideTable
    codes: Codes

    @classmethod
    def of(cls, weights: Mapping[str, float], names: list[str]) -> _Pick:
        codes = np.array([names.index(name) for name in weights], np.uint8)
        return cls(GuideTable(list(weights.values())), codes)

    def states(self, drawn: npt.NDArray[np.uint64]) -> Codes:
        states: Codes = self.codes[self.guide.codes(drawn)]
        return states


@attrs.frozen(eq=False, repr=False)
class _StatesColumn(Column):
    type: ColumnType
    initial: _Pick
    following: list[_Pick]

    def generate(self, block: Block) -> pa.Array:
        families, relatives = block.rows.families, block.rows.relatives
        drawn = block.at(relatives).uint64()
        changes = np.stack([pick.states(drawn) for pick in self.following], axis=1)
        first = families.offsets
        changes[first] = self.initial.states(drawn[first])[:, np.newaxis]
        states = states_along(changes, families.counts)
        own = states[families.among_members]
        return dictionary_array(own.astype(np.int8), self.type.dictionary)
