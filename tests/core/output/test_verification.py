"""verify: what is not as it was written, or not as the plan makes it, is found and named."""

import hashlib

import attrs
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from smelt_datagen import OutputError, loads, plan, verify, write
from smelt_datagen.output.durable import write_json
from smelt_datagen.output.file_check import fault
from smelt_datagen.output.lock import locked
from smelt_datagen.output.manifest import FILE_NAME, manifest_of

from ..helpers import NUMBER, RANDOM, dataset, partition, plan_of

MAYBE = {"name": "maybe", "generator": {"type": "half_null", "inner": {"type": "random"}}}
LETTER = {"name": "letter", "generator": {"type": "letter", "values": ["a", "b", "c"]}}
USERS = dataset("users", num_rows=300, columns=[NUMBER, RANDOM, MAYBE, LETTER])
DAYS = dataset("days", num_rows=30, columns=[NUMBER], partition=partition(3))


@pytest.fixture
def planned(tmp_path):
    made = plan_of(USERS, DAYS, output=tmp_path)
    write(made)
    return made


def told(planned, **options):
    base = planned["users"].folder.parent
    return [
        f"{one.path.relative_to(base).as_posix()}: {one.message}"
        for one in verify(planned, **options)
    ]


@pytest.mark.parametrize("values", [False, True])
def test_what_was_just_written_has_no_fault(planned, values):
    assert told(planned, values=values) == []


def test_a_flipped_bit(planned):
    file = planned["users"].parts[0].file
    data = bytearray(file.read_bytes())
    data[100] ^= 1
    file.write_bytes(data)
    assert told(planned) == ["users/data.parquet: has other bytes than were written"]


def test_a_missing_file(planned):
    planned["days"].parts[1].file.unlink()
    found = "days/day=2024-02-29/data.parquet: is missing"
    assert told(planned) == [found]
    assert told(planned, values=True) == [found]


def test_a_file_more(planned, tmp_path):
    (tmp_path / "days" / "more.parquet").write_bytes(b"")
    assert told(planned) == [
        "days/more.parquet: is none of the dataset's files and not listed in the manifest"
    ]


def test_a_truncated_file(planned):
    file = planned["users"].parts[0].file
    size = file.stat().st_size
    file.write_bytes(file.read_bytes()[:-1])
    assert told(planned) == [f"users/data.parquet: has {size - 1:,} bytes, not {size:,}"]


@pytest.mark.usefixtures("planned")
def test_another_seed_or_scale(tmp_path):
    found = told(plan_of(USERS, DAYS, output=tmp_path, seed=7, scale_factor=2))
    assert f"users/{FILE_NAME}: is made with seed 42, not 7" in found
    assert f"users/{FILE_NAME}: is made at scale factor 1, not 2" in found
    assert "users/data.parquet: is listed with 300 rows, not 600" in found


@pytest.mark.usefixtures("planned")
def test_another_config(tmp_path):
    edited = {**USERS, "columns": [NUMBER, {**RANDOM, "name": "other"}, MAYBE, LETTER]}
    found = told(plan_of(edited, DAYS, output=tmp_path))
    assert found == [f"users/{FILE_NAME}: is of another config: its recipe is not the plan's"]


@pytest.mark.usefixtures("planned")
def test_another_layout(tmp_path):
    found = told(plan_of(USERS, {**DAYS, "partition": partition(2)}, output=tmp_path))
    assert "days/day=2024-03-01/data.parquet: is none of the dataset's files" in found


def test_no_manifest_and_one_that_cannot_be_read(planned, tmp_path):
    (tmp_path / "users" / FILE_NAME).unlink()
    (tmp_path / "days" / FILE_NAME).write_text("{", encoding="utf-8")
    assert told(planned) == [
        f"users/{FILE_NAME}: is missing: nothing says what is here",
        f"days/{FILE_NAME}: cannot be read as a manifest",
    ]


