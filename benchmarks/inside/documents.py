"""Freezing and signing certificates: the platform's steps, and Typst and pyHanko alone on the same document."""

from __future__ import annotations

import io
import json
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import typst
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from django.db import transaction
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from sahulat.foundation.access.types import Actor
from sahulat.foundation.files.public import read
from sahulat.kernel import clock
from sahulat.kernel.ids import new_id
from sahulat.platform.cases.models import Case
from sahulat.platform.cases.queries.contents import contents_of, issuer_of
from sahulat.platform.cases.queries.days import local_day
from sahulat.platform.catalogue.public import package
from sahulat.platform.documents.jobs import sign
from sahulat.platform.documents.models import FrozenDocument, IssuedDocument
from sahulat.platform.documents.operations import TEMPLATE, freeze
from sahulat.platform.documents.queries import font_folder
from sahulat.platform.documents.rules.drawing import LIBRARY, STANDARD
from sahulat.platform.documents.rules.templates import inputs

SYSTEM = Actor.system(request_id="bench")


def run(times: int) -> dict[str, Any]:
    """Seconds of each way, `times` times, in turn so that a busy machine disturbs all alike."""
    issued = IssuedDocument.objects.filter(kind="domicile-certificate").select_related("frozen").latest("id")
    case = Case.objects.get(id=issued.case_ref)
    ways = _ways(issued.frozen, case)
    found: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(times + 2):
        for name, way in ways.items():
            start = time.perf_counter()
            way(number)
            if number > 1:  # the first ones read fonts and keys
                found[name].append(time.perf_counter() - start)
    return {"seconds": found, "bytes": len(read(issued.file_id))}


def _ways(frozen: FrozenDocument, case: Case) -> dict[str, Callable[[int], object]]:
    now = clock.now()
    with transaction.atomic():
        unsigned = _freeze(case, frozen, now)
        transaction.set_rollback(True)
    content, alone = read(frozen.file_id), _pyhanko()
    assert unsigned is not None
    return {
        "freeze": lambda number: _rolled_back(lambda: _freeze(case, frozen, now + timedelta(seconds=number))),
        "typst": lambda number: _typst(frozen, number),
        "sign": lambda number: _rolled_back(lambda: _sign(case, frozen, now)),
        "pyhanko": lambda number: alone(content),
    }


def _rolled_back(act: Callable[[], object]) -> None:
    with transaction.atomic():
        act()
        transaction.set_rollback(True)


def _freeze(case: Case, like: FrozenDocument, now: datetime) -> UUID:
    """As `prepare_decision` does it: answers in words, a number, the PDF, its pictures, encrypted and stored."""
    assert case.key_id is not None
    return freeze(
        actor=SYSTEM,
        now=now,
        case_ref=new_id(now),
        version_id=case.version_id,
        kind=like.kind,
        contents=contents_of(case),
        issuer=issuer_of(like.issuer_post_id, now),
        holder_person_id=case.applicant_id,
        data_key_id=case.key_id,
        valid_from=local_day(now),
    ).id


def _sign(case: Case, like: FrozenDocument, now: datetime) -> None:
    """The job as a worker does it, on a frozen document of its own."""
    row = FrozenDocument.objects.get(id=like.id)
    row.id, row.case_ref, row.number, row.token = new_id(now), new_id(now), f"{row.number}-x", f"{row.token[:-1]}x"
    row.save(force_insert=True)
    sign(now=now, frozen_id=str(row.id))


def _typst(frozen: FrozenDocument, number: int) -> None:
    """Typst's own compiler on the same template, with fonts read once and other data each time."""
    template = package(frozen.version_id).parts[TEMPLATE]
    both = {"en": f"Sample {number}", "ur": f"نمونہ {number}"}
    form = package(frozen.version_id).parts["form.yaml"]
    data = inputs(
        template, title=both, agency=both, government=both, number=f"PB-DOM-26-{number:06d}-0",
        code="0000 0000 0000 0000", verify="sahulat.invalid/verify",
        qr='<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><path d="M0 0h8v8H0z"/></svg>', demo=True,
        answers=dict.fromkeys(form.names, both), issuer={"title": both, "holder": both}, since=both, until=both,
    )  # fmt: skip
    compiler = typst.Compiler(
        input=template.source.encode(),
        root=str(LIBRARY),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    compiler.compile(format="pdf", pdf_standards=[STANDARD])  # type: ignore[list-item]


_read_fonts: list[Any] = []


def _fonts() -> Any:
    if not _read_fonts:
        folder = str(font_folder())
        _read_fonts.append(typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]))
    return _read_fonts[0]


def _pyhanko() -> Callable[[bytes], object]:
    """pyHanko's own SimpleSigner with a throwaway P-256 key, PAdES, on bytes in memory."""
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Bench")])
    now = clock.now()
    made = x509.CertificateBuilder(name, name, private.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now).not_valid_after(now + timedelta(days=2))
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    certificate = made.add_extension(usage, critical=True).sign(private, hashes.SHA256())
    with tempfile.TemporaryDirectory(prefix="sb-") as folder:
        key_file, certificate_file = Path(folder) / "key.pem", Path(folder) / "certificate.pem"
        key_file.write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        certificate_file.write_bytes(certificate.public_bytes(Encoding.PEM))
        own = signers.SimpleSigner.load(str(key_file), str(certificate_file))  # type: ignore[no-untyped-call]
    assert own is not None
    meta = signers.PdfSignatureMetadata(
        field_name="Seal", md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES
    )
    return lambda content: signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(content)), meta, signer=own)
