"""The reference pages show every generator and every key, rendered from their classes."""

import importlib
import inspect
import re
import sys
from typing import get_args, get_type_hints

import attrs
import pytest
import smelt_datagen
import yaml
from smelt_datagen.config import keys
from smelt_datagen.config import models as config
from smelt_datagen.plugin import Generator, generator, param
from smelt_datagen.plugins.selection import is_own
from smelt_datagen.reference.entries import entry

from .markdown import ROOT

EXTENSIONS = ROOT / "docs" / "_extensions"
BUILTIN = smelt_datagen.discover().found[0]
MODELS = [
    model
    for _, model in inspect.getmembers(config, attrs.has)
    if any(keys.TEXT in field.metadata for field in attrs.fields(model))
]


@pytest.fixture(scope="module")
def rendering():
    """Return the modules that render the pages; Sphinx need not be installed for them."""
    sys.path.insert(0, str(EXTENSIONS))
    yield [importlib.import_module(name) for name in ("reference_markdown", "keys_markdown")]
    sys.path.remove(str(EXTENSIONS))


@pytest.fixture(scope="module")
def reference(rendering):
    """Return the generator reference, section by generator."""
    parts = re.split(r"^### `([a-z_.]+)`\n", rendering[0].generators(BUILTIN), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_builtin_generator_has_its_section(reference):
    assert list(reference) == [cls.declaration.type for cls in BUILTIN.generators]


def test_the_list_has_a_line_for_every_generator_of_ours_that_leads_to_its_section(rendering):
    shown = rendering[0].generator_list(smelt_datagen.discover())
    types = [
        cls.declaration.type
        for plugin in smelt_datagen.discover().found
        if is_own(plugin.origin.distribution)
        for cls in plugin.generators
    ]
    linked = re.findall(r"^\| \[`(\w+)`\]\(#([\w-]+)\) \| \w", shown, re.MULTILINE)
    assert dict(linked) == {type_: rendering[0].anchor(type_) for type_ in types}
    assert len(linked) == len(types)


@pytest.mark.parametrize("cls", BUILTIN.generators, ids=lambda cls: cls.declaration.type)
def test_a_section_says_what_the_class_says(reference, cls):
    section, shown = reference[cls.declaration.type], entry(cls)
    assert section.lstrip().startswith(shown.summary)
    assert shown.details in section
    assert f"Output: {shown.output}." in section
    for parameter in shown.parameters:
        default = "required" if parameter.default is None else f"`{parameter.default}`"
        assert f"| `{parameter.name}` | {parameter.type}" in section
        assert f" | {default} | {parameter.text} |" in section


@pytest.mark.parametrize("cls", BUILTIN.generators, ids=lambda cls: cls.declaration.type)
def test_the_example_of_a_section_is_that_of_the_class(reference, cls):
    (shown,) = re.findall(r"```yaml\n(.*?)```", reference[cls.declaration.type], re.DOTALL)
    example = yaml.safe_load(cls.declaration.example)
    assert yaml.safe_load(shown) == {"generator": example}


def test_a_long_example_has_a_line_for_each_key(rendering):
    long = "x" * 90
    lines = list(rendering[0]._yaml("generator", {"type": "constant", "value": long}))
    assert lines == ["generator:", "  type: constant", f"  value: {long}"]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_table_has_a_row_for_every_key_of_a_model(rendering, model):
    rows = rendering[1].model_keys(model).splitlines()[3:]
    texts = [(f"`{keys.key_name(key)}`", key.metadata[keys.TEXT]) for key in keys.keys(model)]
    cells = [row.strip("| ").split(" | ") for row in rows]
    assert [(name, text) for name, _, _, text in cells] == texts


def test_parameters_show_their_bounds(reference):
    assert "| `prob` | number, from 0 to 1 | required |" in reference["bool"]
    assert "| `max_items` | integer, from 0 to 10,000 |" in reference["json_array"]
    assert "| `p` | number, greater than 0, at most 1 |" in reference["geometric"]


def test_keys_show_types_bounds_and_defaults(rendering):
    table = rendering[1].model_keys(config.DatasetConfig)
    assert "| `name` | string, not empty | required |" in table
    assert "| `num_rows` | integer, at least 1 | required |" in table
    assert "| `scale` | boolean | `true` |" in table
    assert "| `partition` | [mapping](#keys-partitionconfig) | none |" in table
    assert "| `columns` | list of [mappings](#keys-columnconfig) | required |" in table


def test_the_config_page_has_the_table_of_every_class_that_reads_a_key():
    page = (ROOT / "docs" / "config.md").read_text(encoding="utf-8")
    shown = re.findall(r"^:::\{keys\} ([\w.:]+)$", page, re.MULTILINE)
    sections = [reached for section in BUILTIN.sections for reached in _reached(section)]
    assert sorted(shown) == sorted(f"{cls.__module__}:{cls.__name__}" for cls in MODELS + sections)


def _reached(cls):
    """Yield a class that reads keys, and those that read what stands below them."""
    yield cls
    for hint in get_type_hints(cls).values():
        for part in (hint, *get_args(hint)):
            if attrs.has(part) and not issubclass(part, Generator):
                yield from _reached(part)


def test_keys_inside_a_parameter_have_a_row_each(rendering):
    @attrs.frozen(kw_only=True)
    class Gap:
        """A gap."""

        start: int = param("Where.", alias="from", ge=1)
        deeper: "list[Gap]" = param("More.", factory=list)

    class Gapped(Generator):
        """Gapped."""

        __annotations__ = {"gaps": list[Gap]}
        gaps = param("Gaps.", factory=list)

    Gap.__annotations__["deeper"] = list[Gap]
    text = rendering[0]._entry(generator("acme.gapped", example="{ type: acme.gapped }")(Gapped))
    assert "| `gaps` | list of mappings | `an empty list` | Gaps. |" in text
    assert "| `gaps.from` | integer, at least 1 | required | Where. |" in text
    assert "| `gaps.deeper` | list of mappings |" in text
    assert "gaps.deeper." not in text


def test_keys_of_a_table_have_their_aliases(rendering):
    @attrs.frozen(kw_only=True)
    class Gap:
        """A gap."""

        __annotations__ = {"start": int}
        start = param("Where.", alias="from")

    assert "| `from` | integer | required | Where. |" in rendering[1].model_keys(Gap)
