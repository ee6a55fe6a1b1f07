"""Dataset keys that a plugin owns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, dataclass_transform

import attrs

from smelt_datagen.protocol.generator import frozen_class
from smelt_datagen.protocol.parameter import param, parameters

if TYPE_CHECKING:
    from smelt_datagen.protocol.scope import Scope

SectionClass = TypeVar("SectionClass", bound="type[Section]")


class Section:
    """Base of all sections: its fields are keys of a dataset, bound once for every dataset.

    A subclass decorated with `@section` needs a docstring and `bind`; each field has a default,
    since a dataset need not have the key.
    """

    def bind(self, scope: Scope) -> Any:
        """Return what generators get from `scope.section(...)`; called if any key is there.

        `scope.path` is that of the dataset, whose columns are not bound yet. Report what is wrong
        through `scope.fail`.
        """
        raise NotImplementedError


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(param,))
def section(cls: SectionClass) -> SectionClass:
    """Make a Section subclass a frozen attrs class whose fields are dataset keys.

    Raises TypeError if the class is no Section, has no docstring, or if a field is no `param` or
    has no default.
    """
    made = frozen_class(cls, Section)
    for field in parameters(made):
        if field.default is attrs.NOTHING:
            raise TypeError(f"{cls.__qualname__}.{field.name}: a dataset key needs a default")
    return made
