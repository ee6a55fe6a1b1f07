"""Parameters that are files: beside the config, wherever the command runs."""

import json
import os
import re
from pathlib import Path

import attrs
import pyarrow as pa
import pytest
from smelt_datagen import ConfigError, discover, from_values, load, loads, plan, to_table
from smelt_datagen.arrays import string_array
from smelt_datagen.config.structuring import Structurer
from smelt_datagen.plugin import Column, ColumnType, ConfigFile, Generator, generator, param
from smelt_datagen.plugins.registry import Plugin, Plugins
from smelt_datagen.reference.entries import entry, samples
from smelt_datagen.reference.json_schema import config_schema
from smelt_datagen.testing import check_generator

from ..helpers import ACME, plugins_of, problems_of


@generator("acme.word", example="{ type: acme.word, words: words.txt }")
class Word(Generator):
    """A line of a file."""

    words: ConfigFile = param("A file with a word in each line.")
    more: list[ConfigFile] = param("Others.", factory=list)
    also: ConfigFile | None = param("Another.", default=None)

    def bind(self, scope):  # noqa: ARG002 (the protocol's)
        return Words(self.words.read_text(encoding="utf-8").split())


class Words(Column):
    type = ColumnType(pa.utf8())

    def __init__(self, words):
        self._words = words

    def generate(self, block):
        codes = block.integers(0, len(self._words)).tolist()
        return string_array([self._words[code] for code in codes])


PLUGINS = plugins_of(Word)


@pytest.fixture
def words(tmp_path):
    """Return a file with words, in a folder that is not the working directory."""
    (tmp_path / "sub").mkdir()
    file = tmp_path / "sub" / "words.txt"
    file.write_text("only\n", encoding="utf-8")
    return file


def value(words, **more):
    made = {"type": "acme.word", "words": words, **more}
    column = {"name": "c", "generator": made}
    return {"datasets": [{"name": "a", "output": "a", "num_rows": 2, "columns": [column]}]}


def text(words):
    return json.dumps(value(str(words)))


def made(config):
    return to_table(plan(config, plugins=PLUGINS)["a"]).column("c").to_pylist()


def refused(config):
    with pytest.raises(ConfigError) as error:
        plan(config, plugins=PLUGINS)
    return problems_of(error)


def test_a_file_is_looked_for_beside_the_config_and_not_in_the_working_directory(words, tmp_path):
    config = words.with_name("c.yaml")
    config.write_text(text("words.txt"), encoding="utf-8")
    assert made(load(config)) == ["only", "only"]
    config = tmp_path / "c.yaml"
    config.write_text(text("sub/words.txt"), encoding="utf-8")
    assert made(load(config)) == ["only", "only"]


def test_a_relative_config_is_held_to_where_it_was_loaded(words, monkeypatch):
    words.with_name("c.yaml").write_text(text("words.txt"), encoding="utf-8")
    monkeypatch.chdir(words.parent)
    config = load("c.yaml")
    monkeypatch.chdir("/")
    assert made(config) == ["only", "only"]


def test_without_a_file_of_its_own_a_config_means_the_working_directory(words, monkeypatch):
    monkeypatch.chdir(words.parent)
    assert made(loads(text("words.txt"))) == ["only", "only"]
    assert made(from_values(value("words.txt"))) == ["only", "only"]
    assert made(loads(text("words.txt"), "elsewhere/c.yaml")) == ["only", "only"]


def test_an_absolute_path_is_taken_as_it_is(words):
    assert made(loads(text(words))) == ["only", "only"]


def test_the_generator_gets_an_absolute_path_without_detours(words, tmp_path):
    structurer = Structurer(PLUGINS.generator, tmp_path)
    given = {"type": "acme.word", "words": "sub/../sub/words.txt", "more": ["sub/words.txt"]}
    found = structurer.structure(given, Generator)
    assert (found.words, found.more, found.also) == (words.resolve(), [words.resolve()], None)
    assert isinstance(found.words, Path)


AT = "datasets[a].columns[c].generator"


def test_a_file_that_is_not_there_is_an_error_of_its_key_with_the_whole_path(words):
    config = words.with_name("c.yaml")
    config.write_text(text("wrods.txt"), encoding="utf-8")
    (problem,) = refused(load(config))
    there = words.with_name("wrods.txt").resolve()
    assert problem.endswith(f"{AT}.words: cannot read {there}: there is no such file")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (".", "it is a folder"),
        ("", "it is a folder"),
        ("words.txt/x", "there is no such file"),
        # whether the system is asked, and in which words, depends on the version of Python
        ("x" * 5000, "(File name too long|there is no such file)"),
        ("a\0b", "(embedded null (byte|character in path)|there is no such file)"),
    ],
    ids=["folder", "empty", "below a file", "long", "null character"],
)
def test_what_is_no_file_is_refused(words, wrong, message):
    config = attrs.evolve(loads(text(wrong)), folder=words.parent)
    (problem,) = refused(config)
    assert problem.startswith(f"{AT}.words: cannot read ")
    assert re.search(f"{message}$", problem)


def test_a_path_is_a_string(words):
    config = attrs.evolve(loads(json.dumps(value(5, also=["x"]))), folder=words.parent)
    assert refused(config) == [
        f"{AT}.words: expected a string, found 5: write it in quotes",
        f"{AT}.also: expected a string, found a list",
    ]


def test_the_reference_and_the_schema_say_what_it_is():
    assert [parameter.type for parameter in entry(Word).parameters] == [
        "file",
        "list of files",
        "file or null",
    ]
    schema = config_schema(Plugins((Plugin(ACME, (Word,)),)))
    assert schema["$defs"]["generator.acme.word"]["properties"]["words"]["type"] == "string"


# --- examples, and the kit ---


MODULE = """
import pyarrow as pa
from smelt_datagen.arrays import arrow_array
from smelt_datagen.plugin import Block, ConfigFile, Generator, generator, param


@generator("acme.size", example="{ type: acme.size, file: sizes.txt, from: 1 }")
class Size(Generator):
    \"\"\"A number up to that in a file.\"\"\"

    file: ConfigFile = param("It holds a number.")
    start: int = param("The smallest.", alias="from", default=1, ge=1, le=1)
    data_type = pa.int64()

    def generate(self, block: Block) -> pa.Array:
        return arrow_array(block.integers(self.start, int(self.file.read_text())))
"""


@pytest.fixture
def sized(tmp_path):
    """Return the plugins with one whose module has a file beside it."""
    (tmp_path / "sizes.txt").write_text("1000", encoding="utf-8")
    (tmp_path / "sized.py").write_text(MODULE, encoding="utf-8")
    return discover(files=[tmp_path / "sized.py"])


def test_the_files_of_an_example_lie_beside_the_module(sized):
    assert Path.cwd() != sized.files[0].parent
    assert len(samples(sized.generator("acme.size"), sized)) == 5


def test_the_kit_takes_a_generator_that_reads_a_file(sized):
    check_generator({"type": "acme.size", "file": "sizes.txt"}, rows=1000, plugins=sized)


def test_the_kit_takes_an_instance_with_a_path(sized, tmp_path):
    relative = Path(os.path.relpath(tmp_path / "sizes.txt"))
    made = sized.generator("acme.size")(file=relative)
    check_generator(made, rows=1000, plugins=sized)
