"""What reads keys: encrypting, decrypting, MACs, keyed hashes and signers."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from uuid import UUID

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from sahulat.foundation.keys.models import DataKey
from sahulat.foundation.keys.models.folder import binding, derived, file_of, key_folder, newest, pair_of
from sahulat.foundation.keys.rules import ciphers
from sahulat.foundation.keys.rules.authority import KeyPair
from sahulat.foundation.keys.types import CiphertextAltered, KeyShredded, KeysMissing, Signer


def mac(purpose: str, data: bytes) -> bytes:
    """35 bytes: header with the key's number, then HMAC-SHA-256 under a key of this purpose alone."""
    path = key_folder().path
    number = newest(path, "master")
    return ciphers.make_mac(derived(path, f"master-{number}.key", f"mac:{purpose}"), number, data)


def verify_mac(purpose: str, data: bytes, given: bytes) -> bool:
    """Whether `given` came from `mac(purpose, data)`, also under an older master key."""
    try:
        number = ciphers.master_number(given)
        key = derived(key_folder().path, f"master-{number}.key", f"mac:{purpose}")
    except (CiphertextAltered, KeysMissing):
        return False
    return ciphers.same_mac(key, number, data, given)


def keyed_hash(purpose: str, value: str) -> bytes:
    """32 bytes by which a value is found without being stored: HMAC-SHA-256 of the text as given.

    Normalise first (digits of a Cnic, E.164 of a mobile). It never rotates, since searches compare it.
    """
    key = derived(key_folder().path, "search.key", f"search:{purpose}")
    return hmac.digest(key, value.encode(), hashlib.sha256)


def data_key(key_id: UUID) -> bytes:
    """A data key, unwrapped. Raises KeyShredded. Not cached: a shredded key must be gone at once."""
    row = DataKey.objects.get(id=key_id)
    if row.wrapped is None:
        raise KeyShredded
    wrapped = bytes(row.wrapped)
    master = file_of(key_folder().path, f"master-{ciphers.master_number(wrapped)}.key")
    return ciphers.unwrap(master, wrapped, binding(row.id, row.owner))


def newest_data_key(owner: str) -> UUID | None:
    """The newest key of an owner that isn't shredded, if there is one."""
    rows = DataKey.objects.filter(owner=owner, wrapped__isnull=False)
    return rows.order_by("-id").values_list("id", flat=True).first()


def encrypt(key_id: UUID, data: bytes, *, field: str = "") -> bytes:
    """Encrypt under an owner's key, bound to `field` (say "people.identifier.value"). Raises KeyShredded."""
    return ciphers.seal_data(data_key(key_id), key_id, data, field)


def decrypt(key_id: UUID, sealed: bytes, *, field: str = "") -> bytes:
    """The inverse of `encrypt`. Raises KeyShredded; CiphertextAltered for another field, key or byte."""
    return ciphers.open_data(data_key(key_id), key_id, bytes(sealed), field)


@dataclass(frozen=True, slots=True)
class FileSigner:
    """A Signer whose key is a file of the key folder."""

    key_id: str
    _pair: KeyPair

    @property
    def public_key(self) -> ec.EllipticCurvePublicKey:
        """The public half (P-256)."""
        return self._pair.private.public_key()

    @property
    def certificate_chain(self) -> tuple[x509.Certificate, ...]:
        """Own certificate first, the root last."""
        return self._pair.chain

    def sign(self, data: bytes) -> bytes:
        """ECDSA with SHA-256 over `data`, DER-encoded."""
        return self._pair.private.sign(data, ec.ECDSA(hashes.SHA256()))


def signer(name: str) -> Signer:
    """The signer of that name ("documents", "audit"), with its newest key. Raises KeysMissing."""
    path = key_folder().path
    key_id = f"{name}-{newest(path, name)}"
    return FileSigner(key_id=key_id, _pair=pair_of(path, key_id))


def verify_signature(*, key_id: str, data: bytes, signature: bytes) -> bool:
    """Whether one of our signers' keys, by its key_id, signed `data`; older keys count. False if unknown."""
    try:
        public = pair_of(key_folder().path, key_id).private.public_key()
        public.verify(signature, data, ec.ECDSA(hashes.SHA256()))
    except (InvalidSignature, KeysMissing):
        return False
    return True


def certificate_chain_pem(name: str) -> bytes:
    """A signer's certificates as PEM, own first, root last: what outside verifiers are given."""
    return b"".join(each.public_bytes(Encoding.PEM) for each in signer(name).certificate_chain)


def trust_root() -> x509.Certificate:
    """The root certificate that our signers' chains end in."""
    return pair_of(key_folder().path, "authority").chain[-1]


def keys_fit_database() -> bool:
    """Whether the key folder belongs to this database: its newest data key opens. For `doctor` and `run`."""
    row = DataKey.objects.filter(wrapped__isnull=False).order_by("-id").first()
    if row is None:
        return True
    try:
        data_key(row.id)
    except (CiphertextAltered, KeysMissing):
        return False
    return True
