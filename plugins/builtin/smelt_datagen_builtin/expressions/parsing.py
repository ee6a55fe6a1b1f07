"""SQL text into its parts, by sqlglot, and the places of errors in it."""

from __future__ import annotations

from smelt_datagen_builtin.expressions.calls import Part, WrongSql


def parsed(sql: str) -> Part:
    """Return the parts of an expression; raises WrongSql for what is none."""
    import sqlglot  # noqa: PLC0415 (a tenth of a second, for configs that have expressions)
    from sqlglot import errors, exp  # noqa: PLC0415

    if not sql.strip():
        raise WrongSql("is empty")
    try:
        whole = sqlglot.parse_one(sql, dialect="duckdb")
    except errors.ParseError as error:
        raise WrongSql(_parse_error(error)) from None
    except errors.TokenError:
        raise WrongSql("ends within a text or comment that was begun") from None
    if isinstance(whole, exp.Alias):
        raise WrongSql("is one expression, which has no name of its own", whole)
    made: Part = whole
    return made


def _parse_error(error: object) -> str:
    found = getattr(error, "errors", None)
    if not found:
        return "is no expression"
    first = found[0]
    description = first["description"] or ""
    near = f"{first['start_context'][-20:]}{first['highlight']}"
    if description.startswith("Expecting "):
        return f"lacks `{description.removeprefix('Expecting ')}` behind `{near}`"
    if "missing" in description:
        return f"something is missing behind `{near}`"
    return f"ends where `{first['highlight']}` stands, behind `{first['start_context'].strip()}`"


def place(part: Part | None) -> str:
    """Return where a part stands, as "at character 5, `price * 2`: "."""
    if part is None:
        return ""
    starts = [node.meta["start"] for node in part.walk() if "start" in node.meta]
    text = part.sql(dialect="duckdb")
    where = f"at character {min(starts) + 1}, " if starts else ""
    return f"{where}`{text}`: "
