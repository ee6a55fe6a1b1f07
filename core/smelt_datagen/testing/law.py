"""What it means to break a law."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from smelt_datagen.errors import ConfigError, GeneratorError
from smelt_datagen.messages import quote


class LawBroken(AssertionError):  # noqa: N818 (what an author reads, and what it says)
    """A generator breaks a law: `law` names it, `what` is the smallest counter-example found."""

    def __init__(self, law: str, what: str) -> None:
        self.law = law
        self.what = what
        super().__init__(f"not {law}: {what}")


@contextlib.contextmanager
def refusals_break(law: str) -> Iterator[None]:
    """Let a config that is refused, or a generator that fails, break `law`."""
    try:
        yield
    except ConfigError as error:
        raise LawBroken(law, f"the config is refused: {error}") from error
    except GeneratorError as error:
        raise LawBroken(law, str(error)) from error


def shown(value: object) -> str:
    """Return a value as a counter-example shows it."""
    return quote(value) if isinstance(value, str | bool | None) else repr(value)
