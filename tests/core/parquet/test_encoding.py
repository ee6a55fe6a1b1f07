"""What a Parquet file holds and how it is encoded."""

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from smelt_datagen import to_table, write
from smelt_datagen.arrays import string_array
from smelt_datagen.execution.row_width import BLOCK_ROWS
from smelt_datagen.parquet.encoding import encoder_of, read_metadata
from smelt_datagen.plugin import ColumnType
from smelt_datagen.protocol.file_format import FileContent

from ..helpers import NUMBER, dataset, plan_of

LETTER = {"name": "letter", "generator": {"type": "letter", "values": ["a", "b", "c"]}}
TEXT = {"name": "text", "generator": {"type": "text"}}
MAYBE = {"name": "maybe", "generator": {"type": "half_null", "inner": {"type": "number"}}}


def written(tmp_path, *, columns=(NUMBER, LETTER, TEXT, MAYBE), num_rows=1000, **options):
    """Write a dataset and return its plan and its open file."""
    planned = plan_of(dataset(num_rows=num_rows, columns=columns), output=tmp_path)
    write(planned, workers=2, **options)
    return planned["users"], pq.ParquetFile(tmp_path / "users" / "data.parquet")


def chunk(file, name, group=0):
    position = file.schema_arrow.names.index(name)
    return file.metadata.row_group(group).column(position)


def has_dictionary(file, name):
    return chunk(file, name).has_dictionary_page


# --- values and schema ---


def test_a_file_holds_what_the_plan_says(tmp_path):
    planned, file = written(tmp_path)
    assert file.schema_arrow.remove_metadata().equals(planned.file_schema)
    assert file.read().equals(to_table(planned))


def test_text_is_plain_utf8_in_the_file_categorical_or_not(tmp_path):
    polars = pytest.importorskip("polars")
    _, file = written(tmp_path)
    assert file.schema_arrow.field("letter").type == pa.utf8()
    assert file.schema_arrow.field("text").type == pa.utf8()
    assert (
        polars.read_parquet(tmp_path / "users" / "data.parquet").schema["letter"] == polars.String
    )


def test_no_arrow_schema_is_stored(tmp_path):
    _, file = written(tmp_path)
    assert b"ARROW:schema" not in file.metadata.metadata


def test_columns_that_cannot_be_null_are_required(tmp_path):
    _, file = written(tmp_path)
    levels = {file.schema.column(i).name: file.schema.column(i) for i in range(4)}
    assert {name: column.max_definition_level for name, column in levels.items()} == {
        "n": 0,
        "letter": 0,
        "text": 0,
        "maybe": 1,
    }
    assert [field.nullable for field in file.schema_arrow] == [False, False, False, True]


def test_metadata_says_where_the_file_came_from(tmp_path):
    planned = plan_of(dataset(), output=tmp_path, seed=7)
    write(planned)
    assert read_metadata(tmp_path / "users" / "data.parquet") == {
        "smelt_datagen.dataset": "users",
        "smelt_datagen.seed": "7",
        "smelt_datagen.output_version": "2",
        "smelt_datagen.recipe": planned["users"].recipe.digest,
    }


# --- encodings, row groups, statistics ---


def test_only_categorical_columns_are_dictionary_encoded(tmp_path):
    _, file = written(tmp_path)
    encoded = {name: has_dictionary(file, name) for name in file.schema_arrow.names}
    assert encoded == {"n": False, "letter": True, "text": False, "maybe": False}


def test_a_dictionary_that_is_large_beside_the_rows_is_not_written(tmp_path):
    many = {"type": "letter", "values": [f"value {i}" for i in range(500)]}
    columns = [{"name": "letter", "generator": many}]
    _, large = written(tmp_path / "large", columns=columns, num_rows=1000)
    _, small = written(tmp_path / "small", columns=columns, num_rows=999)
    assert has_dictionary(large, "letter")
    assert not has_dictionary(small, "letter")


@pytest.mark.parametrize(("size", "kept"), [(65_536, ("c",)), (65_537, ())])
def test_a_dictionary_is_written_if_half_a_row_group_is_as_long_however_long_the_file(size, kept):
    texts = string_array([str(number) for number in range(size)])
    content = FileContent({"c": ColumnType.categorical(texts)}, 10**9, BLOCK_ROWS, {})
    assert encoder_of(content, "none").arrow.categorical == kept


@pytest.mark.parametrize("num_rows", [1, BLOCK_ROWS, BLOCK_ROWS + 1, 300_000])
def test_row_groups_are_131072_rows_but_for_the_last(tmp_path, num_rows):
    _, file = written(tmp_path, columns=[NUMBER], num_rows=num_rows)
    groups = [file.metadata.row_group(i).num_rows for i in range(file.num_row_groups)]
    whole, rest = divmod(num_rows, 131_072)
    assert groups == [131_072] * whole + [rest] * (rest > 0)


def test_every_row_group_has_statistics(tmp_path):
    _, file = written(tmp_path, columns=[NUMBER, LETTER, MAYBE], num_rows=200_000)
    numbers = [chunk(file, "n", group).statistics for group in (0, 1)]
    assert [(found.min, found.max) for found in numbers] == [(0, 131_071), (131_072, 199_999)]
    letters = chunk(file, "letter").statistics
    assert (letters.min, letters.max, letters.null_count) == ("a", "c", 0)
    assert chunk(file, "maybe").statistics.null_count > 0


@pytest.mark.parametrize(
    ("options", "codec", "of_numbers"),
    [
        ({}, "SNAPPY", "UNCOMPRESSED"),
        ({"compression": "snappy"}, "SNAPPY", "UNCOMPRESSED"),
        ({"compression": "zstd"}, "ZSTD", "ZSTD"),
        ({"compression": "none"}, "UNCOMPRESSED", "UNCOMPRESSED"),
    ],
)
def test_columns_are_compressed_as_asked_but_for_what_snappy_cannot(
    tmp_path, options, codec, of_numbers
):
    planned, file = written(tmp_path, **options)
    found = {name: chunk(file, name).compression for name in file.schema_arrow.names}
    assert found == {"n": of_numbers, "letter": codec, "text": codec, "maybe": of_numbers}
    assert file.read().equals(to_table(planned))


# --- metadata of other files, and errors ---


def test_files_that_are_no_parquet_have_no_metadata(tmp_path):
    (tmp_path / "empty.parquet").touch()
    (tmp_path / "text.parquet").write_text("PAR1 and then nothing", encoding="utf-8")
    assert read_metadata(tmp_path / "empty.parquet") == {}
    assert read_metadata(tmp_path / "text.parquet") == {}
    assert read_metadata(tmp_path / "missing.parquet") == {}


def test_a_parquet_file_without_metadata_has_none_of_ours(tmp_path):
    table = pa.table({"a": np.arange(3)})
    pq.write_table(table, tmp_path / "a.parquet", store_schema=False)
    assert read_metadata(tmp_path / "a.parquet") == {}


def test_metadata_that_is_no_text_is_read_nevertheless(tmp_path):
    table = pa.table({"a": np.arange(3)}).replace_schema_metadata({b"\xff": b"a\xfe", b"b": b"c"})
    pq.write_table(table, tmp_path / "a.parquet")
    found = read_metadata(tmp_path / "a.parquet")
    assert {key: found[key] for key in ("\ufffd", "b")} == {"\ufffd": "a\ufffd", "b": "c"}