def rewritten(planned, change):
    """Change the table of the file of 'users', and let the manifest list its new bytes."""
    file = planned["users"].parts[0].file
    table = change(pq.ParquetFile(file).read())
    pq.write_table(table, file, row_group_size=100)
    listed = manifest_of(file.parent)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    entry = attrs.evolve(listed.files[0], bytes=file.stat().st_size, sha256=digest)
    write_json(file.parent / FILE_NAME, attrs.asdict(attrs.evolve(listed, files=(entry,))))
    assert fault(file, entry) is None


def with_value(table, name, row, value):
    values = table[name].to_pylist()
    values[row] = value
    position = table.schema.get_field_index(name)
    field = table.schema.field(name)
    return table.set_column(position, field, pa.array(values, field.type))


def spelled(value):
    if value is None:
        return "null"
    return f'"{value}"' if isinstance(value, str) else str(value)


@pytest.mark.parametrize(
    ("column", "value"), [("n", -5), ("maybe", None), ("maybe", -1), ("letter", "z")]
)
def test_a_value_that_was_changed_under_the_right_hash(planned, column, value):
    before = pq.read_table(planned["users"].parts[0].file)[column].to_pylist()
    row = next(n for n in range(250, 300) if before[n] is not None)
    rewritten(planned, lambda table: with_value(table, column, row, value))
    assert told(planned) == []
    (found,) = verify(planned, values=True)
    expected, there = spelled(before[row]), spelled(value)
    assert attrs.astuple(found.value) == (column, row, expected, there)
    words = f"column '{column}', row {row} of the file: {there}, not {expected}"
    assert str(found).endswith(f"data.parquet: {words}")


def test_of_each_column_the_first_value_is_named(planned):
    def change(table):
        for row in (299, 7, 150):
            table = with_value(with_value(table, "n", row, -1), "letter", row, "z")
        return table

    rewritten(planned, change)
    found = [(one.value.column, one.value.row) for one in verify(planned, values=True)]
    assert sorted(found) == [("letter", 7), ("n", 7)]


def with_type(table, data_type):
    return table.set_column(0, "n", table["n"].cast(data_type))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda table: table.slice(0, 10), ["has 10 rows, not 300"]),
        (lambda table: table.drop_columns("n"), ["has the columns r, maybe, letter"]),
        (lambda table: with_type(table, pa.utf8()), ["column 'n' is string, not int64"]),
    ],
    ids=["rows", "columns", "type"],
)
def test_a_file_of_another_form_under_the_right_hash(planned, change, words):
    rewritten(planned, change)
    assert told(planned, values=True) == [f"users/data.parquet: {one}" for one in words]


def test_a_file_that_is_no_parquet(planned):
    planned["users"].parts[0].file.write_bytes(b"nothing")
    found = told(planned, values=True)
    assert found[1].startswith("users/data.parquet: cannot be read as parquet: ")


def test_a_folder_in_which_somebody_writes_is_an_error(planned, tmp_path):
    (tmp_path / "users" / ".smelt_datagen-0").mkdir()
    with locked([tmp_path / "users"]), pytest.raises(OutputError, match="another run"):
        verify(planned)


EVENTS = """
datasets:
  - name: events
    output: events
    num_rows: 1000
    partition: { column: day, start: "2024-01-01", days: 3 }
    columns:
      - name: at
        generator: { type: timestamp, start: "2024-01-01T00:00:00", end: "2024-02-01T00:00:00" }
      - name: share
        generator: { type: optional, prob: 0.5, inner: { type: uniform_float, min: 0, max: 1 } }
    redelivery:
      fraction: 0.2
      arrival_column: at
      delay_seconds: { type: uniform_int, min: 1, max: 100 }
"""


def test_redelivered_rows_are_verified_too(tmp_path):
    made = plan(loads(EVENTS), output=tmp_path)
    write(made)
    assert verify(made, values=True) == ()
    file = made["events"].parts[1].file
    table = pq.ParquetFile(file).read()
    last = table.num_rows - 1
    pq.write_table(with_value(table, "at", last, "2024-01-01T00:00:00"), file)
    found = [one.value for one in verify(made, values=True) if one.value is not None]
    assert [(one.column, one.row) for one in found] == [("at", last)]
