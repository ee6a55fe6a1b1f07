"""What is told of columns and references, held against what the rows are."""

import datetime

import numpy as np
import pyarrow as pa
import pytest
import smelt_datagen as sd
from smelt_datagen_report.drawing.layers import Waypoint, layered
from smelt_datagen_report.sampling.slices import MOST_ROWS, sampled_rows
from smelt_datagen_report.statistics.bins import binned, lengths_of, numbers_of
from smelt_datagen_report.statistics.labels import edge_label, label, value_labels
from smelt_datagen_report.statistics.plans import plan_facts
from smelt_datagen_report.statistics.references import Node

CONFIG = """
seed: 3
datasets:
  - name: shops
    output: shops
    num_rows: 10
    columns:
      - { name: id, generator: { type: sequential_id } }
      - { name: code, generator: { type: string_pattern, template: "S{sequential_id}" } }
  - name: sales
    output: sales
    num_rows: 1000
    partition: { column: day, start: "2024-01-01", days: 3 }
    redelivery: { fraction: 0.1, arrival_column: seen, delay_seconds: { type: constant, value: 9 } }
    entity:
      pool_ratio: 0.01
      columns: [{ name: page, generator: { type: sequential_id } }]
    columns:
      - { name: shop, generator: { type: foreign_key, dataset: shops, column: code } }
      - name: seen
        generator:
          type: timestamp_offset
          base: day
          offset_seconds: { type: constant, value: 1 }
      - { name: kind, generator: { type: weighted_choice, values: { a: 3, b: 1 } } }
      - { name: cents, generator: { type: uniform_int, min: 0, max: 100 }, null_fraction: 0.5 }
  - name: lines
    output: lines
    parent: { dataset: sales, children: { type: uniform_int, min: 1, max: 3 } }
    columns:
      - { name: items, generator: { type: list, item: { type: uuid }, min_items: 2, max_items: 3 } }
"""


@pytest.fixture(scope="module")
def plan():
    return sd.plan(sd.loads(CONFIG))


@pytest.fixture(scope="module")
def facts(plan):
    return plan_facts(plan)


def column(facts, dataset, name):
    (found,) = (one for one in facts.datasets if one.name == dataset)
    return next(one for one in found.columns if one.name == name)


