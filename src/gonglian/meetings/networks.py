"""The hall's network: from which addresses a delegate's own telephone may say that she has come. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

PREFIX = {4: 24, 6: 64}  # what one router hands out: the last octet, or the second half


def network_of(address: str | None) -> str | None:
    """The network an address belongs to: its /24, or its /64; None for no address at all."""
    if (read := _read(address)) is None:
        return None
    return str(ip_network((read, PREFIX[read.version]), strict=False))


def is_within(address: str | None, networks: Iterable[str]) -> bool:
    """Whether the address lies in one of the networks."""
    read = _read(address)
    return read is not None and any(read in ip_network(network) for network in networks)


def _read(address: str | None) -> IPv4Address | IPv6Address | None:
    """An IPv4 address stays one when it comes in the dress of IPv6."""
    try:
        read = ip_address((address or "").strip())
    except ValueError:
        return None
    return (read.ipv4_mapped or read) if isinstance(read, IPv6Address) else read
