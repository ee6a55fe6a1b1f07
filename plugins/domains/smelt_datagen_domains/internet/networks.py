"""Networks: which addresses they hold, and the random part of one."""

from __future__ import annotations

import ipaddress
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from smelt_datagen.plugin import Block

Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network

DOCUMENTATION = {
    4: ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"),  # RFC 5737
    6: ("2001:db8::/32",),  # RFC 3849
}
"""The networks that reach nobody."""


def halves(network: Network, block: Block) -> tuple[npt.NDArray[np.uint64], ...]:
    """Return a random address of a network in every row: the upper and the lower 64 bits."""
    first, mask = int(network.network_address), int(network.hostmask)
    parts = []
    for label, shift in (("upper", 64), ("lower", 0)):
        fixed, free = first >> shift & (1 << 64) - 1, mask >> shift & (1 << 64) - 1
        if not free:
            parts.append(np.full(len(block), fixed, dtype=np.uint64))
            continue
        bits = block.uint64(label)
        bits &= np.uint64(free)
        bits |= np.uint64(fixed)
        parts.append(bits)
    return tuple(parts)