def test_a_small_dataset_is_counted_as_it_is(plan, facts):
    table = sd.to_table(plan["sales"])
    cents = column(facts, "sales", "cents")
    values = table["cents"].drop_null().to_numpy()
    assert (cents.rows, cents.nulls) == (1000, table["cents"].null_count)
    assert cents.distinct == len(np.unique(values))
    assert (cents.minimum, cents.maximum) == (str(values.min()), str(values.max()))
    assert cents.middle == str(np.sort(values)[(len(values) - 1) // 2])
    assert sum(cents.histogram.counts) == len(values)
    assert sum(cents.histogram.asked) == pytest.approx(1)


def test_frequent_values_stand_beside_the_shares_that_were_asked_for(plan, facts):
    kinds = sd.to_table(plan["sales"])["kind"].to_pylist()
    top = column(facts, "sales", "kind").top
    assert [(one.label, one.count, one.asked) for one in top] == [
        ("a", kinds.count("a"), 0.75),
        ("b", kinds.count("b"), 0.25),
    ]


def test_references_are_counted_and_their_keys_looked_up(plan, facts):
    shop = column(facts, "sales", "shop").reference
    counts = np.unique(sd.to_table(plan["sales"])["shop"].to_pylist(), return_counts=True)[1]
    assert (shop.target, shop.average, shop.is_whole) == ("shops", 100.0, True)
    assert (shop.missing, shop.checked) == (0, 1000)
    assert sum(shop.fan_out.counts) == 10
    assert shop.fan_out.edges[-1] == counts.max() + 1


def test_a_key_that_is_not_there_is_counted(plan, monkeypatch):
    shop = plan["sales"].bound.members["shop"].column
    keys = sd.to_table(plan["sales"])["shop"].to_pylist()
    original = type(shop).generate

    def wrong(self, block):
        made = original(self, block)
        if self is not shop:
            return made
        return pa.array([f"{text}?" if text == "S3" else text for text in made.to_pylist()])

    monkeypatch.setattr(type(shop), "generate", wrong)
    found = column(plan_facts(plan), "sales", "shop").reference
    assert found.missing == keys.count("S3") > 0


def test_entities_and_parents_are_told_as_such(facts):
    edges = [(one.source.name, one.target.name, one.column, one.kind) for one in facts.edges]
    assert edges == [
        ("sales", "sales entities", "page", "entity"),
        ("sales", "shops", "shop", "key"),
        ("lines", "sales", "parent", "parent"),
    ]
    assert column(facts, "sales", "page").reference.target == "sales entities"
    lines = facts.datasets[2]
    assert lines.parent.fan_out.edges == [1, 2, 3]
    assert lines.parent.average == lines.rows / 1000
    assert column(facts, "lines", "items").lengths.edges == [2, 3, 4]


def test_partitions_and_copies_are_those_of_the_files(plan, facts):
    sales = facts.datasets[1]
    assert sales.is_daily
    assert [*sales.partitions] == ["2024-01-01", "2024-01-02", "2024-01-03"]
    assert sum(sales.partitions.values()) == plan["sales"].written_rows == 1100
    assert sales.copies == 100


def test_sizes_are_those_of_files_from_this_config(tmp_path):
    plan = sd.plan(sd.loads(CONFIG), output=tmp_path)
    assert plan_facts(plan).datasets[0].bytes is None
    sd.write(plan)
    size = (tmp_path / "shops" / "data.parquet").stat().st_size
    assert plan_facts(plan).datasets[0].bytes == size
    other = sd.plan(sd.loads(CONFIG), output=tmp_path, seed=4)
    assert plan_facts(other).datasets[0].bytes is None
    (tmp_path / "shops" / "_smelt_datagen.json").write_text("[1]", encoding="utf-8")
    assert plan_facts(plan).datasets[0].bytes is None


@pytest.mark.parametrize("rows", [0, 1, MOST_ROWS, MOST_ROWS + 1, 10**18])
def test_slices_are_spread_from_the_first_row_to_the_last(rows):
    index = sampled_rows(rows, 3)
    assert len(index) == min(rows, MOST_ROWS)
    assert (np.diff(index.astype(np.int64)) > 0).all()
    if rows:
        assert (index[0], index[-1]) == (0, rows - 1)


def test_many_columns_are_looked_at_in_fewer_rows():
    assert len(sampled_rows(10**9, 400)) == 10_000


@pytest.mark.parametrize(
    "numbers",
    [
        np.array([-(2**63), 0, 2**63 - 1]),
        np.array([0, 2**64 - 1], np.uint64),
        np.array([7, 7, 7]),
        np.array([1.5, 1.5]),
        np.array([-1e308, 1e300]),
        np.arange(67),
    ],
    ids=str,
)
def test_every_number_is_in_one_bin(numbers):
    bins = binned(numbers)
    assert sum(bins.counts) + bins.below + bins.above == len(numbers) == bins.total
    assert len(bins.edges) == len(bins.counts) + 1 <= 41
    assert list(bins.edges) == sorted(set(bins.edges))


def test_a_range_that_no_double_holds_and_no_values_have_no_bins():
    assert binned(np.array([-1.7e308, 1.7e308])) is None
    assert binned(np.array([], np.int64)) is None


def test_a_long_tail_is_counted_and_not_drawn():
    bins = binned(np.array([*range(1000), 10**9]))
    assert (bins.above, bins.edges[-1]) == (1 + 999 - 995, 996)


def test_what_is_not_finite_is_in_no_bin():
    array = pa.array([1.0, float("nan"), float("inf"), None, 2.0])
    assert numbers_of(array).tolist() == [1.0, 2.0]


def test_lengths_are_of_characters_and_items():
    assert lengths_of(pa.array(["é", "", None, "abc"])).tolist() == [1, 0, 3]
    assert lengths_of(pa.array([[1, 2], []])).tolist() == [2, 0]
    assert lengths_of(pa.array([1])) is None


def test_values_are_spelled_alike_everywhere():
    assert [label(one) for one in (None, True, 1234567, 0.1 + 0.2, 123456.789, b"\xff")] == [
        "null",
        "true",
        "1,234,567",
        "0.3",
        "123,457",
        "ff",
    ]
    assert value_labels(pa.array([datetime.timedelta(seconds=5)], pa.duration("s"))) == ["5 s"]
    assert edge_label(19723, pa.date32()) == "2024-01-01"
    assert label("x" * 100) == "x" * 47 + "…"


def test_who_is_referred_to_stands_in_an_earlier_layer():
    a, b, c = (Node(name, 1) for name in "abc")
    assert layered([a, b, c], [(b, a), (c, b), (c, a), (a, a)]) == [
        [a],
        [b, Waypoint(c, a, 1)],
        [c],
    ]


def test_a_circle_has_layers_too():
    a, b = Node("a", 1), Node("b", 1)
    assert sorted(map(len, layered([a, b], [(a, b), (b, a)]))) == [1, 1]
