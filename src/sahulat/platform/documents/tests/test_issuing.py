"""A document is frozen, signed over exactly those bytes, recorded once, and can be withdrawn."""

from __future__ import annotations

import random
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from django.db import DatabaseError, transaction

from sahulat.foundation.access.public import Forbidden
from sahulat.foundation.access.types import Actor
from sahulat.foundation.files.testing import a_pdf
from sahulat.foundation.jobs.testing import run_waiting_jobs
from sahulat.foundation.keys.public import new_data_key, signer, trust_root
from sahulat.kernel.references import Reference
from sahulat.kernel.refusals import FieldsRefused
from sahulat.platform.accounts.testing import actor_of, an_account
from sahulat.platform.documents.models import FrozenDocument, IssuedDocument
from sahulat.platform.documents.public import (
    document_by_code,
    frozen_content,
    frozen_picture,
    issue,
    issued_content,
    issued_documents,
    my_documents,
    record_issued,
    revoke,
    verify_signature,
)
from sahulat.platform.documents.queries import issued_here
from sahulat.platform.documents.rules.codes import grouped
from sahulat.platform.documents.rules.signing import sign_pdf
from sahulat.platform.documents.testing import SYSTEM, a_frozen_document, an_issued_document
from sahulat.platform.documents.types import AlreadyRevoked, DocumentUnknown, FrozenChanged, State
from sahulat.platform.organisations.testing import a_post
from sahulat.platform.people.testing import a_person

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)

pytestmark = pytest.mark.django_db


def test_freezing_the_same_again_gives_the_same_bytes(tmp_path: Path) -> None:
    case, holder, key = uuid4(), a_person(NOW), new_data_key(now=NOW, owner="t")
    first = a_frozen_document(tmp_path, NOW, case_ref=case, holder=holder, key=key)
    again = a_frozen_document(tmp_path, LATER, case_ref=case, holder=holder, key=key)
    assert again == first
    assert frozen_content(first.id).startswith(b"%PDF-")
    assert (frozen_picture(first.id, 0) or b"").startswith(b"\x89PNG")
    assert frozen_picture(first.id, first.pages) is None


def test_a_letter_that_no_font_has_does_not_stop_a_case(tmp_path: Path) -> None:
    frozen = a_frozen_document(tmp_path, NOW, name="Ayesha 北 Ḇano")
    assert frozen_content(frozen.id).startswith(b"%PDF-")


def test_other_contents_are_another_revision_with_the_same_number(tmp_path: Path) -> None:
    case, holder, key = uuid4(), a_person(NOW), new_data_key(now=NOW, owner="t")
    first = a_frozen_document(tmp_path, NOW, case_ref=case, holder=holder, key=key)
    second = a_frozen_document(tmp_path, LATER, case_ref=case, holder=holder, key=key, name="Ayesha Begum")
    assert second.number == first.number
    assert second.sha256 != first.sha256
    assert Reference.parse(first.number).prefix == "PB-SML-26"
    with pytest.raises(FrozenChanged):
        issue(actor=SYSTEM, now=LATER, frozen_id=first.id, sha256=first.sha256)


