"""The fields of a policy: how each becomes a column."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import (
    FixedWidthText,
    arrow_array,
    code_type,
    decimal_from_integers,
    dictionary_array,
    string_array,
    text_pieces,
)
from smelt_datagen.plugin import Block, Column, ColumnType, GeneratedColumn

from smelt_datagen_insurance.data import tariffs
from smelt_datagen_insurance.policy import Policy

_PREMIUM = pa.decimal128(12, 2)
_THOUSAND = text_pieces(np.array([f"{number:04d}".encode() for number in range(1000)]), 0, 4)
"""`0000` to `0999`: the first of the four is written over by what stands before it."""
_DIGITS = text_pieces(np.array([str(digit).encode() for digit in range(10)]), 0, 1)


def _of_the_tariff(policy: Policy, key: str) -> Column:
    """Return a categorical column of what the row's tariff says."""
    texts = [tariff[key] for tariff in tariffs()]
    different = list(dict.fromkeys(texts))
    codes = np.array([different.index(text) for text in texts], dtype=code_type(len(different)))
    dictionary = string_array(different)

    def generate(block: Block) -> pa.Array:
        return dictionary_array(codes.take(policy.tariff(block)), dictionary)

    return GeneratedColumn(ColumnType.categorical(dictionary), generate)


def _line(policy: Policy) -> Column:
    return _of_the_tariff(policy, "line")


def _tariff(policy: Policy) -> Column:
    return _of_the_tariff(policy, "tariff")


def _sum_insured(policy: Policy) -> Column:
    def generate(block: Block) -> pa.Array:
        return arrow_array(policy.sum_insured(block))

    return GeneratedColumn(ColumnType(pa.int64()), generate)


def _premium(policy: Policy) -> Column:
    def generate(block: Block) -> pa.Array:
        return decimal_from_integers(policy.premium_cents(block), _PREMIUM)

    return GeneratedColumn(ColumnType(_PREMIUM), generate)


def _number(policy: Policy) -> Column:
    """Return numbers such as POL-123456789-7: nine digits, and their sum modulo 10."""

    def generate(block: Block) -> pa.Array:
        rest = policy.serial(block)
        total = np.zeros(len(block), dtype=np.int64)
        text = FixedWidthText(len(block), len("POL-123456789-7"))
        for place in range(3):
            upper = rest // 1000
            group = rest - upper * 1000
            # from the last group to the first, so that each covers the zero of the one behind it
            text.put(9 - 3 * place, _THOUSAND.take(group))
            total += group // 100 + group // 10 % 10 + group % 10
            rest = upper
        for place, character in enumerate("POL-"):
            text.put_literal(place, character)
        text.put_literal(13, "-")
        text.put(14, _DIGITS.take(total % 10))
        return text.array()

    return GeneratedColumn(ColumnType(pa.utf8()), generate)


FIELDS: Mapping[str, Callable[[Policy], Column]] = {
    "number": _number,
    "line": _line,
    "tariff": _tariff,
    "sum_insured": _sum_insured,
    "premium": _premium,
}
"""What makes the column of each field, for a policy at its place in a config."""
