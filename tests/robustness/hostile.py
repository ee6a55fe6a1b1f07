"""Configs that a person would not write: hostile texts at every place where a text can stand."""

import json

TEXTS = {
    "escape sequence": "\x1b[2J\x1b]0;owned\x07",
    "C1 control": "\x9b31m\x90q\x9c",
    "bidirectional override": "\u202egnp.exe\u2066x\u2069",
    "line separators": "a\u2028b\u2029c\x85d\x0be\x0cf",
    "delete and backspace": "abc\x7f\x08\x08\x08",
    "carriage return": "safe\rerror: hidden",
    "new line": "one\nerror: forged",
    "lone surrogate": "\ud800x\udfff",
    "NUL": "a\x00b",
    "rich markup": "[/]",
    "rich colour": "[red]x[/red][link=file:///etc/passwd]y",
    "emoji code": ":boom: %s {0} ${HOME} `id`",
    "zero width": "\ufeffa\u200b\u200d\u2060",
    "very long": "x" * 5000,
}

PLACES = {
    "dataset name": lambda text: one(name=text),
    "column name": lambda text: one(columns=[column(text)]),
    "output": lambda text: one(output=f"out/{text}"),
    "value": lambda text: one(
        columns=[column(generator={"type": "one_of", "values": [text, "b"]})]
    ),
    "template": lambda text: one(
        columns=[column(generator={"type": "string_pattern", "template": f"{text}{{uuid}}"})]
    ),
    "JSON field": lambda text: one(
        columns=[column(generator={"type": "json_object", "fields": {text: {"type": "uuid"}}})]
    ),
    "partition column": lambda text: one(
        partition={"column": text, "start": "2024-01-01", "days": 2}
    ),
    "generator type": lambda text: one(columns=[column(generator={"type": text})]),
    "parameter": lambda text: one(columns=[column(generator={"type": "uuid", text: 1})]),
    "unknown key": lambda text: one(**{text: text}),
    "reference": lambda text: one(
        columns=[column(generator={"type": "foreign_key", "dataset": text, "column": text})]
    ),
    "pool": lambda text: one(
        linked_pools=[
            {
                "name": text,
                "pool_size": 5,
                "shapes": [{"weight": 1, "fields": {text: {"type": "uuid"}}}],
            }
        ],
        columns=[column(generator={"type": "linked_choice", "pool": text, "field": text})],
    ),
    "two datasets": lambda text: {
        "datasets": [*one(name=text)["datasets"], *one(name=text, output="two")["datasets"]]
    },
}


def column(name="c", generator=None):
    return {"name": name, "generator": generator or {"type": "sequential_id"}}


def one(**keys):
    dataset = {"name": "a", "output": "out", "num_rows": 3, "columns": [column()], **keys}
    return {"datasets": [dataset]}


def configs():
    """Yield a name and a YAML text of every hostile text at every place."""
    for where, make in PLACES.items():
        for what, text in TEXTS.items():
            yield f"{what} as {where}", json.dumps(make(text))


def written(generator="{type: uuid}", output="o", rows=1):
    """Return the YAML of one dataset with one column."""
    columns = f"[{{name: c, generator: {generator}}}]"
    return f"datasets: [{{name: a, output: {output}, num_rows: {rows}, columns: {columns}}}]"


ODD = {
    "huge integer": written(rows="9" * 5000),
    "huge exponent": "scale_factor: 1e999999999\ndatasets: []",
    "negative everything": "seed: -1\ndatasets: [{name: a, output: o, num_rows: -5, columns: -1}]",
    "a billion laughs": "\n".join(
        ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
        + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    ),
    "an alias of itself": "datasets: &d [*d]",
    "deep lists": "[" * 20_000 + "]" * 20_000,
    "deep mappings": "{a: " * 20_000 + "}" * 20_000,
    "deep generators": written(
        "{type: optional, prob: 0.5, inner: " * 85 + "{type: uuid}" + "}" * 85
    ),
    "many values": "datasets: [" + "1, " * 500_000 + "]",
    "many keys": "{" + ", ".join(f"k{n}: 1" for n in range(20_000)) + "}",
    "many datasets": "datasets: ["
    + ", ".join(f"{{name: d{n}, output: d{n}, num_rows: 0, columns: []}}" for n in range(2000))
    + "]",
    "long line": "datasets: '" + "x" * 1_000_000 + "'",
    "tags": "datasets: !!python/object/apply:os.system ['true']",
    "binary": "datasets: !!binary aGVsbG8=",
    "two documents": "datasets: []\n---\ndatasets: []",
    "directive": "%YAML 9.9\n---\ndatasets: []",
    "tabs": "datasets:\n\t- name: a",
    "nothing": "",
    "only a comment": "# nothing",
    "a scalar": "42",
    "keys that are lists": "? [a, b]\n: 1",
    "merge of nothing": "datasets: [{<<: 1, name: a}]",
    "no rows anywhere": "datasets: [{name: a, output: o, num_rows: 1, columns: []}]",
    "infinite weights": written("{type: weighted_choice, values: {a: .inf, b: .nan}}"),
    "output above": written(output="../../../../../../../../proc/nowhere"),
    "output is a device": written(output="/dev/null"),
    "path too long": written(output="x/" * 3000),
}
