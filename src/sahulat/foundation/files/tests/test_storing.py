"""Stored files: bytes before rows, read under their keys, linked for a while, disposed of in time."""

from __future__ import annotations

import base64
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from sahulat.foundation.access.public import EVERYONE, Forbidden, SignInNeeded, authorise, operation
from sahulat.foundation.access.types import Actor, DataClass
from sahulat.foundation.files import public as files
from sahulat.foundation.files.models import File
from sahulat.foundation.files.queries import shelf
from sahulat.foundation.files.testing import PROGRAM, SCANS, a_pdf, an_image
from sahulat.foundation.files.web import FilesHost
from sahulat.foundation.keys.public import KeyShredded, new_data_key, shred
from sahulat.foundation.keys.testing import make_keys
from sahulat.kernel import clock

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
CITIZEN, SYSTEM = Actor.anonymous(request_id="test"), Actor.system()
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def state(settings: Settings, tmp_path: Path) -> None:
    settings.SAHULAT_STATE = tmp_path
    make_keys(NOW)


def stored(content: bytes, *, name: str = "scan.pdf", key_id: UUID | None = None, **more: Any) -> files.StoredFile:
    return files.store(
        actor=CITIZEN, now=NOW, content=content, name=name, allowed=SCANS, key_id=key_id,
        data_class=DataClass.CONFIDENTIAL, **more,
    )  # fmt: skip


def opened(link: str, *, at: datetime = NOW, method: str = "get", host: str | None = None) -> HttpResponse:
    parts = urlsplit(link)
    request = getattr(RequestFactory(), method)(unquote(parts.path), headers={"host": host or parts.netloc})
    previous = clock.install(clock.FixedClock(at))
    try:
        return FilesHost(lambda _: HttpResponse("a page of ours"))(request)
    finally:
        clock.install(previous)


def bytes_kept() -> int:
    return len([path for path in shelf().root.rglob("*") if path.is_file()])


def test_a_scan_is_kept_and_read_again() -> None:
    scan = stored(a_pdf(), name="شناختی کارڈ.PDF")
    assert (scan.media_type, scan.name, scan.size) == ("application/pdf", "شناختی کارڈ.pdf", len(a_pdf()))
    assert files.read(scan.id) == a_pdf()
    assert files.stored_file(scan.id) == scan


def test_a_refused_file_leaves_neither_row_nor_bytes() -> None:
    with pytest.raises(files.FileTypeMismatch):
        stored(PROGRAM)
    assert not File.objects.exists()
    assert bytes_kept() == 0


def test_two_stores_of_the_same_bytes_are_two_files_on_one_copy() -> None:
    one, other = stored(a_pdf()), stored(a_pdf())
    assert one.id != other.id
    assert bytes_kept() == 1


def test_an_encrypted_file_lies_unreadable_and_goes_with_its_key() -> None:
    key_id = new_data_key(now=NOW, owner="cases.case:1")
    scan = stored(a_pdf(), key_id=key_id)
    assert b"%PDF" not in next(path for path in shelf().root.rglob("*") if path.is_file()).read_bytes()
    assert files.read(scan.id) == a_pdf()
    shred(key_id, now=NOW)
    with pytest.raises(KeyShredded):
        files.read(scan.id)
    assert opened(files.link(scan.id, now=NOW)).status_code == 410


class CutOff(Exception):
    """The process's end, at a chosen place."""


@operation(EVERYONE)
def store_and_be_cut_off(*, actor: Actor, now: datetime) -> None:
    authorise(actor, EVERYONE)
    stored(a_pdf())
    raise CutOff


def test_a_crash_between_bytes_and_row_leaves_only_bytes_that_are_swept_after_a_day() -> None:
    with pytest.raises(CutOff):
        store_and_be_cut_off(actor=CITIZEN, now=NOW)
    assert not File.objects.exists()
    assert bytes_kept() == 1
    soon = datetime.now(UTC)
    assert files.sweep(actor=SYSTEM, now=soon) == 0
    assert files.sweep(actor=SYSTEM, now=soon + timedelta(days=1, minutes=1)) == 1
    assert bytes_kept() == 0


def test_after_such_a_crash_the_same_file_is_stored_as_if_nothing_had_been() -> None:
    with pytest.raises(CutOff):
        store_and_be_cut_off(actor=CITIZEN, now=NOW)
    assert files.read(stored(a_pdf()).id) == a_pdf()
    assert bytes_kept() == 1