def test_a_frozen_document_never_changes(tmp_path: Path) -> None:
    frozen = a_frozen_document(tmp_path, NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        FrozenDocument.objects.filter(id=frozen.id).update(sha256="0" * 64)


def test_only_what_was_approved_is_signed(tmp_path: Path) -> None:
    frozen = a_frozen_document(tmp_path, NOW)
    with pytest.raises(FrozenChanged):
        issue(actor=SYSTEM, now=NOW, frozen_id=frozen.id, sha256="0" * 64)


def test_the_signature_covers_exactly_the_frozen_bytes(tmp_path: Path) -> None:
    issued = an_issued_document(tmp_path, NOW)
    signed = issued_content(issued.id)
    assert signed.startswith(frozen_content(issued.frozen_id))
    verdict = verify_signature(signed, now=LATER)
    assert verdict.holds
    assert verdict.signed_at == NOW


def test_a_flipped_byte_makes_it_invalid(tmp_path: Path, seed: int) -> None:
    signed = issued_content(an_issued_document(tmp_path, NOW).id)
    frozen_length = FrozenDocument.objects.count() and len(frozen_content(FrozenDocument.objects.get().id))
    places = random.Random(seed).sample(range(frozen_length), 60)
    for place in places:
        flipped = bytearray(signed)
        flipped[place] ^= 1 << (place % 8)
        assert not verify_signature(bytes(flipped), now=LATER).holds, place


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="pdfsig (poppler-utils) is not installed")
def test_poppler_agrees(tmp_path: Path) -> None:
    signed = issued_content(an_issued_document(tmp_path, NOW).id)
    (tmp_path / "good.pdf").write_bytes(signed)
    flipped = bytearray(signed)
    flipped[len(signed) // 3] ^= 1
    (tmp_path / "bad.pdf").write_bytes(bytes(flipped))
    said = {
        name: subprocess.run(["pdfsig", str(tmp_path / name)], capture_output=True, text=True, check=False).stdout
        for name in ("good.pdf", "bad.pdf")
    }
    assert "Signature is Valid" in said["good.pdf"]
    assert "Total document signed" in said["good.pdf"]
    assert "ETSI.CAdES.detached" in said["good.pdf"]
    assert "Signature is Valid" not in said["bad.pdf"]


def test_what_somebody_appended_is_noticed(tmp_path: Path) -> None:
    signed = issued_content(an_issued_document(tmp_path, NOW).id)
    assert not verify_signature(signed + b"\n% more", now=LATER).holds or signed == b""


def test_nonsense_and_unsigned_files_are_no_signature() -> None:
    for content in (b"", b"%PDF-1.7 nonsense", a_pdf(), b"\x00" * 1000):
        assert not verify_signature(content, now=NOW).holds


def test_a_strangers_signature_is_not_trusted(tmp_path: Path) -> None:
    signed = sign_pdf(a_pdf(), key=signer("audit"), at=NOW, name="x", reason="x", location="x")
    assert not verify_signature(signed, now=NOW).holds
    assert trust_root().public_bytes(Encoding.PEM)


def test_signing_twice_issues_once(tmp_path: Path) -> None:
    frozen = a_frozen_document(tmp_path, NOW)
    for _ in range(3):
        issue(actor=SYSTEM, now=NOW, frozen_id=frozen.id, sha256=frozen.sha256)
    run_waiting_jobs(NOW)
    first = IssuedDocument.objects.get()
    again = record_issued(actor=SYSTEM, now=LATER, frozen_id=frozen.id, signed=a_pdf())
    assert (again.id, again.sha256) == (first.id, first.sha256)
    issue(actor=SYSTEM, now=LATER, frozen_id=frozen.id, sha256=frozen.sha256)
    assert run_waiting_jobs(LATER) == 0


def test_only_the_system_records(tmp_path: Path) -> None:
    frozen = a_frozen_document(tmp_path, NOW)
    with pytest.raises(Forbidden):
        record_issued(actor=actor_of(an_account(NOW)), now=NOW, frozen_id=frozen.id, signed=a_pdf())


def test_the_holder_finds_it_and_nobody_else(tmp_path: Path) -> None:
    account = an_account(NOW)
    issued = an_issued_document(tmp_path, NOW, holder=account.person_id)
    (mine,) = my_documents(actor=actor_of(account), now=LATER)
    assert (mine.id, mine.state(LATER.date())) == (issued.id, State.VALID)
    assert my_documents(actor=actor_of(an_account(NOW, mobile="+923019999999")), now=LATER) == ()


def test_it_is_found_by_code_and_number_only_together(tmp_path: Path) -> None:
    issued = an_issued_document(tmp_path, NOW)
    assert document_by_code(token=issued.token).id == issued.id
    assert document_by_code(token=grouped(issued.token).lower(), number=issued.number.replace("-", " ")).id == issued.id
    other = str(Reference(prefix="PB-SML-26", number=1, digits=6))
    for token, number in ((issued.token, other), ("0" * 16, issued.number), ("", issued.number), (issued.token, "x")):
        with pytest.raises(DocumentUnknown):
            document_by_code(token=token, number=number)


def test_withdrawing_is_for_the_post_that_issued_it(tmp_path: Path) -> None:
    issued = an_issued_document(tmp_path, NOW)
    account = an_account(NOW)
    post = FrozenDocument.objects.get(id=issued.frozen_id).issuer_post_id
    with pytest.raises(Forbidden):
        revoke(actor=actor_of(account), now=LATER, document_id=issued.id, reason="mistake")
    revoke(actor=actor_of(account, post_id=post), now=LATER, document_id=issued.id, reason="mistake")
    assert document_by_code(token=issued.token).state(LATER.date()) is State.REVOKED
    with pytest.raises(AlreadyRevoked):
        revoke(actor=Actor.system(), now=LATER, document_id=issued.id, reason="again")


def test_a_post_of_the_same_role_agency_and_place_may_withdraw_and_sees_it_and_no_other_may(tmp_path: Path) -> None:
    issued = an_issued_document(tmp_path, NOW)
    account, reason = an_account(NOW), "mistake"
    successor, other_role = a_post(NOW, code="multan-clerk-2"), a_post(NOW, role="inspector")
    assert issued_here(actor=actor_of(account, post_id=other_role)) == issued_here(actor=actor_of(account)) == ()
    assert issued_here(actor=actor_of(account, post_id=successor), number="PB-SML-26-000000-0") == ()
    with pytest.raises(Forbidden):
        revoke(actor=actor_of(account, post_id=other_role), now=LATER, document_id=issued.id, reason=reason)
    (seen,) = issued_here(actor=actor_of(account, post_id=successor), number=issued.number.replace("-", " "))
    revoke(actor=actor_of(account, post_id=successor), now=LATER, document_id=seen.id, reason=reason)
    assert IssuedDocument.objects.get().revoked_by_post == successor


def test_withdrawing_needs_a_reason(tmp_path: Path) -> None:
    with pytest.raises(FieldsRefused):
        revoke(actor=SYSTEM, now=LATER, document_id=an_issued_document(tmp_path, NOW).id, reason="  ")
    assert IssuedDocument.objects.get().revoked_at is None


def test_every_issued_document_is_handed_out_with_its_bytes(tmp_path: Path) -> None:
    issued = an_issued_document(tmp_path, NOW)
    ((value, content),) = list(issued_documents())
    assert (value.id, content) == (issued.id, issued_content(issued.id))
