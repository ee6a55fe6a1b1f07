"""Formats other than Parquet: what readers find in files is what was generated, byte by byte."""

import gzip
import hashlib
import json
from pathlib import Path

import pyarrow as pa
import pytest
import smelt_datagen
from smelt_datagen import ConfigError, loads, plan, verify, write
from smelt_datagen.plugin import ColumnType
from smelt_datagen_builtin.formats.csv import Csv
from smelt_datagen_builtin.formats.json_lines import JsonLines

EVERYTHING = """
datasets:
  - name: t
    output: t
    num_rows: 20000
    native_types: true
    columns:
      - { name: id, generator: { type: sequential_id } }
      - { name: f, generator: { type: uniform_float, min: 0, max: 1 }, null_fraction: 0.1 }
      - { name: f32, generator: { type: uniform_float, min: -9, max: 9 }, data_type: float32 }
      - { name: n, generator: { type: uniform_int, min: -5, max: 100000000 }, null_fraction: 0.2 }
      - { name: u, generator: { type: uuid } }
      - name: c
        generator: { type: one_of, values: [a, "b,c", "", 'q"x', "l\\nm", "é", "NULL", ";"] }
        null_fraction: 0.1
      - name: s
        generator: { type: string_pattern, template: 'x {uniform_int:1-9}, "{uuid}"' }
        null_fraction: 0.1
      - { name: empty, generator: { type: words, words: [""], min_words: 1, max_words: 1 } }
      - { name: d, generator: { type: date, start: 2024-01-01, end: 2024-12-31 } }
      - name: ts
        generator: { type: timestamp, start: 2024-01-01T00:00:00, end: 2024-12-31T00:00:00 }
        null_fraction: 0.1
      - name: utc
        generator: { type: timestamp, start: 2024-01-01T00:00:00, end: 2024-12-31T00:00:00 }
        data_type: timestamp[us, UTC]
      - name: dec
        generator: { type: uniform_float, min: -10, max: 1000 }
        data_type: "decimal(10, 2)"
      - { name: b, generator: { type: bool, prob: 0.5 }, null_fraction: 0.1 }
      - name: l
        generator:
          { type: list, item: { type: uniform_int, min: 0, max: 9 }, min_items: 0, max_items: 3 }
        null_fraction: 0.1
      - name: st
        generator:
          type: struct
          fields: { a: { type: uuid }, d: { type: date, start: 2024-01-01, end: 2024-12-31 } }
      - { name: j, generator: { type: json_object, fields: { k: { type: uuid } } } }
"""

FORMATS = [
    "parquet",
    {"type": "parquet", "version": "1.0"},
    "csv",
    {"type": "csv", "delimiter": ";", "null": "NULL", "compression": "gzip"},
    {"type": "csv", "header": False, "compression": "zstd"},
    "jsonl",
    {"type": "jsonl", "compression": "gzip"},
    {"type": "jsonl", "compression": "zstd"},
    "arrow",
    {"type": "arrow", "compression": "lz4"},
    {"type": "arrow", "compression": "zstd"},
]


def made(folder, kind, text=EVERYTHING, *, workers=2, **options):
    planned = plan(loads(text), output=folder, file_format=kind, **options)
    write(planned, workers=workers)
    return planned


def digests(folder):
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(Path(folder, "t").iterdir())
    }


@pytest.mark.parametrize("kind", FORMATS, ids=str)
def test_what_is_read_back_is_what_was_generated(tmp_path, kind):
    planned = made(tmp_path, kind, rows_per_file=7000)
    assert [part.row_count for part in planned["t"].parts] == [7000, 7000, 6000]
    assert verify(planned, values=True) == ()


@pytest.mark.parametrize("kind", FORMATS, ids=str)
def test_bytes_are_the_same_on_any_number_of_workers(tmp_path, kind):
    for workers in (1, 3):
        made(tmp_path / str(workers), kind, workers=workers)
    assert digests(tmp_path / "1") == digests(tmp_path / "3")


