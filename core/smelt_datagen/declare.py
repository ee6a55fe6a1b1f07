"""How a generator is declared: a class whose fields are its YAML parameters."""

from __future__ import annotations

import inspect
import math
import re
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast, dataclass_transform

import attrs

from smelt_datagen.column import Column
from smelt_datagen.errors import ParameterError
from smelt_datagen.wording import near_names, quote

if TYPE_CHECKING:
    from smelt_datagen.scope import Scope

GeneratorClass = TypeVar("GeneratorClass", bound="type[Generator]")
DeclaredClass = TypeVar("DeclaredClass", bound=type)

_TYPE_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
_TEXT, _CHECK, _BOUNDS = "smelt_datagen.text", "smelt_datagen.check", "smelt_datagen.bounds"


@attrs.frozen
class Declaration:
    """What `@generator` was told."""

    type: str
    example: str
    context: str
    output: str | None


class Generator(Column):
    """Base of all generators: parameters as fields, and a column made from them by `bind`.

    A subclass decorated with `@generator` needs a docstring (its documentation), `data_type` and
    `generate`. One whose type or tables depend on parameters, or that refers to other columns or
    datasets, overrides `bind` and returns a `Column` of its own.
    """

    declaration: ClassVar[Declaration]

    def bind(self, scope: Scope) -> Column:  # noqa: ARG002 (what overriding methods look at)
        """Return the column that makes the values at the place that `scope` describes.

        Called once per plan. Report what is wrong with the parameters through `scope.fail`.
        """
        return self


def param(  # noqa: PLR0913 (each a keyword of its own)
    text: str,
    *,
    default: Any = attrs.NOTHING,
    factory: Callable[[], Any] | None = None,
    ge: float | None = None,
    gt: float | None = None,
    le: float | None = None,
    lt: float | None = None,
    choices: Collection[object] | None = None,
) -> Any:
    """Declare a parameter: its documentation, its default if it has one, and its bounds.

    `factory` makes the default where it is a list or a dict.

    The annotation is the type that YAML must have: int, float, str, bool, datetime.date,
    datetime.datetime, a list, dict or union of such, `Scalar`, `Seed`, or `Generator` for a nested
    one. `ge`, `gt`, `le`, `lt` bound numbers; `choices` lists all that is allowed. A value outside
    raises ParameterError, which names the parameter. Raises ValueError for a default outside.
    """
    limits = {"ge": ge, "gt": gt, "le": le, "lt": lt}
    bounds = {name: limit for name, limit in limits.items() if limit is not None}
    choices = None if choices is None else tuple(choices)
    check = _checker(bounds, choices)
    if not isinstance(text, str):
        raise TypeError(f"a parameter's text is a string, not {text!r}")
    if default is not attrs.NOTHING and (wrong := check(default)) is not None:
        raise ValueError(f"the default {wrong}")

    def validate(_instance: object, attribute: attrs.Attribute[Any], value: Any) -> None:
        if (wrong := check(value)) is not None:
            raise ParameterError(attribute.name, wrong)

    return attrs.field(
        default=default if factory is None else attrs.Factory(factory),
        validator=validate,
        metadata={_TEXT: text, _CHECK: check, _BOUNDS: {**bounds, "choices": choices}},
        kw_only=True,
    )


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(param,))
def generator(
    type_name: str, *, example: str, context: str = "", output: str | None = None
) -> Callable[[GeneratorClass], GeneratorClass]:
    """Make a Generator subclass usable in YAML as `type: type_name`.

    `example` is a generator in YAML as a user would write it, tested and shown in the reference.
    `context` is the YAML of what the example refers to: `datasets` that stand before its own, and
    keys of its own dataset, such as `columns` that stand before its own.
    `output` says in words what comes out where it depends on the parameters; elsewhere the
    reference shows `data_type`. The class becomes a frozen attrs class.

    Raises TypeError if the class is no Generator, or has no docstring, or if a field is no
    `param`; ValueError if `type_name` is not lower-case words joined by `_` and `.`.
    """
    if not _TYPE_NAME.fullmatch(type_name):
        raise ValueError(f"{type_name!r} is no generator type: use words like 'iban', 'acme.iban'")

    def declare(cls: GeneratorClass) -> GeneratorClass:
        made = frozen_class(cls, Generator)
        made.declaration = Declaration(
            type_name, inspect.cleandoc(example), inspect.cleandoc(context), output
        )
        return made

    return declare


