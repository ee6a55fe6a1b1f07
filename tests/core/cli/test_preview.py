"""`smelt-datagen preview`: at any width, of any rows and columns, for people and for programs."""

import io
import json
import sys

import pyarrow.csv
import pyarrow.parquet as pq
import pytest
import smelt_datagen as sd

from ...child import run_python
from ...terminal import on_terminal, plain

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is needed")

HEAD = """
datasets:
  - name: wide
    output: wide
    num_rows: 100
    columns:
      - { name: id, generator: { type: sequential_id } }
      - { name: key, generator: { type: uuid } }
"""
FLOAT = "      - {{ name: score_{}, generator: {{ type: uniform_float, min: 0, max: 1 }} }}\n"
TAIL = (
    "      - { name: note, generator: { type: words, words: lorem, min_words: 9, max_words: 9 } }\n"
)

SHOP = """
datasets:
  - name: countries
    output: countries
    columns: [{ name: code }, { name: name }]
    rows: [[de, Germany], [fr, France], [nl, null]]
  - name: orders
    output: orders
    num_rows: 2000000
    columns:
      - { name: order_id, generator: { type: sequential_id } }
      - { name: code, generator: { type: one_of, values: [de, fr] } }
      - { name: text, generator: { type: constant, value: "a\\tb\\e[31m\\u202e" } }
      - { name: "a,b", generator: { type: uniform_float, min: 0, max: 1 } }
"""


def wide(columns):
    """Return a config of that many columns, of which the last is a long text."""
    return HEAD + "".join(map(FLOAT.format, range(columns - 3))) + TAIL


@pytest.fixture
def shop(here):
    (here / "datagen.yaml").write_text(SHOP, encoding="utf-8")


def shown(columns, *words):
    code, text = on_terminal("preview", *words, columns=columns)
    assert code == 0, text
    lines = plain(text)
    assert max(map(len, lines)) <= columns
    return lines


@pytest.mark.parametrize(
    ("width", "count"), [(60, 3), (160, 3), (60, 30), (80, 30), (80, 200), (160, 200)]
)
def test_columns_in_the_middle_are_left_out_and_counted(here, width, count):
    (here / "datagen.yaml").write_text(wide(count), encoding="utf-8")
    lines = shown(width, "-n", "2")
    heading = lines[1].split()
    assert (heading[0], heading[1], heading[-1]) == ("id", "key", "note")
    names = [name for name in heading if name != "…"]
    if count == 3:
        assert heading == names
        assert len(lines) == 4
    else:
        note = " ".join(lines[4:])
        assert note.startswith(f"{count - len(names)} of {count} columns are left out")
        assert "--columns" in note
        assert "--vertical" in note
    config = sd.plan(sd.loads(wide(count)))
    keys = sd.to_table(config["wide"], 0, 2)["key"].to_pylist()
    assert [line.split()[1] for line in lines[2:4]] == keys  # whole, however narrow


def test_the_wider_the_more_columns(here):
    (here / "datagen.yaml").write_text(wide(30), encoding="utf-8")
    counts = [len(shown(width, "-n", "1")[1].split()) for width in (60, 80, 160, 500)]
    assert counts == sorted(counts)
    assert counts[-1] == 30


def test_where_there_is_no_room_for_a_column_it_is_cut(here):
    (here / "datagen.yaml").write_text(wide(30), encoding="utf-8")
    lines = shown(30, "-n", "1", "--columns", "note")
    assert lines[2].endswith("…")


def test_floats_are_rounded_on_a_terminal_and_whole_in_a_pipe(here):
    (here / "datagen.yaml").write_text(wide(4), encoding="utf-8")
    (value,) = sd.to_table(sd.plan(sd.loads(wide(4)))["wide"], 0, 1)["score_0"].to_pylist()
    assert shown(160, "-n", "1")[2].split()[2] == f"{value:.9g}"
    piped = run_python("-m", "smelt_datagen", "preview", "-n", "1").splitlines()
    assert piped[2].split()[2] == repr(value)


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize("words", [[], ["--vertical"], ["--format", "csv"], ["--format", "json"]])
def test_control_characters_are_seen_and_control_nothing(words):
    _, text = on_terminal("preview", "--dataset", "orders", "-n", "1", *words, columns=80)
    assert "\x1b[31m" not in text
    assert "\u202e" not in text
    assert r"a\tb" in text
    assert "u202e" in text


