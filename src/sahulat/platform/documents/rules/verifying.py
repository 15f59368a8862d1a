"""Whether a PDF is signed by somebody we trust and unchanged since."""

from __future__ import annotations

import io
import struct
import zlib
from datetime import datetime

from cryptography import x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import ValidationError

from sahulat.platform.documents.rules.signing import as_asn1
from sahulat.platform.documents.types import SignatureVerdict

# What pyHanko and the libraries beneath it raise over a PDF that somebody damaged or made up.
UNREADABLE = (
    PdfError, SigningError, SignatureValidationError, ValidationError, ValueError, TypeError, KeyError, IndexError,
    AttributeError, AssertionError, OverflowError, NotImplementedError, RecursionError, OSError, EOFError,
    zlib.error, struct.error,
)  # fmt: skip
BROKEN = SignatureVerdict(
    signed=False, intact=False, trusted=False, covers_all=False, signer="", signed_at=None, why="unreadable"
)
UNSIGNED = SignatureVerdict(
    signed=False, intact=False, trusted=False, covers_all=False, signer="", signed_at=None, why="unsigned"
)


def verify_pdf(pdf: bytes, *, root: x509.Certificate, now: datetime) -> SignatureVerdict:
    """The verdict on the first signature, with `root` as the only certificate trusted. Total: it never raises."""
    try:
        signatures = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
        if not signatures:
            return UNSIGNED
        status = validate_pdf_signature(signatures[0], _trusting(root, now))
        return _verdict(status)
    except UNREADABLE:
        return BROKEN


def _trusting(root: x509.Certificate, now: datetime) -> ValidationContext:
    # Our signers' certificates have no revocation address; a withdrawn document is found in our books instead.
    return ValidationContext(trust_roots=[as_asn1(root)], allow_fetching=False, moment=now, revocation_mode="soft-fail")


def _verdict(status: PdfSignatureStatus) -> SignatureVerdict:
    certificate = status.signing_cert
    return SignatureVerdict(
        signed=True,
        intact=bool(status.intact and status.valid),
        trusted=bool(status.trusted),
        covers_all=status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
        signer=str(certificate.subject.human_friendly) if certificate is not None else "",
        signed_at=status.signer_reported_dt,
        why="" if status.bottom_line else "changed-or-untrusted",
    )
