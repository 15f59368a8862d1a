"""The sealed form of a package: canonical JSON (RFC 8785) of its files, and the hash that names it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

import rfc8785

FORMAT = "sahulat-service/1"
TEXT_ONLY = ("text/", "journeys/", "README")


class SealBroken(Exception):
    """Sealed bytes aren't what was sealed: loud."""


def seal(key: str, files: Mapping[str, str]) -> bytes:
    """The canonical bytes of a package: the same for the same files, whatever wrote them."""
    return rfc8785.dumps({"format": FORMAT, "key": key, "files": dict(files)})


def unseal(content: bytes, sha256: str) -> tuple[str, dict[str, str]]:
    """(key, files). Raises SealBroken when the bytes have another hash."""
    if hashlib.sha256(content).hexdigest() != sha256:
        raise SealBroken(sha256)
    data = json.loads(content)
    return data["key"], data["files"]


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def structure_digest(key: str, files: Mapping[str, str]) -> str:
    """The hash of all that isn't text: two versions with the same one differ in wording alone."""
    return digest(seal(key, {path: text for path, text in files.items() if not path.startswith(TEXT_ONLY)}))