@pytest.mark.usefixtures("shop")
def test_columns_are_those_that_are_named_in_that_order(run):
    lines = run("preview", "-n", "1", "--columns", "text,order_id", "--columns", "a,b").stdout
    assert lines.splitlines()[1].split() == ["text", "order_id", "a,b"]
    assert "countries" not in lines
    both = run("preview", "-n", "1", "--columns", "code").stdout
    assert both.count("code") == 2
    wrong = run("preview", "--columns", "cod", exit_code=2).stderr
    assert "--columns: there is no column 'cod', did you mean 'code'?" in wrong


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("width", [60, 80, 160])
def test_vertically_every_value_is_whole(here, width):
    (here / "datagen.yaml").write_text(wide(30), encoding="utf-8")
    lines = shown(width, "-n", "2", "--vertical")
    assert [line for line in lines if line.startswith("row ")] == ["row 0", "row 1"]
    assert len([line for line in lines if line[:3].strip() and line.startswith("  ")]) == 60
    (note,) = sd.to_table(sd.plan(sd.loads(wide(30)))["wide"], 0, 1)["note"].to_pylist()
    begin = next(i for i, line in enumerate(lines) if line.startswith("  note"))
    folded = "".join(line[12:].ljust(width - 12) for line in lines[begin : lines.index("row 1")])
    assert folded.replace(" ", "") == note.replace(" ", "")


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize(
    ("words", "title", "ids"),
    [
        (["order_id > 1999998"], "0 rows among rows 0 to 1,000,000 of 2,000,000", []),
        (["order_id % 7 = 0", "-n", "2"], "the first 2 rows among rows 0 to 1,000,000", [7, 14]),
        (["order_id > 1999998", "--rows", "1990000:2000000"], "2 rows among", [1999999, 2000000]),
        (["order_id = 5 and code in ('de', 'fr')"], "1 row among", [5]),
        (["order_id = 5 or null"], "1 row among", [5]),
    ],
)
def test_where_shows_the_rows_for_which_it_holds(run, words, title, ids):
    result = run("preview", "--dataset", "orders", "--columns", "order_id", "--where", *words)
    lines = result.stdout.splitlines()
    assert lines[0].startswith(f"orders: {title}")
    assert lines[0].endswith(f"where {words[0]}")
    assert [int(line) for line in lines[2:]] == ids


@pytest.mark.usefixtures("shop")
def test_where_finds_rows_that_are_written_down_and_changes_no_value(run):
    found = run("preview", "--where", "code = 'fr'", "-n", "1", "--format", "json").stdout
    planned = sd.plan(sd.loads(SHOP))
    first = sd.to_table(planned["orders"], 0, 100).to_pylist()
    wanted = next(row for row in first if row["code"] == "fr")
    assert json.loads(found) == {
        "countries": [{"code": "fr", "name": "France"}],
        "orders": [wanted],
    }


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("order_idd > 1", "there is no column 'order_idd' in this dataset"),
        ("order_id >", "something is missing behind"),
        (
            "order_id + 1",
            "expected a condition, which is true or false, found values of type int64",
        ),
    ],
)
def test_a_wrong_condition_is_an_error_of_the_option(run, condition, message):
    result = run("preview", "--dataset", "orders", "--where", condition, exit_code=2)
    assert f"--where: {message}" in result.stderr.replace("at character 1, `order_idd`: ", "")
    assert result.stdout == ""


@pytest.mark.usefixtures("shop")
def test_formats_of_several_datasets():
    def printed(form, *words):
        return run_python("-m", "smelt_datagen", "preview", "-n", "2", "--format", form, *words)

    rows = {
        name: sd.to_table(one, 0, 2).to_pylist() for name, one in sd.plan("datagen.yaml").items()
    }
    assert json.loads(printed("json")) == rows
    lines = [json.loads(line) for line in printed("jsonl").splitlines()]
    assert lines == [{"dataset": name, "row": row} for name in rows for row in rows[name]]
    own = [json.loads(line) for line in printed("jsonl", "--dataset", "orders").splitlines()]
    assert own == rows["orders"]
    tables = [
        pyarrow.csv.read_csv(io.BytesIO(text.encode())).to_pylist()
        for text in printed("csv").split("\n\n")
    ]
    assert tables == list(rows.values())


@pytest.mark.usefixtures("shop")
def test_parquet_is_for_a_file_and_holds_one_dataset(run, here):
    code = "import subprocess,sys; subprocess.run([sys.executable,'-m','smelt_datagen','preview',"
    code += (
        "'--dataset','orders','--format','parquet'],stdout=open('rows.parquet','wb'),check=True)"
    )
    run_python("-W", "ignore", "-c", code)
    made = sd.to_table(sd.plan("datagen.yaml")["orders"], 0, 10)
    assert pq.read_table(here / "rows.parquet").equals(made)
    assert "holds one dataset" in run("preview", "--format", "parquet", exit_code=2).stderr
    code, text = on_terminal("preview", "--dataset", "orders", "--format", "parquet")
    assert code == 2
    assert "is no text" in text


@pytest.mark.usefixtures("shop")
def test_quiet_shows_rows_alone(run):
    lines = run("preview", "-q", "-n", "1", "--dataset", "countries").stdout.splitlines()
    assert lines == ["code  name", "de    Germany"]
