"""The edits of a config that docs/output-contract.md speaks of, by its words.

Each changes the page's config, of `customers` and `orders`; one that renames columns returns their
old names.
"""


def _add_column(config):
    config["datasets"][1]["columns"].insert(2, _column("new", type="uuid"))


def _remove_cents(config):
    config["datasets"][1]["columns"].remove(_find(config, "cents"))


def _reorder_columns(config):
    columns = config["datasets"][1]["columns"]
    columns.append(columns.pop(0))
    columns.insert(0, columns.pop(2))


def _add_dataset(config):
    added = {"name": "new", "output": "new", "num_rows": 5, "columns": [_column("a", type="uuid")]}
    config["datasets"].insert(0, added)


def _remove_orders(config):
    config["datasets"].pop()


def _change_output(config):
    config["datasets"][0]["output"] = "elsewhere"


def _remove_partition(config):
    del config["datasets"][1]["partition"]


def _change_median(config):
    _find(config, "cents")["generator"]["median"] = 2600


def _wrap_cents(config):
    column = _find(config, "cents")
    column["generator"] = {"type": "optional", "prob": 1, "inner": column["generator"]}


def _rename_ordered_at(config):
    _find(config, "ordered_at")["name"] = "placed_at"
    _find(config, "paid_at")["generator"]["base"] = "placed_at"
    return {"orders.placed_at": "orders.ordered_at"}


def _rename_order_id(config):
    _find(config, "order_id")["name"] = "number"
    return {"orders.number": "orders.order_id"}


def _rename_customers(config):
    config["datasets"][0]["name"] = "clients"
    for name in ("customer_id", "country"):
        _find(config, name)["generator"]["dataset"] = "clients"
    return {f"clients.{name}": f"customers.{name}" for name in ("customer_id", "country")}


def _rename_orders(config):
    config["datasets"][1]["name"] = "sales"
    names = [column["name"] for column in config["datasets"][1]["columns"]]
    return {f"sales.{name}": f"orders.{name}" for name in [*names, "visitor", "day"]}


def _rename_pool(config):
    config["datasets"][1]["linked_pools"][0]["name"] = "other"
    _find(config, "device")["generator"]["pool"] = "other"


def _change_pool_size(config):
    config["datasets"][1]["linked_pools"][0]["pool_size"] = 60


def _reorder_fields(config):
    generator = _find(config, "payload")["generator"]
    generator["fields"] = dict(reversed(generator["fields"].items()))


def _double_customers(config):
    config["datasets"][0]["num_rows"] *= 2


def _double_orders(config):
    config["datasets"][1]["num_rows"] *= 2


def _seed_orders(config):
    config["datasets"][1]["seed"] = 43


def _seed_all(config):
    config["seed"] = 43


EDITS = {
    "add a column": _add_column,
    "remove `cents`": _remove_cents,
    "put the columns of `orders` in another order": _reorder_columns,
    "add a dataset in front": _add_dataset,
    "remove `orders`": _remove_orders,
    "another `output`": _change_output,
    "remove the partition": _remove_partition,
    "another `median` of `cents`": _change_median,
    "put `cents` into an `optional`": _wrap_cents,
    "rename `ordered_at`": _rename_ordered_at,
    "rename `order_id`": _rename_order_id,
    "rename the dataset `customers`": _rename_customers,
    "rename the dataset `orders`": _rename_orders,
    "rename the pool": _rename_pool,
    "another `pool_size`": _change_pool_size,
    "put the fields of `payload` in another order": _reorder_fields,
    "twice the rows of `customers`": _double_customers,
    "twice the rows of `orders`": _double_orders,
    "another seed of `orders`": _seed_orders,
    "another seed at the top": _seed_all,
}


def _column(name, **generator):
    return {"name": name, "generator": generator}


def _find(config, name):
    return next(column for column in config["datasets"][1]["columns"] if column["name"] == name)
