"""Uploads: kept as far as allowed, dropped beyond, and the form's other fields never lost."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from sahulat.foundation.files.public import Allowed, FileTooLarge, uploaded_content
from sahulat.foundation.files.web import FilesHost, OversizedFile

FIVE_MB = Allowed(frozenset({"application/pdf"}), 5_000_000)


def posted(**fields: object) -> HttpRequest:
    request = RequestFactory().post("/en/apply/", fields)
    seen: list[HttpRequest] = []

    def answer(asked: HttpRequest) -> HttpResponse:
        seen.append(asked)
        return HttpResponse()

    FilesHost(answer)(request)
    return seen[0]


def test_an_upload_within_the_limit_arrives_whole() -> None:
    request = posted(scan=SimpleUploadedFile("scan.pdf", b"%PDF-" + bytes(100_000)), name="نام")
    assert uploaded_content(request.FILES["scan"], FIVE_MB) == b"%PDF-" + bytes(100_000)
    assert request.POST["name"] == "نام"


def test_fifty_megabytes_are_refused_and_what_was_typed_stays() -> None:
    request = posted(before="typed", scan=SimpleUploadedFile("scan.pdf", bytes(50_000_000)), after="typed too")
    upload = request.FILES["scan"]
    assert (type(upload), upload.size, upload.name) == (OversizedFile, 50_000_000, "scan.pdf")
    assert (request.POST["before"], request.POST["after"]) == ("typed", "typed too")
    with pytest.raises(FileTooLarge):
        uploaded_content(upload, FIVE_MB)


def test_six_megabytes_are_refused_where_five_are_allowed() -> None:
    request = posted(scan=SimpleUploadedFile("scan.pdf", bytes(6_000_000)))
    with pytest.raises(FileTooLarge):
        uploaded_content(request.FILES["scan"], FIVE_MB)


def test_many_files_share_one_requests_room() -> None:
    request = posted(**{f"scan{n}": SimpleUploadedFile(f"{n}.pdf", bytes(8_000_000)) for n in range(4)})
    assert [type(upload) for upload in request.FILES.values()].count(OversizedFile) == 2


def test_a_body_past_any_sense_is_not_read_at_all() -> None:
    request = RequestFactory().post("/en/apply/", {"a": "1"})
    request.META["CONTENT_LENGTH"] = str(400_000_000)
    response = FilesHost(lambda asked: HttpResponse())(request)
    assert response.status_code == 413
    assert "smaller than 300 MB" in response.content.decode()
