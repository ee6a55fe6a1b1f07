"""How a generator is declared: a class whose fields are its YAML parameters."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Collection
from pathlib import Path
from typing import (
    TYPE_CHECKING,
    ClassVar,
    Literal,
    TypeAlias,
    TypeVar,
    dataclass_transform,
    get_args,
)

import attrs
import pyarrow as pa

from smelt_datagen.protocol.column import Column, GeneratedColumn
from smelt_datagen.protocol.column_type import ColumnType
from smelt_datagen.protocol.parameter import (
    TEXT,
    param,
    parameter_key,
    parameters,
    refuse_double_keys,
)

if TYPE_CHECKING:
    from smelt_datagen.protocol.block import Block
    from smelt_datagen.protocol.scope import Scope

GeneratorClass = TypeVar("GeneratorClass", bound="type[Generator]")
DeclaredClass = TypeVar("DeclaredClass", bound=type)

KEEPS_DOCSTRINGS = sys.flags.optimize < 2  # noqa: PLR2004 (python -OO)
"""Whether this process has docstrings: `python -OO` drops them all, and the reference is bare."""

Part: TypeAlias = Literal["seed", "dataset", "column"]
"""What values depend on besides the row: the seed, and the names of dataset and column."""

TYPE_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")


@attrs.frozen(eq=False, repr=False)
class Declaration:
    """What `@generator` was told."""

    type: str
    example: str
    context: str
    output: str | None
    folder: Path
    """Where the module of the class lies, and the files that its example names."""
    independent_of: frozenset[Part] = frozenset()
    inverts_draw: bool = False


class Generator:
    """Base of all generators: parameters as fields, and a column made from them by `bind`.

    A subclass decorated with `@generator` needs a docstring (its documentation), and either
    `data_type` and `generate`, or a `bind` of its own: where its type or tables depend on
    parameters, or it refers to other columns or datasets.
    """

    declaration: ClassVar[Declaration]

    data_type: pa.DataType | ColumnType
    """What the values are, for a generator without a `bind` of its own."""

    def bind(self, scope: Scope) -> Column:  # noqa: ARG002 (what overriding methods look at)
        """Return the column that makes the values at the place that `scope` describes.

        Called once per plan. Report what is wrong with the parameters through `scope.fail`.
        """
        declared = getattr(
            self, "data_type", None
        )  # one that is missing is named when it is checked
        kind = declared if isinstance(declared, ColumnType) else ColumnType(declared)
        return GeneratedColumn(kind, self.generate)

    def generate(self, block: Block) -> pa.Array:
        """Return `len(block)` values, for a generator without a `bind` of its own."""
        raise NotImplementedError

    def __repr__(self) -> str:
        """Return how it is made; one for all, since attrs would compile one for each class."""
        values = (f"{field.name}={getattr(self, field.name)!r}" for field in parameters(type(self)))
        return f"{type(self).__qualname__}({', '.join(values)})"


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(param,))
def generator(
    type_name: str,
    *,
    example: str,
    context: str = "",
    output: str | None = None,
    independent_of: Collection[Part] = (),
    inverts_draw: bool = False,
) -> Callable[[GeneratorClass], GeneratorClass]:
    """Make a Generator subclass usable in YAML as `type: type_name`.

    `example` is a generator in YAML as a user would write it, tested and shown in the reference.
    A file that it names lies beside the module of the class.
    `context` is the YAML of what the example refers to: other `datasets`, and keys of its own
    dataset, such as other `columns`.
    `output` says in words what comes out where it depends on the parameters; elsewhere the
    reference shows `data_type`. `independent_of` says which of "seed", "dataset" and "column" the
    values of the example do not depend on, as those of a row's number do not. `inverts_draw` says
    that a value is a function of the unlabelled draw alone (`block.uint64()`, or what derives from
    it) that never falls as the draw rises. The class becomes a frozen attrs class.

    Raises TypeError if the class is no Generator, or has no docstring (`python -OO` drops them all,
    and then none is asked for), or if a field is no `param`; ValueError if `type_name` is not
    lower-case words joined by `_` and `.`, or for an unknown part in `independent_of`.
    """
    if not TYPE_NAME.fullmatch(type_name):
        raise ValueError(f"{type_name!r} is no generator type: use words like 'iban', 'acme.iban'")
    parts = checked_parts(independent_of)

    def declare(cls: GeneratorClass) -> GeneratorClass:
        made = frozen_class(cls, Generator)
        made.declaration = Declaration(
            type_name,
            inspect.cleandoc(example),
            inspect.cleandoc(context),
            output,
            _folder(cls),
            parts,
            inverts_draw,
        )
        return made

    return declare


def _folder(cls: type) -> Path:
    file: str | None = getattr(sys.modules.get(cls.__module__), "__file__", None)
    return Path() if file is None else Path(file).absolute().parent


def checked_parts(parts: Collection[Part]) -> frozenset[Part]:
    """Return what values do not depend on; raise ValueError for what is no such thing."""
    if unknown := set(parts) - set(get_args(Part)):
        raise ValueError(f"independent_of has no {', '.join(map(repr, sorted(unknown)))}")
    return frozenset(parts)


def frozen_class(cls: DeclaredClass, base: type, abstract: Collection[str] = ()) -> DeclaredClass:
    """Return `cls` as a frozen attrs class, held to what a declared class needs.

    Of the names that `base` has, parameters may have those that are `abstract`.

    Raises TypeError if it does not derive from `base`, has no docstring, or if a field is no
    `param`.
    """
    if not issubclass(cls, base):
        raise TypeError(f"{cls.__qualname__} must derive from smelt_datagen.{base.__name__}")
    if KEEPS_DOCSTRINGS and not inspect.cleandoc(cls.__doc__ or ""):
        raise TypeError(f"{cls.__qualname__} needs a docstring: it is the documentation")
    made: DeclaredClass = attrs.frozen(slots=False, repr=False)(cls)
    for field in parameters(made):
        if TEXT not in field.metadata:
            raise TypeError(f"{cls.__qualname__}.{field.name}: declare it with param(...)")
        if field.name in _own_names(base) - {*abstract}:
            raise TypeError(f"{cls.__qualname__}.{field.name}: the name has a meaning of its own")
        if parameter_key(field) == "type":
            raise TypeError(f"{cls.__qualname__}.{field.name}: the key 'type' is every generator's")
    refuse_double_keys(made)
    return made


def _own_names(base: type) -> set[str]:
    """Return the names that a parameter cannot have: `type`, and what the base class declares."""
    annotated = {name for cls in base.__mro__ for name in vars(cls).get("__annotations__", {})}
    return {"type", *dir(base), *annotated}
