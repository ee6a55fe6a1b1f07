"""ip_address and mac_address."""

import ipaddress
import re
from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from smelt_datagen_domains.internet.address_text import colons, dotted

from ..made import problem, values

HALF = st.integers(0, 2**64 - 1) | st.sampled_from([0, 1, 2**16, 2**32, 2**48, 0xFFFF << 32])


def test_addresses_are_for_documentation_unless_a_network_is_named():
    nets = [*map(ipaddress.ip_network, ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"))]
    made = Counter()
    for text in values("ip_address", rows=9000):
        made.update(net for net in nets if ipaddress.ip_address(text) in net)
    assert made.total() == 9000
    assert all(abs(made[net] - 3000) < 5 * (9000 * 2 / 9) ** 0.5 for net in nets)
    for text in values("ip_address", version=6):
        assert ipaddress.ip_address(text) in ipaddress.ip_network("2001:db8::/32")


def test_networks_have_their_weights():
    made = values("ip_address", rows=8000, network={"10.0.0.0/8": 3, "172.16.0.1/32": 1})
    share = made.count("172.16.0.1")
    assert abs(share - 2000) < 5 * (8000 * 3 / 16) ** 0.5
    assert all(text.startswith("10.") or text == "172.16.0.1" for text in made)


@given(st.lists(st.tuples(HALF, HALF), min_size=1))
def test_version_6_is_written_as_the_standard_library_does(addresses):
    upper, lower = (np.array(half, dtype=np.uint64) for half in zip(*addresses, strict=True))
    expected = [ipaddress.IPv6Address(a << 64 | b).compressed for a, b in addresses]
    assert colons(upper, lower).to_pylist() == expected


@given(st.lists(st.integers(0, 2**32 - 1), min_size=1))
def test_version_4_is_written_as_the_standard_library_does(addresses):
    made = dotted(np.array(addresses, dtype=np.uint64)).to_pylist()
    assert made == [str(ipaddress.IPv4Address(address)) for address in addresses]


def test_errors_of_networks():
    path, message = problem("ip_address", network="10.0.0.1/8")
    assert path == "network"
    assert message == "must be a network of version 4: 10.0.0.1/8 has host bits set"
    assert problem("ip_address", network={"10.0.0.0/8": 1, "2001:db8::/32": 1})[0] == (
        "network.2001:db8::/32"
    )
    assert problem("ip_address", network={"10.0.0.0/8": -1})[0] == "network.10.0.0.0/8"
    assert problem("ip_address", network={"10.0.0.0/8": 0})[0] == "network"


def test_hardware_addresses_are_locally_administered():
    made = values("mac_address")
    assert all(re.fullmatch("[0-9a-f]{2}(:[0-9a-f]{2}){5}", text) for text in made)
    assert all(int(text[:2], 16) & 3 == 2 for text in made)
    assert len(set(made)) == 1000
    dashed = values("mac_address", separator="-")
    assert dashed == [text.replace(":", "-") for text in made]
