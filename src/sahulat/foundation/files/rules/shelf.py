"""The shelf: bytes under their own SHA-256, in <root>/aa/bb/<hash>, written whole or not at all.

Bytes reach the disk (file and folder) before any row that names them is committed; a crash in between
leaves bytes without a row, which harm nobody and are swept after a day. Storing what is there already
freshens it under the lock that the sweeper takes, so that it can't be swept under a new row.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sahulat.foundation.files.types import FileDamaged


@dataclass(frozen=True, slots=True)
class Shelf:
    """One installation's stored bytes."""

    root: Path

    def place(self, address: bytes) -> Path:
        """Where the bytes of this SHA-256 lie."""
        name = address.hex()
        return self.root / name[:2] / name[2:4] / name

    def put(self, content: bytes) -> bytes:
        """Store the bytes, on the disk when this returns, and return their SHA-256. Safe to repeat."""
        address = hashlib.sha256(content).digest()
        target = self.place(address)
        _make_folder(target.parent, self.root)
        with _locked(target.parent, fcntl.LOCK_SH):
            if target.exists():
                os.utime(target)
            else:
                _write(target, content)
        return address

    def get(self, address: bytes) -> bytes:
        """The bytes, checked against their address. Raises FileDamaged."""
        try:
            content = self.place(address).read_bytes()
        except FileNotFoundError as why:
            raise FileDamaged(f"{address.hex()} is missing") from why
        if hashlib.sha256(content).digest() != address:
            raise FileDamaged(f"{address.hex()} was altered")
        return content

    def sweep(self, older_than: float, is_wanted: Callable[[bytes], bool]) -> int:
        """Remove bytes last stored before `older_than` (seconds since 1970) that nobody wants; count them."""
        removed = 0
        for folder in self.root.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]"):
            with _locked(folder, fcntl.LOCK_EX):
                for file in folder.iterdir():
                    if file.stat().st_mtime >= older_than:
                        continue
                    if file.suffix == ".part" or not is_wanted(bytes.fromhex(file.name)):
                        file.unlink()
                        removed += 1
        return removed


def _make_folder(folder: Path, root: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    # Also when another process has just made the folder: it may not have reached the disk yet.
    for parent in (folder.parent, root):
        _sync(parent)


def _write(target: Path, content: bytes) -> None:
    temporary = target.with_name(f"{target.name}.{secrets.token_hex(8)}.part")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.rename(target)
    _sync(target.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _locked(folder: Path, kind: int) -> Iterator[None]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, kind)
        yield
    finally:
        os.close(handle)