def frozen_class(cls: DeclaredClass, base: type) -> DeclaredClass:
    """Return `cls` as a frozen attrs class, held to what a declared class needs.

    Raises TypeError if it does not derive from `base`, has no docstring, or if a field is no
    `param`.
    """
    if not issubclass(cls, base):
        raise TypeError(f"{cls.__qualname__} must derive from smelt_datagen.{base.__name__}")
    if not inspect.cleandoc(cls.__doc__ or ""):
        raise TypeError(f"{cls.__qualname__} needs a docstring: it is the documentation")
    made: DeclaredClass = attrs.frozen(slots=False)(cls)
    for field in parameters(made):
        if _TEXT not in field.metadata:
            raise TypeError(f"{cls.__qualname__}.{field.name}: declare it with param(...)")
        if field.name in _own_names(base):
            raise TypeError(f"{cls.__qualname__}.{field.name}: the name has a meaning of its own")
    return made


def _own_names(base: type) -> set[str]:
    """Return the names that a parameter cannot have: `type`, and what the base class declares."""
    annotated = {name for cls in base.__mro__ for name in vars(cls).get("__annotations__", {})}
    return {"type", *dir(base), *annotated}


def parameters(cls: type) -> tuple[attrs.Attribute[Any], ...]:
    """Return the parameters of a declared class, in their order."""
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(cast("type[attrs.AttrsInstance]", cls))
    return fields


def parameter_text(field: attrs.Attribute[Any]) -> str:
    """Return the documentation of a parameter."""
    text: str = field.metadata[_TEXT]
    return text


def parameter_check(field: attrs.Attribute[Any]) -> Callable[[Any], str | None]:
    """Return the function that says what is wrong with a value of a field, or None if nothing."""
    check: Callable[[Any], str | None] = field.metadata.get(_CHECK, lambda _value: None)
    return check


def parameter_bounds(field: attrs.Attribute[Any]) -> Mapping[str, Any]:
    """Return those of ge, gt, le, lt and choices that `param` was given."""
    bounds: Mapping[str, Any] = field.metadata[_BOUNDS]
    return {name: limit for name, limit in bounds.items() if limit is not None}


def spell_bounds(field: attrs.Attribute[Any]) -> str:
    """Return the bounds of a parameter in words, empty if it has none."""
    words = [
        f"one of {', '.join(map(quote, limit))}"
        if name == "choices"
        else f"{_COMPARISONS[name][0]} {limit}"
        for name, limit in parameter_bounds(field).items()
    ]
    return ", ".join(words)


def _checker(
    bounds: Mapping[str, float], choices: Collection[object] | None
) -> Callable[[Any], str | None]:
    def check(value: Any) -> str | None:
        if value is None:
            return None
        if choices is not None and value not in choices:
            close = near_names(str(value), map(str, choices), only_close=True)
            return f"must be one of {', '.join(map(quote, choices))} (found {quote(value)}){close}"
        if isinstance(value, float) and not math.isfinite(value):
            return f"must be finite (found {quote(value)})"
        for name, limit in bounds.items():
            words, holds = _COMPARISONS[name]
            if not holds(value, limit):
                return f"must be {words} {limit} (found {quote(value)})"
        return None

    return check


_COMPARISONS: dict[str, tuple[str, Callable[[float, float], bool]]] = {
    "ge": ("at least", lambda value, limit: value >= limit),
    "gt": ("greater than", lambda value, limit: value > limit),
    "le": ("at most", lambda value, limit: value <= limit),
    "lt": ("less than", lambda value, limit: value < limit),
}
