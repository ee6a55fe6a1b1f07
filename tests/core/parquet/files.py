"""Files that the tests write, encoded here or by pyarrow alone, however few rows they have."""

import io

import attrs
import pyarrow as pa
import pyarrow.parquet as pq
from smelt_datagen.parquet.encoding import encoder_of
from smelt_datagen.parquet.row_group_encoding import RowGroupEncoding
from smelt_datagen.plugin import ColumnType
from smelt_datagen.protocol.file_format import FileContent


def kind_of(array):
    """Return the type of a column with such an array."""
    if pa.types.is_dictionary(array.type):
        kind = ColumnType.categorical(array.dictionary)
    else:
        kind = ColumnType(array.type)
    return attrs.evolve(kind, nullable=array.null_count > 0)


def encoding_of(types, rows, compression="snappy"):
    """Return how row groups of so many rows are encoded."""
    arrow = encoder_of(FileContent(types, rows, rows, {}), compression).arrow
    return RowGroupEncoding(types, arrow, {})


def own_file(arrays, types=None, compression="snappy", blocks=1):
    """Return a file of named arrays as we encode it: a row group, of blocks of the same length."""
    types = types or {name: kind_of(array) for name, array in arrays.items()}
    rows = len(next(iter(arrays.values())))
    encoding = encoding_of(types, rows, compression)
    step = -(-rows // blocks)
    parts = [
        [array.slice(start, step) for array in arrays.values()] for start in range(0, rows, step)
    ]
    stream = io.BytesIO()
    file = encoding.joint(stream)
    file.append(encoding.encode(parts))
    file.finish()
    return stream.getvalue()


def pyarrow_file(arrays, types=None, compression="snappy"):
    """Return the same file as pyarrow encodes it."""
    types = types or {name: kind_of(array) for name, array in arrays.items()}
    rows = len(next(iter(arrays.values())))
    arrow = encoding_of(types, rows, compression).arrow
    return arrow.file({name: [array] for name, array in arrays.items()}).to_pybytes()


def chunk(file, column=0):
    """Return the metadata of a column of the first row group."""
    return pq.read_metadata(io.BytesIO(file)).row_group(0).column(column)


def statistics(file, column=0):
    """Return what a file says of the values of a column."""
    found = chunk(file, column).statistics
    bounds = (found.min, found.max) if found.has_min_max else None
    return found.null_count, found.num_values, bounds


def values(file, column=0):
    """Return what pyarrow reads."""
    return pq.read_table(io.BytesIO(file)).column(column).to_pylist()
