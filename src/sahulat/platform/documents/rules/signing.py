"""PAdES baseline B signatures by pyHanko, with whatever key a Signer holds."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any, Protocol

from asn1crypto import algos  # type: ignore[import-untyped]
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.signers.pdf_signer import PdfSigner, PdfSigningSession
from pyhanko_certvalidator.registry import SimpleCertificateStore

FIELD = "Seal"
# An ECDSA P-256 signature in DER takes at most 72 bytes.
LONGEST_SIGNATURE = 72


class Key(Protocol):
    """Of keys' Signer, what signing a document needs."""

    @property
    def certificate_chain(self) -> tuple[x509.Certificate, ...]: ...

    def sign(self, data: bytes) -> bytes: ...


def as_asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    """A certificate in pyHanko's own representation."""
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


class _KeySigner(signers.Signer):
    """pyHanko's Signer over our Key: the private key never comes here."""

    def __init__(self, key: Key) -> None:
        chain = [as_asn1(each) for each in key.certificate_chain]
        registry = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        registry.register_multiple(chain)
        super().__init__(
            signing_cert=chain[0],
            cert_registry=registry,
            signature_mechanism=algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
        )
        self._key = key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        if digest_algorithm != "sha256":
            raise ValueError(f"documents are signed over sha256, not {digest_algorithm}")
        return b"\0" * LONGEST_SIGNATURE if dry_run else self._key.sign(data)


class _ClockedPdfSigner(PdfSigner):
    """Signs at the moment that it is told, not at the machine's."""

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._at = at

    def init_signing_session(self, *args: Any, **kwargs: Any) -> PdfSigningSession:
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self._at
        return session


def sign_pdf(pdf: bytes, *, key: Key, at: datetime, name: str, reason: str, location: str) -> bytes:
    """The PDF with a certifying signature appended; its first len(pdf) bytes are untouched.

    PAdES B-B, SHA-256, no change allowed afterwards. Not safe to repeat: an ECDSA signature differs each time.
    """
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        name=name,
        reason=reason,
        location=location,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    signer = _ClockedPdfSigner(meta, _KeySigner(key), at=at)
    out = signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), output=io.BytesIO())
    signed: bytes = out.getvalue()
    return signed
