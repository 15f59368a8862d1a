"""The Merkle tree against its definition in RFC 6962, section 2.1."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahulat.foundation.audit.rules.merkle import Frontier, inclusion_path, leaf_hash, root_from_path

# Roots of the reference log of RFC 6962's own implementation (certificate-transparency, merkletree tests).
ENTRIES = [
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
]  # fmt: skip
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def definition(data: list[bytes]) -> bytes:
    """MTH of section 2.1, word for word."""
    if not data:
        return hashlib.sha256(b"").digest()
    if len(data) == 1:
        return hashlib.sha256(b"\x00" + data[0]).digest()
    k = 1
    while k * 2 < len(data):
        k *= 2
    return hashlib.sha256(b"\x01" + definition(data[:k]) + definition(data[k:])).digest()


def path_by_definition(m: int, data: list[bytes]) -> list[bytes]:
    """PATH of section 2.1.1, word for word."""
    if len(data) == 1:
        return []
    k = 1
    while k * 2 < len(data):
        k *= 2
    if m < k:
        return [*path_by_definition(m, data[:k]), definition(data[k:])]
    return [*path_by_definition(m - k, data[k:]), definition(data[:k])]


def log(size: int) -> list[bytes]:
    return [str(index).encode() for index in range(size)]


@pytest.mark.parametrize("size", range(1, 9))
def test_known_answers(size: int) -> None:
    leaves = [leaf_hash(bytes.fromhex(entry)) for entry in ENTRIES[:size]]
    assert Frontier().extended(leaves).root.hex() == ROOTS[size - 1]


@pytest.mark.parametrize("size", range(130))
def test_the_frontier_equals_the_definition(size: int) -> None:
    assert Frontier().extended(map(leaf_hash, log(size))).root == definition(log(size))


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 21, 64, 65])
def test_every_proof_equals_the_definition_and_leads_to_the_root(size: int) -> None:
    leaves, root = [leaf_hash(each) for each in log(size)], definition(log(size))
    for position in range(size):
        path = inclusion_path(leaves, position)
        assert list(path) == path_by_definition(position, log(size))
        assert root_from_path(leaves[position], position, size, path) == root


@given(st.integers(0, 400), st.lists(st.integers(0, 60), max_size=6))
def test_a_log_may_grow_in_any_steps(size: int, steps: list[int]) -> None:
    leaves = [leaf_hash(each) for each in log(size)]
    frontier, done = Frontier(), 0
    for step in steps:
        frontier = frontier.extended(leaves[done : done + step])
        done = min(done + step, size)
        frontier = Frontier.from_bytes(frontier.size, frontier.to_bytes())
    assert frontier.extended(leaves[done:]) == Frontier().extended(leaves)


@given(st.integers(1, 200), st.data())
def test_a_proof_of_another_leaf_position_or_size_fails(size: int, data: st.DataObject) -> None:
    leaves = [leaf_hash(each) for each in log(size)]
    root = Frontier().extended(leaves).root
    position = data.draw(st.integers(0, size - 1))
    path = inclusion_path(leaves, position)
    assert root_from_path(leaf_hash(b"another"), position, size, path) != root
    assert root_from_path(leaves[position], position, size, (*path, b"\x00" * 32)) != root
    if path:
        assert root_from_path(leaves[position], position, size, path[:-1]) != root
    other = data.draw(st.integers(0, size - 1).filter(lambda each: each != position)) if size > 1 else None
    if other is not None:
        assert root_from_path(leaves[position], other, size, path) != root


def test_a_frontier_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="set bits"):
        Frontier.from_bytes(3, b"\x00" * 32)


def test_no_leaf_outside_the_log_has_a_proof() -> None:
    with pytest.raises(ValueError, match="position"):
        inclusion_path([b"x"], 1)
    assert root_from_path(b"x", 5, 2, ()) is None
