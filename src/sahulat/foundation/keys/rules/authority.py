"""A small certificate authority: the root made at first start, and the certificates that it signs.

The demo's papers are signed under it. A real installation puts the certificates of an accredited
authority in its place, behind the same Signer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID

ROOT_YEARS = 20
BACKDATED = timedelta(days=60)  # clocks of verifiers differ, and a demo begins with documents that are weeks old
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class KeyPair:
    """A private key with its certificates, own first and root last. Never printed."""

    private: ec.EllipticCurvePrivateKey
    chain: tuple[x509.Certificate, ...]

    def __repr__(self) -> str:
        return f"KeyPair({self.chain[0].subject.rfc4514_string()})"

    def to_pem(self) -> bytes:
        """Key and chain in one text, so that one rename stores both or neither."""
        key = self.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        return key + b"".join(each.public_bytes(Encoding.PEM) for each in self.chain)

    @classmethod
    def from_pem(cls, pem: bytes) -> KeyPair:
        """The inverse of `to_pem`. Raises ValueError when it isn't an EC key with certificates."""
        private = load_pem_private_key(pem, password=None)
        if not isinstance(private, ec.EllipticCurvePrivateKey):
            raise ValueError("not an elliptic-curve key")  # noqa: TRY004 - the content is wrong, not a type
        return cls(private=private, chain=tuple(x509.load_pem_x509_certificates(pem)))


def _name(common: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "PK"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _usage(*, authority: bool = False, seals: bool = False) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=seals,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def _draft(
    *, subject: x509.Name, issuer: x509.Name, public: ec.EllipticCurvePublicKey, now: datetime, years: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - BACKDATED)
        .not_valid_after(now + years * YEAR)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def new_root(*, common: str, organisation: str, now: datetime) -> KeyPair:
    """A self-signed root that may sign certificates of signers and nothing below them."""
    private = ec.generate_private_key(ec.SECP256R1())
    name = _name(common, organisation)
    certificate = (
        _draft(subject=name, issuer=name, public=private.public_key(), now=now, years=ROOT_YEARS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(authority=True), critical=True)
        .sign(private, hashes.SHA256())
    )
    return KeyPair(private=private, chain=(certificate,))


def new_signer(root: KeyPair, *, common: str, organisation: str, now: datetime, years: int, seals: bool) -> KeyPair:
    """A signing key under `root`; `seals` adds contentCommitment, which document seals must have."""
    private = ec.generate_private_key(ec.SECP256R1())
    issuer = root.chain[0]
    certificate = (
        _draft(
            subject=_name(common, organisation),
            issuer=issuer.subject,
            public=private.public_key(),
            now=now,
            years=years,
        )
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(seals=seals), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root.private.public_key()), critical=False)
        .sign(root.private, hashes.SHA256())
    )
    return KeyPair(private=private, chain=(certificate, issuer))
