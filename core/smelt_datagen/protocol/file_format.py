"""What a file format is: a class whose fields are its options, and that encodes rows apart.

A file is made on all cores: chunks of rows are encoded on any thread, and joined in their order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar, dataclass_transform

import attrs

from smelt_datagen.protocol.generator import TYPE_NAME, frozen_class
from smelt_datagen.protocol.parameter import param

if TYPE_CHECKING:
    import pyarrow as pa

    from smelt_datagen.protocol.column_type import ColumnType

FormatClass = TypeVar("FormatClass", bound="type[FileFormat]")


class Sink(Protocol):
    """Takes the bytes of a file, one behind the other."""

    def write(self, data: bytes | bytearray | memoryview, /) -> object:
        """Append bytes."""
        ...


@attrs.frozen(eq=False, repr=False)
class FileContent:
    """What a file of a dataset is to hold."""

    types: Mapping[str, ColumnType]
    """The columns, as they are written, in their order."""
    rows: int
    chunk_rows: int
    """Rows of every chunk but the last."""
    metadata: Mapping[str, str]
    """What the file should say of itself, where its format has a place for that."""

    @property
    def schema(self) -> pa.Schema:
        """The columns without dictionaries."""
        import pyarrow as pa  # noqa: PLC0415 (the command line's help names formats)

        return pa.schema(
            [pa.field(name, kind.data_type, kind.nullable) for name, kind in self.types.items()]
        )


class Joint(Protocol):
    """Puts the chunks of one file behind each other."""

    def append(self, chunk: Any, /) -> None:
        """Write the next chunk."""
        ...

    def finish(self) -> None:
        """Write what stands at the end."""
        ...


class Encoder(Protocol):
    """Makes files of one content."""

    def encode(self, blocks: Sequence[Sequence[pa.Array]], /) -> Any:
        """Return the chunk that blocks of rows make: of every block the arrays of all columns.

        Runs on any thread, beside others. The array of a categorical column is dictionary-encoded.
        A file without rows is made of one chunk without blocks.
        """
        ...

    def joint(self, sink: Sink, /) -> Joint:
        """Begin a file."""
        ...


@attrs.frozen(eq=False, repr=False)
class FormatDeclaration:
    """What `@file_format` was told."""

    type: str
    suffix: str


class FileFormat:
    """Base of all file formats: options as fields, and `encoder` and `read`.

    A subclass decorated with `@file_format` needs a docstring, which is its documentation.
    """

    declaration: ClassVar[FormatDeclaration]

    compression: str
    """How files are compressed, "none" if they are not: an option, or a constant of the class."""

    @property
    def suffix(self) -> str:
        """How the names of files end."""
        return self.declaration.suffix

    def refused(self, types: Mapping[str, ColumnType]) -> str | None:  # noqa: ARG002 (what overriding methods look at)
        """Return why the format cannot hold columns of such types, None if it can."""
        return None

    def metadata(self, file: Path) -> Mapping[str, str]:  # noqa: ARG002 (what overriding methods look at)
        """Return what a file says of itself; nothing of one that says nothing, or no such file."""
        return {}

    def pieces(self, file: Path) -> Sequence[int] | None:  # noqa: ARG002 (what overriding methods look at)
        """Return how many rows each piece of a file has that can be read alone, None for none.

        Raises what `read` raises.
        """
        return None

    def encoder(self, content: FileContent) -> Encoder:
        """Return what makes files of this content."""
        raise NotImplementedError

    def read(
        self, file: Path, schema: pa.Schema, piece: int | None = None
    ) -> Iterator[pa.RecordBatch]:
        """Yield the rows of a file, with these columns; in batches of any length.

        All rows, or those of one of its `pieces`.
        Raises OSError, ValueError or an exception of Arrow for a file that cannot be read so.
        """
        raise NotImplementedError


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(param,))
def file_format(type_name: str, *, suffix: str) -> Callable[[FormatClass], FormatClass]:
    """Make a FileFormat subclass usable in YAML as `format: type_name`.

    `suffix` is how files are known from others in a folder: `.csv`. The class becomes a frozen
    attrs class.

    Raises TypeError if the class is no FileFormat, has no docstring, or if a field is no `param`;
    ValueError if `type_name` is not lower-case words joined by `_` and `.`, or `suffix` is not one
    dot and then letters or digits.
    """
    if not TYPE_NAME.fullmatch(type_name):
        raise ValueError(f"{type_name!r} is no name of a format: use words like 'csv', 'acme.tsv'")
    if not (suffix[:1] == "." and suffix[1:].isalnum() and suffix == suffix.lower()):
        raise ValueError(f"{suffix!r} is no suffix: use a dot and then letters, as in '.csv'")

    def declare(cls: FormatClass) -> FormatClass:
        made = frozen_class(cls, FileFormat, ["compression"])
        made.declaration = FormatDeclaration(type_name, suffix)
        return made

    return declare
