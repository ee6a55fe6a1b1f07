"""Tables of samples of the domains: every field in every locale, made by the product."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import smelt_datagen
from markdown_tables import table

_LOCALES = (
    *("en_US", "en_GB", "de_DE", "fr_FR", "es_ES", "it_IT"),
    *("pt_BR", "nl_NL", "pl_PL", "sv_SE", "ja_JP", "zh_CN"),
)
_FIELDS: Mapping[str, tuple[str, Sequence[str]]] = {
    "person": (
        "locale",
        (
            *("full_name", "given_name", "family_name", "gender", "title"),
            *("birth_date", "email", "user_name", "phone"),
        ),
    ),
    "place": (
        "country",
        (
            *("street", "postcode", "city", "region", "country", "native_country"),
            *("country_code", "country_code3", "latitude", "longitude", "time_zone"),
        ),
    ),
    "company": ("locale", ("name", "legal_form", "domain", "industry", "department", "job_title")),
}


def samples(type_name: str) -> str:
    """Return a row for every locale of a generator, and a column for each of its fields."""
    parameter, fields = _FIELDS[type_name]
    keys = [locale[-2:] if parameter == "country" else locale for locale in _LOCALES]
    rows = [_row({"type": type_name, parameter: key}, fields) for key in keys]
    cells = ((f"`{key}`", *row) for key, row in zip(keys, rows, strict=True))
    return table((parameter, *(f"`{field}`" for field in fields)), cells)


def _row(generator: Mapping[str, str], fields: Sequence[str]) -> list[str]:
    """Return what the first row of a dataset has of every field."""
    columns = [{"name": field, "generator": {**generator, "field": field}} for field in fields]
    dataset: dict[str, Any] = {"name": "sample", "output": "sample", "num_rows": 1}
    config = smelt_datagen.from_values({"datasets": [{**dataset, "columns": columns}]})
    (row,) = smelt_datagen.to_table(smelt_datagen.plan(config)["sample"]).to_pylist()
    return [str(row[field]) for field in fields]
