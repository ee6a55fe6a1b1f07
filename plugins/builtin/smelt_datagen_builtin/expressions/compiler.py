"""The parts of parsed SQL, one by one, into nodes that make values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import attrs
import numpy as np
import pyarrow as pa

from smelt_datagen_builtin.expressions import logic, moments, operators
from smelt_datagen_builtin.expressions.arithmetic import literal_type
from smelt_datagen_builtin.expressions.calendar import UNITS
from smelt_datagen_builtin.expressions.calls import Call, Part, WrongSql, literal
from smelt_datagen_builtin.expressions.casts import as_type, cast, literal_as, null_of
from smelt_datagen_builtin.expressions.comparisons import is_null
from smelt_datagen_builtin.expressions.functions import FUNCTIONS, Function
from smelt_datagen_builtin.expressions.literals import named_type, spelled_interval
from smelt_datagen_builtin.expressions.makers import part_of
from smelt_datagen_builtin.expressions.names import (
    FUNCTION_PARTS,
    OPERATORS,
    SYNONYMS,
    TYPES,
)
from smelt_datagen_builtin.expressions.nodes import Node
from smelt_datagen_builtin.expressions.precedence import grouped
from smelt_datagen_builtin.expressions.sql_types import (
    BOOL,
    FLOAT,
    INT,
    NULL,
    TEXT,
)
from smelt_datagen_builtin.expressions.vectors import Vector


@attrs.frozen(eq=False, repr=False)
class Compiler:
    """Binds the parts of an expression, each by the method of its name."""

    column: Callable[[str, Any], Node]
    """Returns the column at a path, given the part that names it."""
    row_count: Callable[[str, Any], int]
    """Returns how many rows a dataset has, given the part that names it."""
    near: Callable[[str, Sequence[str]], str]
    """Returns the words for names that are like one."""

    def node(self, part: Part) -> Node:
        """Return what makes the values of a part; raises WrongSql."""
        part = grouped(part)
        name = type(part).__name__
        if name in OPERATORS:
            symbol, make = OPERATORS[name]
            return make(self._call(symbol, part, _sides(part)))
        if name in FUNCTION_PARTS:
            function, arguments = FUNCTION_PARTS[name]
            given = [one for one in arguments(part) if one is not None]
            return self._function(function, part, given)
        bind = getattr(self, f"_{name.lower()}", None)
        if bind is None:
            raise WrongSql(self._refusal(part), part)
        made: Node = bind(part)
        return made

    def _call(self, name: str, part: Part, args: Sequence[Part]) -> Call:
        return Call(name, part, [self.node(arg) for arg in args])

    def _function(self, name: str, part: Part, args: Sequence[Part]) -> Node:
        found: Function | None = FUNCTIONS.get(name)
        if found is None:
            raise WrongSql(f"there is no function '{name}'{self.near(name, [*FUNCTIONS])}", part)
        if len(args) < found.fewest or (found.most is not None and len(args) > found.most):
            raise WrongSql(f"is called as {found.form}", part)
        call = self._call(name, part, args)
        return call.checked(lambda: found.make(call))

    def _paren(self, part: Part) -> Node:
        return self.node(part.this)

    def _column(self, part: Part) -> Node:
        return self.column(".".join(one.name for one in part.parts), part)

    def _dot(self, part: Part) -> Node:
        return self.column(".".join(one.name for one in part.parts), part)

    def _identifier(self, part: Part) -> Node:
        return self.column(part.name, part)

    def _literal(self, part: Part) -> Node:
        text = part.name
        if part.is_string:
            scalar = pa.scalar(text, pa.utf8())
            return Node(TEXT, lambda _: Vector(scalar), is_constant=True, text=text)
        kind = literal_type(text)
        if kind == FLOAT:
            return literal(kind, np.float64(text))
        whole = int(text.replace(".", ""))
        return literal(kind, np.asarray(whole, np.int64 if whole < 2**63 else object))

    def _boolean(self, part: Part) -> Node:
        return literal(BOOL, np.bool_(part.this))

    def _null(self, _: Part) -> Node:
        return attrs.evolve(null_of(INT), type=NULL)

    def _is(self, part: Part) -> Node:
        one, other = self.node(part.this), type(part.expression).__name__
        if other == "Null":
            return is_null(one)
        if other != "Boolean" or one.type.kind not in ("bool", "null"):
            raise WrongSql("is 'is [not] null', or 'is [not] true' of what is true or false", part)
        known = logic.coalesce(BOOL, [as_type(one, BOOL), literal(BOOL, not part.expression.this)])
        return known if part.expression.this else logic.negation(known)

    def _in(self, part: Part) -> Node:
        others = part.expressions
        if not others:
            raise WrongSql("'in' takes a list of values, as in `x in (1, 2)`", part)
        return operators.contained(self._call("in", part, [part.this, *others]))

    def _between(self, part: Part) -> Node:
        return operators.between(
            self._call("between", part, [part.this, part.args["low"], part.args["high"]])
        )

    def _case(self, part: Part) -> Node:
        conditions = [self._condition(part, one) for one in part.args["ifs"]]
        branches = [one.args["true"] for one in part.args["ifs"]]
        return self._branches(part, conditions, branches, part.args.get("default"))

    def _condition(self, part: Part, one: Part) -> Node:
        if part.this is not None:
            return OPERATORS["EQ"][1](self._call("=", one, [part.this, one.this]))
        call = Call("when", one, [self.node(one.this)])
        return as_type(call.need(0, "bool"), BOOL)

    def _if(self, part: Part) -> Node:
        call = Call("if", part, [self.node(part.this)])
        condition = as_type(call.need(0, "bool"), BOOL)
        return self._branches(part, [condition], [part.args["true"]], part.args.get("false"))

    def _branches(
        self,
        part: Part,
        conditions: Sequence[Node],
        branches: Sequence[Part],
        default: Part | None,
    ) -> Node:
        nodes = [self.node(branch) for branch in branches]
        nodes.append(
            attrs.evolve(null_of(INT), type=NULL) if default is None else self.node(default)
        )
        kind, nodes = Call("case", part, nodes).alike()
        return logic.case(kind, conditions, nodes)

    def _cast(self, part: Part) -> Node:
        named = named_type(part.args["to"])
        if named is None:
            known = ", ".join(
                name.lower() for name in TYPES if name not in ("TEXT", "TIMESTAMPNTZ")
            )
            wanted = part.args["to"].sql(dialect="duckdb").lower()
            raise WrongSql(
                f"there is no type '{wanted}' here (known: {known}, decimal(p, s))", part
            )
        arg = self.node(part.this)
        if arg.text is not None and named.type.kind in ("date", "timestamp"):
            found = literal_as(arg, named.type)
            if found is None:
                raise WrongSql(f"'{arg.text}' is no {named.type}", part)
            return found
        return Call("cast", part, [arg]).checked(lambda: cast(arg, named.type, named.bits))

    def _pad(self, part: Part) -> Node:
        name = "lpad" if part.args.get("is_left") else "rpad"
        args = [part.this, part.expression, part.args.get("fill_pattern")]
        return self._function(name, part, [arg for arg in args if arg is not None])

    def _extract(self, part: Part) -> Node:
        call = self._call("extract", part, [part.expression])
        one = call.need(0, "date", "timestamp", "interval")
        return part_of(call, part.this.name.lower(), one)

    def _timestamptrunc(self, part: Part) -> Node:
        return self._with_unit("date_trunc", part, [part.this])

    _datetrunc = _timestamptrunc

    def _datediff(self, part: Part) -> Node:
        return self._with_unit("date_diff", part, [part.expression, part.this])

    def _with_unit(self, name: str, part: Part, args: Sequence[Part]) -> Node:
        unit = Node(TEXT, lambda _: Vector(None), is_constant=True, text=part.args["unit"].name)
        call = Call(name, part, [unit, *(self.node(arg) for arg in args)])
        return FUNCTIONS[name].make(call)

    def _interval(self, part: Part) -> Node:
        if part.this is not None and part.this.is_string and part.args.get("unit") is None:
            return spelled_interval(part, part.this.name)
        unit = part.args["unit"].name.lower().rstrip("s") if part.args.get("unit") else ""
        if unit not in UNITS or part.this is None:
            raise WrongSql(f"there is no unit '{unit}' (known: {', '.join(UNITS)})", part)
        if part.this.is_string:
            return spelled_interval(part, f"{part.this.name} {unit}")
        count = Call("interval", part, [self.node(part.this)]).need(0, "int")
        return moments.interval(unit, as_type(count, INT))

    def _rownumber(self, _: Part) -> Node:
        return Node(INT, lambda rows: Vector(rows.index.astype(np.int64) + 1))

    def _count(self, part: Part) -> Node:
        if type(part.this).__name__ != "Column":
            raise WrongSql("is count(DATASET), the number of its rows", part)
        name = ".".join(one.name for one in part.this.parts)
        return literal(INT, np.int64(self.row_count(name, part)))

    def _anonymous(self, part: Part) -> Node:
        name = part.name.lower()
        return self._function(SYNONYMS.get(name, name), part, part.expressions)

    def _refusal(self, part: Part) -> str:
        """Return why a part is none of an expression."""
        from sqlglot import exp  # noqa: PLC0415 (see parsing)

        if isinstance(part, exp.Window):
            return "a row sees no other rows: there are no windows (row_number() stands alone)"
        if isinstance(part, exp.AggFunc):
            return "a row sees no other rows: there are no aggregates"
        if isinstance(part, exp.Query | exp.Subquery):
            return "an expression has no query in it"
        name = type(part).__name__.lower()
        if name.startswith(("rand", "current", "uuid")):
            return "a value follows from seed and row alone: neither clock nor chance are in it"
        if isinstance(part, exp.Func):
            return f"there is no function '{name}'{self.near(name, [*FUNCTIONS])}"
        return f"an expression has no {name}"


def _sides(part: Part) -> list[Part]:
    return [one for one in (part.args.get("this"), part.args.get("expression")) if one is not None]
