"""Internet addresses."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Mapping

import pyarrow as pa
from smelt_datagen.plugin import Block, Column, Generator, Scope, generator, param

from smelt_datagen_domains.internet.address_text import colons, dotted
from smelt_datagen_domains.internet.networks import DOCUMENTATION, Network, halves
from smelt_datagen_domains.selection.selected import Mixed, One, Selected
from smelt_datagen_domains.texts.masked import ByKind

_CLASSES: Mapping[int, Callable[[str], Network]] = {
    4: ipaddress.IPv4Network,
    6: ipaddress.IPv6Network,
}


@generator("ip_address", example="{ type: ip_address }", output="string")
class IpAddress(Generator):
    """Internet address, version 4 or 6.

    Without a network, of those that are kept for documentation and reach nobody: 768 addresses of
    version 4, and 2^96 of version 6.
    """

    version: int = param("4 or 6.", default=4, choices=[4, 6])
    network: str | dict[str, float] | None = param(
        "Network as 10.0.0.0/8, or weights of several; null: those for documentation.", default=None
    )

    def bind(self, scope: Scope) -> Column:
        """Return a column of texts; fail for what is no network of the version."""
        weights = self._weights(scope)
        attempts = scope.attempts()
        networks: list[Network] = []
        for text in weights:
            with attempts:
                networks.append(self._network(text, scope))
        attempts.settle()
        keys = tuple(weights)
        selected: Selected = One(keys)
        if len(keys) > 1:
            selected = Mixed(keys, tuple(weights.values()), "network")
        return ByKind(selected, [_maker(network) for network in networks])

    def _weights(self, scope: Scope) -> Mapping[str, float]:
        if self.network is None:
            return dict.fromkeys(DOCUMENTATION[self.version], 1.0)
        if isinstance(self.network, str):
            return {self.network: 1.0}
        for key, weight in self.network.items():
            if weight < 0:
                scope.report("a weight must be at least 0", "network", key)
        scope.stop_if_failed()
        if not any(self.network.values()):
            scope.fail("at least one weight must be greater than 0", "network")
        return self.network

    def _network(self, text: str, scope: Scope) -> Network:
        path = ("network", text) if isinstance(self.network, dict) else ("network",)
        try:
            return _CLASSES[self.version](text)
        except ValueError as error:
            return scope.fail(f"must be a network of version {self.version}: {error}", *path)


def _maker(network: Network) -> Callable[[Block], pa.StringArray]:
    is_short = network.version == 4  # noqa: PLR2004 (the version)

    def make(block: Block) -> pa.StringArray:
        upper, lower = halves(network, block)
        return dotted(lower) if is_short else colons(upper, lower)

    return make
