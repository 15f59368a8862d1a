"""Anybody checks a document: by its square, by number and code, by the file; in both languages."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sahulat.foundation.access.types import Actor
from sahulat.foundation.files.testing import a_pdf
from sahulat.kernel import clock
from sahulat.platform.accounts.public import spend_tries
from sahulat.platform.accounts.testing import an_account, signed_in
from sahulat.platform.accounts.types import Limit
from sahulat.platform.documents.models import IssuedDocument
from sahulat.platform.documents.public import issued_content, revoke
from sahulat.platform.documents.testing import an_issued_document
from sahulat.platform.documents.web import checking
from sahulat.platform.organisations.testing import a_post, appointed

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued(tmp_path: Path) -> IssuedDocument:
    return an_issued_document(tmp_path, NOW)


@pytest.mark.parametrize(("lang", "words"), [("en", "Genuine, and it holds"), ("ur", "اصلی ہے، اور درست ہے")])
def test_the_square_leads_to_a_page_that_says_it_holds(issued: IssuedDocument, lang: str, words: str) -> None:
    page = Client().get(f"/{lang}/verify/{issued.token}/").content.decode()
    assert words in page
    assert issued.number in page
    assert ("A••• B•••" if lang == "en" else "ع••• ب•••") in page
    assert "Ayesha Bano" not in page


def test_a_withdrawn_document_says_so(issued: IssuedDocument) -> None:
    revoke(actor=Actor.system(), now=NOW, document_id=issued.id, reason="mistake")
    page = Client().get(f"/en/verify/{issued.token}/").content.decode()
    assert "Withdrawn: it no longer holds" in page
    assert "Genuine, and it holds" not in page


def test_a_guessed_code_tells_nothing(issued: IssuedDocument) -> None:
    answer = Client().get("/en/verify/0000000000000000/")
    assert answer.status_code == 404
    assert issued.number not in answer.content.decode()


def test_number_and_code_are_typed(issued: IssuedDocument) -> None:
    good = Client().post("/en/verify/", {"number": issued.number, "code": issued.token.lower()})
    assert "Genuine, and it holds" in good.content.decode()
    wrong = Client().post("/en/verify/", {"number": issued.number, "code": "0" * 16})
    assert wrong.status_code == 404
    assert issued.number in wrong.content.decode(), "what was typed is still there"
    empty = Client().post("/ur/verify/", {})
    assert empty.status_code == 422
    assert 'href="#number"' in empty.content.decode()


def checked(content: bytes, name: str = "paper.pdf") -> str:
    answer = Client().post("/en/verify/file/", {"file": SimpleUploadedFile(name, content)})
    return answer.content.decode()


def test_the_file_itself_is_checked(issued: IssuedDocument) -> None:
    signed = issued_content(issued.id)
    assert "Genuine, and it holds" in checked(signed)
    flipped = bytearray(signed)
    flipped[2000] ^= 1
    assert "changed after it was signed" in checked(bytes(flipped)) or "no signature" in checked(bytes(flipped))
    assert "no signature of ours" in checked(a_pdf())
    assert "not a PDF" in checked(b"MZ\x90 an exe", "paper.pdf")
    assert "smaller than 20 MB" in checked(b"%PDF-" + b"x" * 20_000_001)


@pytest.mark.parametrize(
    ("limit", "address", "asked"),
    [
        (checking.CHECKS_BY_NUMBER, "/en/verify/", {"number": "PB-SML-26-000000-0", "code": "0" * 16}),
        (checking.CHECKS_OF_FILES, "/ur/verify/file/", {"file": "%PDF-1.7 nonsense"}),
    ],
)
def test_a_machine_that_checks_without_end_is_told_to_wait(limit: Limit, address: str, asked: dict[str, str]) -> None:
    machine, now = "192.0.2.7", clock.now()
    for _ in range(limit.times - 1):
        spend_tries(actor=Actor.anonymous(request_id="x"), now=now, tries=[(limit, machine)])

    def asks(network: str) -> int:
        sent: dict[str, Any] = dict(asked)
        if "file" in sent:
            sent["file"] = SimpleUploadedFile("paper.pdf", sent["file"].encode())
        return Client(REMOTE_ADDR=network).post(address, sent).status_code

    assert asks(machine) != 429
    assert asks(machine) == 429
    assert asks("192.0.2.8") != 429


def test_my_documents_are_listed_and_downloaded(tmp_path: Path) -> None:
    account = an_account(NOW)
    mine = an_issued_document(tmp_path, NOW, holder=account.person_id)
    browser = signed_in(Client(), account, clock.now())
    assert mine.number in browser.get("/en/documents/").content.decode()
    assert "/f/" in browser.get(f"/en/documents/{mine.id}/")["Location"]
    stranger = signed_in(Client(), an_account(NOW, mobile="+923019999999"), clock.now())
    assert stranger.get(f"/en/documents/{mine.id}/").status_code == 403
    assert mine.number not in stranger.get("/ur/documents/").content.decode()


@pytest.mark.parametrize(("lang", "word"), [("en", "no longer holds"), ("ur", "اب درست نہیں")])
def test_an_officer_of_the_issuing_post_withdraws_it_at_the_desk(tmp_path: Path, lang: str, word: str) -> None:
    issued, now = an_issued_document(tmp_path, NOW), clock.now()
    account, post = an_account(now), a_post(now)
    appointed(now, account.person_id, post)
    desk = signed_in(Client(), account, now, post_id=post)
    listed = desk.get(f"/{lang}/desk/documents/").content.decode()
    address = f"/{lang}/desk/documents/{issued.id}/"
    assert address in listed
    assert desk.post(address, {"reason": " "}).status_code == 422
    assert desk.post(address, {"reason": "Issued by mistake"}).status_code == 302
    assert "Issued by mistake" in desk.get(address).content.decode()
    checked_now = Client().get(f"/{lang}/verify/{issued.token}/").content.decode()
    assert word in checked_now
    assert "Issued by mistake" not in checked_now


def test_who_holds_no_post_finds_no_desk(issued: IssuedDocument) -> None:
    citizen = signed_in(Client(), an_account(NOW), clock.now())
    assert citizen.get("/en/desk/documents/").status_code == 403
    assert citizen.post(f"/en/desk/documents/{issued.id}/", {"reason": "x"}).status_code == 403
    assert Client().get("/en/desk/documents/").status_code in (302, 401)
