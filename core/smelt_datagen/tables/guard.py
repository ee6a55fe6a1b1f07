"""What Arrow's scanner in C++ finds in place of a plan's rows: a file that says why it is none."""

from __future__ import annotations

from typing import Any, NoReturn

import pyarrow as pa
from pyarrow import dataset as ds
from pyarrow import fs


class _Nowhere(fs.FileSystemHandler):  # type: ignore[misc] # pyarrow ships no type information
    """A file system that gives no file."""

    def get_type_name(self) -> str:
        return "plan"

    def open_input_file(self, path: str) -> NoReturn:  # noqa: ARG002 (Arrow's)
        raise OSError(
            "the rows of a plan are made by Python, and Arrow's own scanner cannot call that: use "
            "scanner() or to_table() of the dataset itself, or the plan as a stream"
        )

    open_input_stream = open_input_file
    normalize_path = staticmethod(lambda path: path)

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise OSError("a plan has no files")

    get_file_info = get_file_info_selector = _refuse
    create_dir = delete_dir = delete_dir_contents = delete_root_dir_contents = _refuse
    delete_file = move = copy_file = open_output_stream = open_append_stream = _refuse


def unreadable(schema: pa.Schema) -> ds.Dataset:
    """Return a dataset whose scan raises OSError, where one without files would have no rows."""
    files = fs.PyFileSystem(_Nowhere())
    form = ds.IpcFileFormat()
    fragment = form.make_fragment("plan", files)
    return ds.FileSystemDataset([fragment], schema, form, files)
