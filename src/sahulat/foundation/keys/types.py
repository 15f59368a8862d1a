"""What other rooms need to name: the Signer protocol and this room's refusals."""

from __future__ import annotations

from typing import Protocol

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from sahulat.kernel.refusals import N_, Refusal


class Signer(Protocol):
    """Signs bytes with one private key that it doesn't show. A file today, PKCS#11 later."""

    @property
    def key_id(self) -> str:
        """Name of this very key, such as "audit-1": what `verify_signature` is asked with later."""

    @property
    def public_key(self) -> ec.EllipticCurvePublicKey:
        """The public half (P-256)."""

    @property
    def certificate_chain(self) -> tuple[x509.Certificate, ...]:
        """Own certificate first, the root last."""

    def sign(self, data: bytes) -> bytes:
        """ECDSA with SHA-256 over `data` (hashed here), DER-encoded."""


class KeyShredded(Refusal):
    """What this key protected was erased on purpose; nobody can read it again."""

    code = "keys.key-shredded"
    status = 410
    message = N_("This information was erased and can't be shown any more.")


class KeysMissing(Exception):
    """The key folder lacks a file that it must have: a broken installation, so loud."""


class CiphertextAltered(Exception):
    """The ciphertext, its key or what it was bound to isn't what was encrypted: loud."""
