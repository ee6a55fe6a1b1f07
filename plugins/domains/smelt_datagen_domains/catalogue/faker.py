"""Values of any provider of the Python package Faker."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import arrow_array, code_type, dictionary_array, string_array, take
from smelt_datagen.plugin import (
    Block,
    Column,
    ColumnType,
    GeneratedColumn,
    Generator,
    Scalar,
    Scope,
    generator,
    near_names,
    param,
)

from smelt_datagen_domains.catalogue.kinds import Kind, NotAColumnError, kind_of
from smelt_datagen_domains.texts.joined import different

if TYPE_CHECKING:
    from smelt_datagen_domains.catalogue.providers import Provider

_SAMPLE = 16


@generator(
    "faker",
    example="{ type: faker, provider: catch_phrase, pool_size: 500 }",
    output="what the provider makes",
)
class FakerValue(Generator):
    """Value of a provider of Faker, which the extra `faker` installs.

    A pool is made once, when the plan is made, from a stream of the column; rows pick from it as
    fast as any choice. Values are those of the installed version of Faker, which is part of the
    recipe. Providers that count from today are refused: their values would not be repeatable.
    """

    provider: str = param("Name of the provider, as Faker has it: catch_phrase.")
    locale: str = param("Locale, as Faker has it.", default="en_US")
    arguments: dict[str, Scalar | list[Scalar]] = param(
        "Arguments of the provider, by their names.", factory=dict
    )
    pool_size: int = param(
        "How many values the pool has; some may be the same.", default=1000, ge=1, le=50_000
    )
    row: bool = param(
        "Call the provider for every row instead: slow, some 10 to 100 microseconds for each.",
        default=False,
    )

    def bind(self, scope: Scope) -> Column:
        """Return a column of what the provider makes; fail if there is none, or it fails."""
        if find_spec("faker") is None:
            scope.fail("needs Faker: pip install 'smelt-datagen[faker]'")
        self._check(scope)
        scope.depends_on("faker")
        stream = scope.own.stream.child("faker", scope.column_name, self.provider, self.locale)
        provider = self._provider()
        provider.seed(stream.key)
        try:
            count = _SAMPLE if self.row else self.pool_size
            values = [provider.value() for _ in range(count)]
            kind = kind_of(values)
            array = kind.array(values)
        except (NotAColumnError, OverflowError) as error:
            scope.fail(str(error), "provider")
        return _Rows(kind, self._provider) if self.row else _pool(kind, values, array)

    def _check(self, scope: Scope) -> None:
        from smelt_datagen_domains.catalogue import providers  # noqa: PLC0415 (needs Faker)

        known = providers.locales()
        if self.locale not in known:
            message = f"Faker has no locale '{self.locale}'{near_names(self.locale, known)}"
            scope.fail(message, "locale")
        names = providers.names(self.locale)
        if self.provider not in names:
            near = near_names(self.provider, names)
            scope.fail(f"Faker has no provider '{self.provider}'{near}", "provider")
        if providers.looks_at_the_clock(self.provider):
            message = "counts from the day of the run, so that values would not be repeatable"
            scope.fail(f"{message}: use `date` or `timestamp`", "provider")

    def _provider(self) -> Provider:
        from smelt_datagen_domains.catalogue.providers import Provider  # noqa: PLC0415 (needs Faker)

        return Provider(self.provider, self.locale, self.arguments)


def _pool(kind: Kind, values: Sequence[object], array: pa.Array) -> Column:
    """Return a column whose rows pick one of the values, categorical if these are texts."""
    if pa.types.is_string(kind.type.data_type):
        found, of = different([str(value) for value in values])
        return _Picked(found, of)

    def generate(block: Block) -> pa.Array:
        return take(array, arrow_array(block.integers(0, len(values))))

    return GeneratedColumn(kind.type, generate)


class _Picked(Column):
    """Texts of a dictionary, each as often as it stands in the pool."""

    def __init__(self, texts: Sequence[str], pool: Sequence[int]) -> None:
        self._dictionary = string_array(texts)
        self.type = ColumnType.categorical(self._dictionary)
        self._pool = np.array(pool, dtype=code_type(len(texts)))

    def generate(self, block: Block) -> pa.Array:
        """Return a dictionary array."""
        codes = self._pool.take(block.integers(0, len(self._pool)))
        return dictionary_array(codes, self._dictionary)


class _Rows(Column):
    """Values that the provider is called for, each from the row's own number."""

    def __init__(self, kind: Kind, make: Callable[[], Provider]) -> None:
        self.type = kind.type
        self._kind, self._make = kind, make
        self._local = threading.local()

    def generate(self, block: Block) -> pa.Array:
        """Return one value per row, by one call for each."""
        if not hasattr(self._local, "provider"):
            self._local.provider = self._make()
        provider: Provider = self._local.provider
        values = []
        for number in block.uint64().tolist():
            provider.seed(number)
            values.append(provider.value())
        if values and kind_of(values) is not self._kind:
            raise NotAColumnError("makes values of another type than before")
        return self._kind.array(values)
