"""The shelf: whole bytes or none, once, and swept only when nobody can want them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahulat.foundation.files.rules.shelf import Shelf
from sahulat.foundation.files.types import FileDamaged

OLD = 1_000_000.0


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "files")


def age(shelf: Shelf, address: bytes) -> None:
    os.utime(shelf.place(address), (OLD - 1, OLD - 1))


def test_bytes_lie_under_their_own_hash(shelf: Shelf) -> None:
    address = shelf.put(b"scan")
    name = address.hex()
    assert shelf.place(address) == shelf.root / name[:2] / name[2:4] / name
    assert shelf.get(address) == b"scan"
    assert shelf.place(address).stat().st_mode & 0o777 == 0o600


def test_the_same_bytes_are_kept_once(shelf: Shelf) -> None:
    assert shelf.put(b"scan") == shelf.put(b"scan")
    assert len([path for path in shelf.root.rglob("*") if path.is_file()]) == 1


def test_altered_and_missing_bytes_are_noticed(shelf: Shelf) -> None:
    address = shelf.put(b"scan")
    shelf.place(address).write_bytes(b"scam")
    with pytest.raises(FileDamaged, match="altered"):
        shelf.get(address)
    with pytest.raises(FileDamaged, match="missing"):
        shelf.get(bytes(32))


def test_only_old_bytes_that_nobody_wants_are_swept(shelf: Shelf) -> None:
    wanted, orphan, fresh = shelf.put(b"wanted"), shelf.put(b"orphan"), shelf.put(b"fresh")
    for address in (wanted, orphan):
        age(shelf, address)
    assert shelf.sweep(OLD, lambda address: address == wanted) == 1
    assert shelf.get(wanted) == b"wanted"
    assert shelf.get(fresh) == b"fresh"
    assert not shelf.place(orphan).exists()


def test_storing_an_orphan_again_keeps_it_from_the_sweeper(shelf: Shelf) -> None:
    address = shelf.put(b"scan")
    age(shelf, address)
    shelf.put(b"scan")
    assert shelf.sweep(OLD, lambda _: False) == 0


def test_what_a_crash_left_half_written_is_swept(shelf: Shelf) -> None:
    half = shelf.place(shelf.put(b"scan")).with_suffix(".abc.part")
    half.write_bytes(b"sc")
    os.utime(half, (OLD - 1, OLD - 1))
    assert shelf.sweep(OLD, lambda _: True) == 1


@given(st.binary(max_size=2000))
def test_any_bytes_come_back(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    shelf = Shelf(tmp_path_factory.getbasetemp() / "shelf")
    assert shelf.get(shelf.put(content)) == content
