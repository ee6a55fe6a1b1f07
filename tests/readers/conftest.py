"""One dataset in one file, one in a file per day, and the same as tables."""

import pytest
from smelt_datagen import loads, plan, to_table, write

CONFIG = """
seed: 7
datasets:
  - name: customers
    output: customers
    num_rows: 5000
    columns:
      - { name: customer_id, generator: { type: sequential_id } }
      - { name: name, generator: { type: string_pattern, template: "Zoë {sequential_id}" } }
      - { name: segment, generator: { type: weighted_choice, values: { Regular: 3, VIP: 1 } } }
  - name: orders
    output: orders
    num_rows: 40007
    partition: { column: order_date, start: "2024-02-25", days: 9 }
    columns:
      - { name: order_id, generator: { type: sequential_id } }
      - { name: customer_id, generator: { type: foreign_key, dataset: customers } }
      - { name: code, generator: { type: uuid } }
      - { name: status, generator: { type: one_of, values: [new, paid, sent, ""] } }
      - { name: size, generator: { type: one_of, values: [1, 2, 5] } }
      - { name: price, generator: { type: uniform_float, min: -1, max: 99.5 } }
      - name: amount
        generator: { type: log_normal, median: 9.0e+9, sigma: 1, max: 1000000000000 }
      - { name: paid, generator: { type: bool, prob: 0.25 } }
      - { name: due, generator: { type: date, start: "2024-01-01", end: "2024-02-01" } }
      - name: reason
        generator: { type: optional, prob: 0.1, inner: { type: one_of, values: [late, lost] } }
      - name: rating
        generator: { type: optional, prob: 0.6, inner: { type: uniform_int, min: 1, max: 6 } }
"""


@pytest.fixture(scope="session")
def written(tmp_path_factory):
    """Return the plan of everything that was written."""
    planned = plan(loads(CONFIG), output=tmp_path_factory.mktemp("readers"))
    write(planned)
    return planned


@pytest.fixture(scope="session")
def orders(written):
    return written["orders"]


@pytest.fixture(scope="session")
def customers(written):
    return written["customers"]


@pytest.fixture(scope="session")
def table(orders):
    return to_table(orders)
