"""What others call the generators that a distribution may have."""

from __future__ import annotations

from collections.abc import Collection, Mapping

_TYPES: Mapping[str, tuple[str, ...]] = {
    "uniform_int": ("int", "integer", "bigint", "number", "randint", "random_int", "range"),
    "uniform_float": ("float", "double", "decimal", "real", "uniform", "random"),
    "normal": ("gaussian", "gauss"),
    "exponential": ("expovariate",),
    "bool": ("boolean", "flag", "bernoulli"),
    "one_of": ("enum", "choice", "choices", "category", "categorical", "random_choice"),
    "weighted_choice": ("weighted", "weights"),
    "constant": ("const", "literal", "fixed", "static", "value"),
    "sequential_id": ("id", "sequence", "serial", "autoincrement", "auto_increment", "identity"),
    "uuid": ("guid", "uuid4"),
    "string_pattern": ("string", "str", "text", "template", "pattern", "format", "varchar"),
    "regex": ("regexp", "regular_expression"),
    "words": ("lorem", "sentence", "word", "paragraph"),
    "timestamp": ("datetime", "time", "date_time"),
    "foreign_key": ("fk", "reference", "ref", "references"),
    "expression": ("sql", "formula", "computed", "derived"),
    "optional": ("nullable", "null", "maybe"),
    "list": ("array",),
    "struct": ("object", "record", "row"),
    "json_object": ("json", "map"),
    "person": ("name", "first_name", "last_name", "full_name", "gender", "email", "phone"),
    "place": ("address", "city", "country", "postcode", "zip", "state", "street"),
    "point": ("coordinates", "latitude", "longitude", "geo", "location"),
    "company": ("company_name", "employer", "job"),
    "product": ("sku", "item"),
    "ip_address": ("ip", "ipv4", "ipv6"),
    "mac_address": ("mac",),
    "credit_card": ("card", "card_number"),
    "url": ("uri", "domain", "hostname"),
}

_BY_WORD = {word: name for name, words in _TYPES.items() for word in words}


def meant_by(word: str, types: Collection[str]) -> str | None:
    """Return that of the `types` which others call `word`, None if there is none."""
    name = _BY_WORD.get(word.lower())
    return name if name in types else None