@pytest.mark.parametrize("kind", ["csv", "jsonl", "arrow"])
def test_a_value_that_was_changed_is_found(tmp_path, kind):
    text = EVERYTHING.replace("20000", "10")
    planned = made(tmp_path, kind, text)
    (file,) = [part.file for part in planned["t"].parts]
    data = file.read_bytes()
    uuid = smelt_datagen.to_table(planned["t"])["u"][3].as_py().encode()
    assert data.count(uuid) == 1
    file.write_bytes(data.replace(uuid, uuid[:-1] + bytes([ord("0") + (uuid[-1] == ord("0"))])))
    (fault,) = [fault for fault in verify(planned, values=True) if fault.value is not None]
    assert (fault.value.column, fault.value.row) == ("u", 3)


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_a_row_less_is_found(tmp_path, kind):
    planned = made(tmp_path, kind, EVERYTHING.replace("20000", "10").replace('"l\\nm", ', ""))
    (file,) = [part.file for part in planned["t"].parts]
    file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:-1]))
    assert "has 9 rows, not 10" in [fault.message for fault in verify(planned, values=True)]


COLUMNS = """
datasets:
  - name: t
    output: t
    rows: [{ a: x, b: 1 }, { a: "y,z", b: null }, { a: "", b: 3 }, { a: null, b: 4 }]
    columns: [{ name: a }, { name: b }]
"""


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("csv", 'a,b\nx,1\n"y,z",\n"",3\n,4\n'),
        ({"type": "csv", "delimiter": "\t"}, 'a\tb\nx\t1\ny,z\t\n""\t3\n\t4\n'),
        ({"type": "csv", "null": "x"}, 'a,b\n"x",1\n"y,z",x\n"",3\nx,4\n'),
        ({"type": "csv", "header": False}, 'x,1\n"y,z",\n"",3\n,4\n'),
        (
            "jsonl",
            '{"a":"x","b":1}\n{"a":"y,z","b":null}\n{"a":"","b":3}\n{"a":null,"b":4}\n',
        ),
    ],
    ids=str,
)
def test_the_text_of_files(tmp_path, kind, data):
    (part,) = made(tmp_path, kind, COLUMNS)["t"].parts
    assert part.file.read_text() == data


def test_a_compressed_file_is_known_by_its_name(tmp_path):
    kind = {"type": "csv", "compression": "gzip"}
    planned = made(tmp_path, kind, COLUMNS, rows_per_file=3)
    files = [part.file for part in planned["t"].parts]
    assert [file.name for file in files] == ["part-00000.csv.gz", "part-00001.csv.gz"]
    texts = [gzip.decompress(file.read_bytes()).decode() for file in files]
    assert texts == ['a,b\nx,1\n"y,z",\n"",3\n', "a,b\n,4\n"]  # each with a header


def test_names_of_columns_are_quoted_too(tmp_path):
    text = COLUMNS.replace("a: ", "'a \"1\", b': ").replace("name: a", "name: 'a \"1\", b'")
    (part,) = made(tmp_path, "csv", text)["t"].parts
    assert part.file.read_text().splitlines()[0] == '"a ""1"", b",b'


@pytest.mark.parametrize("kind", [Csv, JsonLines])
def test_a_type_without_a_form_is_refused(kind):
    types = {"n": ColumnType(pa.int64()), "took": ColumnType(pa.duration("s"))}
    name = kind.declaration.type
    assert kind().refused(types) == f"{name} cannot hold column 'took', which is duration[s]"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("cvs", "there is no file format 'cvs', did you mean 'csv'?"),
        ("7", "expected the name of a file format, or a mapping with 'type' and options"),
        ("{ compression: gzip }", "expected the name of a file format, or a mapping with 'type'"),
        ("{ type: csv, comp: gzip }", "format.comp: unknown key 'comp'"),
        ("{ type: csv, delimiter: x }", "format.delimiter: must be one of"),
        ("{ type: csv, 'null': ',' }", "null must have no delimiter"),
        ("{ type: parquet, compression: gzip }", "format.compression: must be one of"),
    ],
)
def test_mistakes_are_named(wrong, message):
    text = COLUMNS.replace("output: t", f"output: t\n    format: {wrong}")
    with pytest.raises(ConfigError) as failure:
        plan(loads(text))
    (line,) = failure.value.lines
    assert message in line
    assert line.startswith("config:5:")


def test_formats_are_chosen_by_dataset():
    text = COLUMNS.replace("output: t", "output: t\n    format: jsonl\n    rows_per_file: 2")
    assert [part.path for part in plan(loads(text))["t"].parts] == [
        "part-00000.jsonl",
        "part-00001.jsonl",
    ]


def test_an_empty_partition_has_a_file_that_reads_as_no_rows(tmp_path):
    text = """
datasets:
  - name: t
    output: t
    num_rows: 1
    partition: { column: day, start: 2024-01-01, days: 2 }
    columns: [{ name: n, generator: { type: sequential_id } }]
"""
    for kind in FORMATS:
        planned = made(tmp_path, kind, text)
        assert [part.row_count for part in planned["t"].parts] == [0, 1]
        assert verify(planned, values=True) == ()


