"""The Merkle tree of RFC 6962, section 2.1: leaf and node hashes, a frontier that grows, proofs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """The hash of one entry."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees side by side."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """A log so far: its size, and the roots of its full subtrees, largest first (one per set bit of size)."""

    size: int = 0
    roots: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        """Raises ValueError when the roots can't be those of a log of this size."""
        if len(self.roots) != self.size.bit_count():
            raise ValueError("a frontier has as many roots as its size has set bits")

    def extended(self, leaves: Iterable[bytes]) -> Frontier:
        """The frontier after more leaf hashes."""
        size, roots = self.size, list(self.roots)
        for leaf in leaves:
            merging, height = leaf, size
            while height & 1:
                merging = node_hash(roots.pop(), merging)
                height >>= 1
            roots.append(merging)
            size += 1
        return Frontier(size, tuple(roots))

    @property
    def root(self) -> bytes:
        """The Merkle tree hash of the whole log."""
        if not self.roots:
            return EMPTY_ROOT
        whole = self.roots[-1]
        for left in reversed(self.roots[:-1]):
            whole = node_hash(left, whole)
        return whole

    def to_bytes(self) -> bytes:
        """The roots one after another."""
        return b"".join(self.roots)

    @classmethod
    def from_bytes(cls, size: int, kept: bytes) -> Frontier:
        """Read what `to_bytes` wrote for a log of `size`. Raises ValueError when it can't be."""
        return cls(size, tuple(kept[i : i + HASH_BYTES] for i in range(0, len(kept), HASH_BYTES)))


def inclusion_path(leaves: Sequence[bytes], position: int) -> tuple[bytes, ...]:
    """The audit path of the leaf at `position` (from 0) in the tree over `leaves` (RFC 6962, 2.1.1)."""
    if not 0 <= position < len(leaves):
        raise ValueError("no such position")
    path: list[bytes] = []
    start, end = 0, len(leaves)
    while end - start > 1:
        split = start + _largest_power_below(end - start)
        if position < split:
            path.append(Frontier().extended(leaves[split:end]).root)
            end = split
        else:
            path.append(Frontier().extended(leaves[start:split]).root)
            start = split
    return tuple(reversed(path))


def root_from_path(leaf: bytes, position: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The root that a proof leads to (RFC 9162, 2.1.3.2), None when the path has the wrong length."""
    if not 0 <= position < size:
        return None
    node, last, hashed = position, size - 1, leaf
    for sibling in path:
        if last == 0:
            return None
        if node & 1 or node == last:
            hashed = node_hash(sibling, hashed)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            hashed = node_hash(hashed, sibling)
        node, last = node >> 1, last >> 1
    return hashed if last == 0 else None


def _largest_power_below(count: int) -> int:
    return 1 << (count - 1).bit_length() - 1
