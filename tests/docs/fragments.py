"""Configs around the pieces of YAML that pages show."""

import re
from textwrap import indent

import smelt_datagen

_EARLIER = """\
datasets:
  - name: customers
    output: customers
    num_rows: 100
    columns:
      - name: customer_id
        generator: { type: sequential_id }
      - name: country
        generator: { type: one_of, values: [US, UK, DE, FR] }
  - name: devices
    output: devices
    num_rows: 100
    columns:
      - name: device_id
        generator: { type: uuid }
"""
_DATASET = """\
  - name: shown
    output: shown
    num_rows: 1000
"""
_COLUMNS = """\
    columns:
      - name: id
        generator: { type: sequential_id }
      - name: created_at
        generator: { type: timestamp, start: "2025-01-01T00:00:00", end: "2025-02-01T00:00:00" }
"""
_ROWS = 20


def generate(text):
    """Generate some rows of every dataset of a config, or of a config around a piece of one."""
    planned = smelt_datagen.plan(smelt_datagen.loads(config_around(text), "the block"))
    for dataset in planned.datasets:
        table = smelt_datagen.to_table(dataset, 0, min(_ROWS, dataset.row_count))
        assert table.num_rows > 0


def config_around(text):
    """Return a whole config that has `text` where it belongs, judging by how it begins.

    It may be a config, `generator:`, a list of columns or of datasets, or keys of a dataset.
    """
    if re.search(r"^datasets:", text, re.MULTILINE):
        return text
    first = re.search(r"^(?!#|\s*$).*", text, re.MULTILINE)[0]
    if first.startswith("generator:"):
        text, first = f"- name: shown\n{indent(text, '  ')}", "- name: shown"
    if first.startswith("- name:"):
        if re.search(r"^  output:", text, re.MULTILINE):
            return _EARLIER + indent(text, "  ")
        return _EARLIER + _DATASET + _COLUMNS + indent(text, "      ")
    columns = "" if re.search(r"^columns:", text, re.MULTILINE) else _COLUMNS
    return _EARLIER + _DATASET + indent(text, "    ") + columns
