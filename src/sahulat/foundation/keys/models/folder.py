"""The key folder as this process knows it: files are read once, since they are written once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from uuid import UUID

from django.conf import settings

from sahulat.foundation.keys.rules import ciphers
from sahulat.foundation.keys.rules.authority import KeyPair
from sahulat.foundation.keys.rules.folder import KeyFolder
from sahulat.foundation.keys.types import KeysMissing


def key_folder() -> KeyFolder:
    """This installation's key folder."""
    return KeyFolder(Path(settings.SAHULAT_STATE) / "keys")


def binding(key_id: UUID, owner: str) -> str:
    """What a wrapped key is bound to, so that two rows can't exchange keys or owners."""
    return f"{key_id}:{owner}"


@lru_cache(maxsize=64)
def file_of(path: Path, name: str) -> bytes:
    """A key file's bytes. Raises KeysMissing."""
    return KeyFolder(path).read(name)


@lru_cache(maxsize=256)
def derived(path: Path, name: str, purpose: str) -> bytes:
    """The key of a purpose, derived from a key file. Raises KeysMissing."""
    return ciphers.derive(file_of(path, name), purpose)


@lru_cache(maxsize=16)
def newest(path: Path, name: str) -> int:
    """The highest number of a numbered key. Raises KeysMissing."""
    numbers = KeyFolder(path).numbers(name)
    if not numbers:
        raise KeysMissing(f"no {name} key in the key folder; run `sahulat migrate`")
    return numbers[-1]


def forget_cached_keys() -> None:
    """Drop what this process remembers of key files: after making new ones."""
    file_of.cache_clear()
    derived.cache_clear()
    newest.cache_clear()
    pair_of.cache_clear()


def current_master() -> tuple[int, bytes]:
    """Number and bytes of the master key that new data keys are wrapped with."""
    path = key_folder().path
    number = newest(path, "master")
    return number, file_of(path, f"master-{number}.key")


@lru_cache(maxsize=16)
def pair_of(path: Path, key_id: str) -> KeyPair:
    """A signer's or the root's key with its certificates. Raises KeysMissing."""
    return KeyPair.from_pem(file_of(path, f"{key_id}.pem"))
