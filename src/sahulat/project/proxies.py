"""Who really asks: the client's address behind proxies that the configuration trusts, and nobody else's word for it."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address


def read_address(text: str) -> Address | None:
    """An IP address, an IPv4 one in IPv6 clothes undressed; None when the text is none."""
    try:
        found = ip_address(text.strip().strip("[]"))
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found


def is_trusted(text: str, trusted: Sequence[Network]) -> bool:
    """Whether the peer of a connection is a proxy of ours."""
    address = read_address(text)
    return address is not None and any(address in network for network in trusted)


def client_address(peer: str, forwarded: str, trusted: Sequence[Network]) -> str:
    """The address of whoever asks.

    `peer` is the connection's other end, `forwarded` the header X-Forwarded-For: each proxy adds, on the right, whom
    it was asked by. Read from the right for as long as our own proxies speak; what stands further left anybody can
    have written.
    """
    client = peer
    for named in reversed(forwarded.split(",") if forwarded else []):
        address = read_address(named)
        if address is None or not is_trusted(client, trusted):
            break
        client = str(address)
    return client
