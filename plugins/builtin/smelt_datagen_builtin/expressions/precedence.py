"""Which arithmetic operator binds first, whatever the version of the parser.

sqlglot before 30.20 takes `a - b % 7` for `(a - b) % 7`. A version must not reach a value, so
operators without parentheses are grouped anew: `* / // %` before `+ -`, from the left.
"""

from __future__ import annotations

from smelt_datagen_builtin.expressions.calls import Part

_RANKS = {"Add": 1, "Sub": 1, "Mul": 2, "Div": 2, "IntDiv": 2, "Mod": 2}


def _rank(part: Part) -> int:
    return _RANKS.get(type(part).__name__, 0)


def grouped(part: Part) -> Part:
    """Return an arithmetic operation with its operands grouped as SQL has it; else the part."""
    if not _rank(part):
        return part
    operands: list[Part] = []
    operators: list[Part] = []
    _flatten(part, operands, operators)
    return _built(operands, operators)


def _flatten(part: Part, operands: list[Part], operators: list[Part]) -> None:
    """Add what stands in a chain of operators, from left to right."""
    left, right = part.this, part.expression
    if _rank(left):
        _flatten(left, operands, operators)
    else:
        operands.append(left)
    operators.append(part)
    # no chain has % on the right of what binds as it does: there it is the function mod
    is_function = type(right).__name__ == "Mod" and _rank(part) == _rank(right)
    if _rank(right) and not is_function:
        _flatten(right, operands, operators)
    else:
        operands.append(right)


def _built(operands: list[Part], operators: list[Part]) -> Part:
    """Return the chain as a tree (Dijkstra 1961, the shunting yard)."""
    done, waiting = [operands[0]], list[Part]()

    def apply() -> None:
        operator = waiting.pop()
        right, left = done.pop(), done.pop()
        done.append(type(operator)(this=left, expression=right))

    for operator, operand in zip(operators, operands[1:], strict=True):
        while waiting and _rank(waiting[-1]) >= _rank(operator):
            apply()
        waiting.append(operator)
        done.append(operand)
    while waiting:
        apply()
    return done[0]
