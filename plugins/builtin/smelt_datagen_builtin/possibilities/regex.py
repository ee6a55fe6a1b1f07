"""Texts that match a regular expression."""

from __future__ import annotations

from smelt_datagen.plugin import Column, Generator, Scope, generator, param

from smelt_datagen_builtin.possibilities.ambiguity import TooLarge, ambiguity
from smelt_datagen_builtin.possibilities.building import tree
from smelt_datagen_builtin.possibilities.parsing import WrongPattern, parsed
from smelt_datagen_builtin.possibilities.syntax import Part, longest
from smelt_datagen_builtin.possibilities.tables import Table, check_capacity, text_column

_LONGEST = 1000


@generator(
    "regex",
    example="{ type: regex, pattern: '[A-Z]{2}-\\d{4}(-(old|new))?' }",
    output="string",
)
class Regex(Generator):
    r"""Text that matches a regular expression as a whole, as Python's `re.fullmatch` has it.

    Characters, `.`, classes such as `[a-z_]` and `[^,;]`, the escapes `\d` `\w` `\s` (a space)
    `\D` `\W` `\S`, groups, alternatives `a|b`, and repetitions with a bound: `?`, `{3}`, `{2,5}`.
    What is not listed, as in `.` and `[^,]`, is a printable character of ASCII.

    At every choice all alternatives are equally likely, and so are all lengths of a repetition;
    with `unique`, all texts are.
    """

    pattern: str = param("The regular expression.")
    unique: bool = param(
        "Whether no text comes twice: row by row, another one of all that the pattern makes.",
        default=False,
    )

    def bind(self, scope: Scope) -> Column:
        """Return the column; fail on what is no pattern, or makes too few texts."""
        try:
            part = parsed(self.pattern)
        except WrongPattern as error:
            scope.fail(str(error), "pattern")
        size = longest(part)
        if size > _LONGEST:
            found = f"the longest has {size:,} characters"
            scope.fail(f"makes texts of up to {_LONGEST:,} characters: {found}", "pattern")
        table = Table()
        node = tree(part, table)
        if self.unique:
            _check_unambiguous(part, scope)
            check_capacity(node.capacity, scope, "the pattern")
        return text_column(node, table, is_unique=self.unique)


def _check_unambiguous(part: Part, scope: Scope) -> None:
    try:
        shown = ambiguity(part)
    except TooLarge:
        scope.fail("the pattern is too large to say whether it makes a text twice", "unique")
    if shown is not None:
        scope.fail(f"the pattern can make one text in two ways, {shown}", "unique")
