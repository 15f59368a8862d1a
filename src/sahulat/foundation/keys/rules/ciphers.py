"""The cipher formats: AES-256-GCM for data and for wrapped keys, HKDF and HMAC for derived keys.

Data:    version (1) | data key id (16) | nonce (12) | ciphertext and tag
Wrapped: version (1) | master key number (2) | nonce (12) | ciphertext and tag
MAC:     version (1) | master key number (2) | HMAC-SHA-256 (32)

Header bytes are part of the associated data, so that no field can be swapped unseen.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sahulat.foundation.keys.types import CiphertextAltered

VERSION = b"\x01"
KEY_BYTES = 32
NONCE_BYTES = 12
WRAP_HEADER = 1 + 2


def new_key() -> bytes:
    """A fresh random key of 256 bits."""
    return os.urandom(KEY_BYTES)


def derive(master: bytes, purpose: str) -> bytes:
    """A key of its own for each purpose, from one master (HKDF-SHA-256, RFC 5869)."""
    info = b"sahulat:" + purpose.encode()
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(master)


def _seal(key: bytes, header: bytes, data: bytes, bound_to: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return header + nonce + AESGCM(key).encrypt(nonce, data, header + bound_to)


def _open(key: bytes, header: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    body = len(header) + NONCE_BYTES
    if sealed[: len(header)] != header or len(sealed) < body:
        raise CiphertextAltered("header")
    try:
        return AESGCM(key).decrypt(sealed[len(header) : body], sealed[body:], header + bound_to)
    except InvalidTag as why:
        raise CiphertextAltered("tag") from why


def seal_data(key: bytes, key_id: UUID, data: bytes, field: str) -> bytes:
    """Encrypt under a data key, bound to that key's id and to the field's name."""
    return _seal(key, VERSION + key_id.bytes, data, field.encode())


def open_data(key: bytes, key_id: UUID, sealed: bytes, field: str) -> bytes:
    """The inverse of `seal_data`. Raises CiphertextAltered."""
    return _open(key, VERSION + key_id.bytes, sealed, field.encode())


def wrap(master: bytes, number: int, key: bytes, bound_to: str) -> bytes:
    """Encrypt a data key under the master key of that number."""
    return wrap_with(derive(master, "wrap"), number, key, bound_to)


def wrap_with(wrapping: bytes, number: int, key: bytes, bound_to: str) -> bytes:
    """`wrap` with the wrapping key already derived: deriving it is half the work of wrapping many."""
    return _seal(wrapping, VERSION + number.to_bytes(2, "big"), key, bound_to.encode())


def master_number(sealed: bytes) -> int:
    """Which master key wrapped a key or made a MAC. Raises CiphertextAltered for an unknown version."""
    if sealed[:1] != VERSION or len(sealed) < WRAP_HEADER:
        raise CiphertextAltered("version")
    return int.from_bytes(sealed[1:WRAP_HEADER], "big")


def unwrap(master: bytes, sealed: bytes, bound_to: str) -> bytes:
    """The inverse of `wrap`. Raises CiphertextAltered."""
    return _open(derive(master, "wrap"), sealed[:WRAP_HEADER], sealed, bound_to.encode())


def make_mac(key: bytes, number: int, data: bytes) -> bytes:
    """HMAC-SHA-256 with the number of the master key that `key` was derived from in front."""
    header = VERSION + number.to_bytes(2, "big")
    return header + hmac.digest(key, header + data, hashlib.sha256)


def same_mac(key: bytes, number: int, data: bytes, given: bytes) -> bool:
    """Whether `given` is the MAC of `data`, compared in constant time."""
    return hmac.compare_digest(make_mac(key, number, data), given)
