"""The key folder: files of 0600 in a folder of 0700, each written once and never changed.

    master-<n>.key     wraps data keys and is the root of MAC keys; the highest number is used for new ones
    search.key         root of the keyed hashes that searches compare; never rotates without a re-index
    authority.pem      the root's key and certificate
    <signer>-<n>.pem   a signer's key and chain; the highest number signs

Two processes at their first start may race: a file appears whole by a hard link, which the second
one finds taken, and both read what the first one wrote.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sahulat.foundation.keys.types import KeysMissing

NUMBERED = re.compile(r"^(?P<name>[a-z]+)-(?P<number>[0-9]+)\.(?:key|pem)$")


@dataclass(frozen=True, slots=True)
class KeyFolder:
    """One installation's key files."""

    path: Path

    def make(self) -> None:
        """Create the folder, or mend its mode. Safe to repeat."""
        self.path.mkdir(parents=True, exist_ok=True)
        self.path.chmod(0o700)
        for file in self.path.iterdir():
            if file.is_file():
                file.chmod(0o600)

    def read(self, name: str) -> bytes:
        """One file's bytes. Raises KeysMissing."""
        try:
            return (self.path / name).read_bytes()
        except FileNotFoundError as why:
            raise KeysMissing(f"no {name} in the key folder; run `sahulat migrate`") from why

    def numbers(self, name: str) -> list[int]:
        """Which numbers of a numbered key exist, ascending."""
        found = (NUMBERED.match(file.name) for file in self.path.glob(f"{name}-*"))
        return sorted(int(each["number"]) for each in found if each and each["name"] == name)

    def keep(self, name: str, make: Callable[[], bytes]) -> bytes:
        """The file's bytes; made by `make` if it isn't there. Whoever is first wins. Safe to repeat."""
        target = self.path / name
        if not target.exists():
            self._write_once(target, make())
        return self.read(name)

    def _write_once(self, target: Path, content: bytes) -> None:
        temporary = self.path / f".{target.name}.{secrets.token_hex(8)}"
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            try:
                os.link(temporary, target)
            except FileExistsError:
                return
        finally:
            temporary.unlink()
        _sync_folder(self.path)


def _sync_folder(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