def test_a_former_format_leaves_nothing_behind(tmp_path):
    made(tmp_path, "parquet", COLUMNS)
    made(tmp_path, "csv", COLUMNS, rows_per_file=2)
    made(tmp_path, "jsonl", COLUMNS)
    assert [*digests(tmp_path)] == ["_smelt_datagen.json", "data.jsonl"]


def test_foreign_files_of_the_format_are_refused(tmp_path):
    (tmp_path / "t").mkdir()
    (tmp_path / "t" / "mine.csv").write_text("x\n")
    with pytest.raises(smelt_datagen.OutputError, match="a csv file that smelt-datagen did not"):
        made(tmp_path, "csv", COLUMNS)
    made(tmp_path, "jsonl", COLUMNS)  # no reader of JSON Lines takes it for data
    assert (tmp_path / "t" / "mine.csv").exists()


SUMS = (
    "select count(*), sum(hash(id)), sum(hash(n)), sum(hash(u::uuid)), sum(hash(c)), "
    "sum(hash(s)), sum(hash(d::date)), sum(hash(ts::timestamp)), sum(hash(dec::decimal(10, 2))), "
    "sum(hash(b)), sum(hash(l::int[])), sum(hash(f)), sum(hash(j)), "
    "sum(hash((st::json->>'a')::uuid)), sum(hash(empty)) from "
)


@pytest.mark.parametrize("codec", ["none", "gzip", "zstd"])
def test_duckdb_finds_the_same_in_every_format(tmp_path, codec):
    duckdb = pytest.importorskip("duckdb")
    made(tmp_path / "parquet", "parquet")
    wanted = duckdb.sql(f"{SUMS} '{tmp_path}/parquet/t/*.parquet'").fetchall()
    made(tmp_path / "csv", {"type": "csv", "compression": codec}, rows_per_file=7000)
    found = f"read_csv('{tmp_path}/csv/t/*', allow_quoted_nulls = false)"
    (tmp_path / "csv" / "t" / "_smelt_datagen.json").unlink()
    assert duckdb.sql(f"{SUMS} {found}").fetchall() == wanted
    made(tmp_path / "jsonl", {"type": "jsonl", "compression": codec}, rows_per_file=7000)
    found = f"read_json('{tmp_path}/jsonl/t/part*', format = 'newline_delimited')"
    assert duckdb.sql(f"{SUMS} {found}".replace("hash(j)", "hash(j::varchar)")).fetchall() == wanted


def test_polars_and_pandas_read_every_format(tmp_path):
    polars, pandas = pytest.importorskip("polars"), pytest.importorskip("pandas")
    (file,) = [part.file for part in made(tmp_path / "p", "parquet")["t"].parts]
    wanted = polars.read_parquet(file)
    (file,) = [part.file for part in made(tmp_path / "a", "arrow")["t"].parts]
    assert polars.read_ipc(file).equals(wanted)
    (file,) = [part.file for part in made(tmp_path / "j", "jsonl")["t"].parts]
    assert (
        polars.read_ndjson(file)
        .select("id", "u", "c", "s", "l")
        .equals(wanted.select("id", "u", "c", "s", "l"))
    )
    kind = {"type": "csv", "compression": "gzip"}
    (file,) = [part.file for part in made(tmp_path / "c", kind)["t"].parts]
    names = ["id", "n", "u", "s", "b"]
    assert polars.read_csv(file).select(names).equals(wanted.select(names))
    assert pandas.read_csv(tmp_path / "c" / "t" / file.name)["u"].tolist() == wanted["u"].to_list()


def test_json_lines_have_json_text_as_text(tmp_path):
    (part,) = made(tmp_path, "jsonl", EVERYTHING.replace("20000", "3"))["t"].parts
    rows = [json.loads(line) for line in part.file.read_text().splitlines()]
    assert all(isinstance(json.loads(row["j"])["k"], str) for row in rows)
    assert all(isinstance(row["st"], dict) for row in rows)


def test_arrow_files_say_what_they_are(tmp_path):
    (part,) = made(tmp_path, "arrow", COLUMNS)["t"].parts
    metadata = pa.ipc.open_file(str(part.file)).schema.metadata
    assert metadata[b"smelt_datagen.dataset"] == b"t"