def test_the_sweeper_leaves_what_a_row_names() -> None:
    scan = stored(a_pdf())
    assert files.sweep(actor=SYSTEM, now=datetime.now(UTC) + timedelta(days=400)) == 0
    assert files.read(scan.id) == a_pdf()


def test_files_are_disposed_of_when_their_time_is_over_but_not_under_legal_hold() -> None:
    over = stored(a_pdf(), dispose_on=date(2026, 11, 23))
    held = stored(a_pdf(pages=2), dispose_on=date(2026, 11, 23))
    later = stored(a_pdf(pages=3), dispose_on=date(2026, 11, 24))
    files.hold(actor=SYSTEM, now=NOW, file_id=held.id, held=True)
    assert files.dispose_of_due(actor=SYSTEM, now=NOW) == 1
    assert files.dispose_of_due(actor=SYSTEM, now=NOW) == 0
    with pytest.raises(files.FileGone):
        files.read(over.id)
    assert files.read(held.id)
    assert files.read(later.id)
    assert files.sweep(actor=SYSTEM, now=datetime.now(UTC) + timedelta(days=2)) == 1


def test_bytes_that_another_file_shares_outlive_disposal() -> None:
    stored(a_pdf(), dispose_on=date(2026, 11, 1))
    kept = stored(a_pdf())
    files.dispose_of_due(actor=SYSTEM, now=NOW)
    assert files.sweep(actor=SYSTEM, now=datetime.now(UTC) + timedelta(days=2)) == 0
    assert files.read(kept.id) == a_pdf()


def test_only_the_installation_disposes_and_sweeps() -> None:
    with pytest.raises((Forbidden, SignInNeeded)):
        files.sweep(actor=CITIZEN, now=NOW)
    with pytest.raises((Forbidden, SignInNeeded)):
        files.dispose_of_due(actor=CITIZEN, now=NOW)


def test_a_link_opens_the_file_on_the_files_host_guarded() -> None:
    link = files.link(stored(a_pdf()).id, now=NOW, name="سند.pdf")
    response = opened(link)
    assert (response.status_code, response.content) == (200, a_pdf())
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename*=UTF-8''%D8%B3")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox")
    assert not response.cookies


def test_a_picture_is_shown_in_place() -> None:
    response = opened(files.link(stored(an_image("JPEG"), name="card.jpeg").id, now=NOW))
    assert response["Content-Disposition"] == "inline; filename*=UTF-8''card.jpg"


@pytest.mark.parametrize("minutes", [10, 60, 60 * 24 * 400])
def test_a_link_is_over_after_ten_minutes(minutes: int) -> None:
    link = files.link(stored(a_pdf()).id, now=NOW)
    assert opened(link, at=NOW + timedelta(minutes=minutes)).status_code == 404
    assert opened(link, at=NOW + timedelta(minutes=9)).status_code == 200


def test_a_changed_link_opens_nothing() -> None:
    link = files.link(stored(a_pdf()).id, now=NOW, name="scan.pdf")
    start, token, name = link.rpartition("/f/")[0], *link.rpartition("/f/")[2].split("/")
    for other in (f"{'A' if token[0] != 'A' else 'B'}{token[1:]}", token[:-2], "", "x" * 30, token + "?"):
        assert opened(f"{start}/f/{other}/{name}").status_code == 404
    assert opened(f"{start}/f/{token}/other.html").status_code == 404


@pytest.mark.parametrize("path", ["/", "/en/", "/f/", "/f/a/b/c", "/static/x.css", "/healthz"])
def test_the_files_host_has_no_other_page(path: str) -> None:
    response = opened(f"http://files.localhost:8000{path}")
    assert (response.status_code, response.content) == (404, b"")


def test_the_files_host_only_gives(settings: Settings) -> None:
    link = files.link(stored(a_pdf()).id, now=NOW)
    assert opened(link, method="post").status_code == 404


def test_a_forged_link_with_an_absurd_end_opens_nothing_and_breaks_nothing() -> None:
    link = files.link(stored(a_pdf()).id, now=NOW, name="scan.pdf")
    forged = base64.urlsafe_b64encode(bytes(16) + b"\xff" * 37).rstrip(b"=").decode()
    assert opened(f"{link.rpartition('/f/')[0]}/f/{forged}/scan.pdf").status_code == 404


def test_on_the_main_host_the_link_is_just_another_page() -> None:
    link = files.link(stored(a_pdf()).id, now=NOW)
    assert opened(link, host="localhost:8000").content == b"a page of ours"
