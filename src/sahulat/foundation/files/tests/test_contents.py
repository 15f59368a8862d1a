"""What a content is, by looking into it."""

from __future__ import annotations

import resource
import time
import unicodedata
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahulat.foundation.files.rules.checking import SECONDS
from sahulat.foundation.files.rules.contents import CHECKS, max_megabytes, media_type_of
from sahulat.foundation.files.rules.names import safe_name
from sahulat.foundation.files.rules.pictures import check_picture
from sahulat.foundation.files.testing import (
    PROGRAM,
    SCANS,
    a_locked_pdf,
    a_pdf,
    a_pdf_that_unpacks_to,
    a_pdf_with_action,
    a_pdf_with_attachment,
    a_pdf_with_script,
    a_zip,
    an_image,
)
from sahulat.foundation.files.types import (
    Allowed,
    FileTooLarge,
    FileTypeMismatch,
    FileUnreadable,
    FileUnsafe,
)

ANYTHING = Allowed(frozenset(CHECKS), 5_000_000)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (a_pdf(), "application/pdf"),
        (an_image("PNG"), "image/png"),
        (an_image("JPEG"), "image/jpeg"),
        (an_image("WEBP"), "image/webp"),
        (a_zip({"service.yaml": b"name: x"}), "application/zip"),
        (b'{"a": 1}', "application/json"),
        ("سلام".encode(), "text/plain"),
        (a_pdf_with_action("URI", where="/A"), "application/pdf"),
        (a_pdf_that_unpacks_to(0), "application/pdf"),
    ],
)
def test_true_files_are_known_for_what_they_are(content: bytes, media_type: str) -> None:
    assert media_type_of(content, ANYTHING) == media_type


def test_a_program_named_pdf_is_refused_saying_what_is_allowed() -> None:
    with pytest.raises(FileTypeMismatch) as refusal:
        media_type_of(PROGRAM, SCANS)
    assert str(refusal.value) == (
        "The file must be one of: PDF, JPG, PNG. Save it as one of these and upload it again."
    )


@pytest.mark.parametrize("content", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", an_image("GIF")])
def test_what_is_not_allowed_is_refused(content: bytes) -> None:
    with pytest.raises(FileTypeMismatch):
        media_type_of(content, SCANS)


def test_an_allowed_kind_does_not_allow_another() -> None:
    with pytest.raises(FileTypeMismatch):
        media_type_of(an_image("PNG"), Allowed(frozenset({"application/pdf"}), 1_000_000))


@pytest.mark.parametrize("whole", [an_image("PNG", width=400), an_image("JPEG", width=400), an_image("WEBP")])
def test_a_picture_cut_off_is_refused(whole: bytes) -> None:
    with pytest.raises(FileUnreadable):
        media_type_of(whole[: len(whole) // 2], ANYTHING)


@pytest.mark.parametrize("content", [b"%PDF-1.7\nnothing", a_locked_pdf()])
def test_a_broken_or_locked_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(FileUnreadable):
        media_type_of(content, SCANS)


@pytest.mark.parametrize(
    "content",
    [
        a_pdf_with_script(),
        a_pdf_with_attachment(PROGRAM),
        a_pdf_with_attachment(b"harmless words"),
        *[a_pdf_with_action(kind) for kind in ("Launch", "SubmitForm", "GoToR", "GoToE", "NotInventedYet")],
        a_pdf_with_action("SubmitForm", where="/A"),
    ],
)
def test_a_pdf_that_can_do_more_than_be_read_is_refused(content: bytes) -> None:
    with pytest.raises(FileUnsafe):
        media_type_of(content, SCANS)


def test_a_picture_of_absurd_size_is_refused_unread() -> None:
    huge = bytearray(an_image("PNG"))
    huge[16:24] = (30_000).to_bytes(4, "big") * 2
    with pytest.raises(FileUnreadable):
        media_type_of(bytes(huge), SCANS)


def test_a_picture_in_sixteen_bits_is_measured_by_what_it_unpacks_to() -> None:
    huge = bytearray(an_image("PNG"))
    huge[16:24] = (7_000).to_bytes(4, "big") * 2
    huge[24:26] = bytes([16, 6])  # four channels of two bytes
    huge[29:33] = zlib.crc32(huge[12:29]).to_bytes(4, "big")
    with pytest.raises(FileUnreadable) as refusal:
        check_picture(bytes(huge), "PNG")
    assert refusal.value.__cause__ is None, "measured, not read"


def test_a_small_pdf_that_unpacks_to_gigabytes_is_refused_soon_and_costs_us_nothing() -> None:
    content = a_pdf_that_unpacks_to(600_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF)
    started = time.monotonic()
    with pytest.raises(FileUnreadable):
        media_type_of(content, SCANS)
    assert time.monotonic() - started < SECONDS + 1
    after = resource.getrusage(resource.RUSAGE_SELF)
    assert after.ru_utime - before.ru_utime < 1
    assert media_type_of(a_pdf(), SCANS) == "application/pdf", "the next one is read as ever"


@pytest.mark.parametrize("entries", [{"../etc/passwd": b"x"}, {"bomb": bytes(5_000_000)}])
def test_a_hostile_archive_is_refused(entries: dict[str, bytes]) -> None:
    with pytest.raises(FileUnsafe):
        media_type_of(a_zip(entries), ANYTHING)


def test_a_file_over_the_limit_is_refused_naming_the_limit() -> None:
    with pytest.raises(FileTooLarge) as refusal:
        media_type_of(bytes(5_000_001), SCANS)
    assert refusal.value.params == {"max_mb": "5"}
    assert max_megabytes(500_000) == "0.5"


@given(st.binary(max_size=300))
def test_arbitrary_bytes_are_taken_as_text_or_refused(content: bytes) -> None:
    try:
        found = media_type_of(content, ANYTHING)
    except (FileTypeMismatch, FileUnreadable):
        return
    assert found in ("text/plain", "application/json")


@given(st.sampled_from([a_pdf(), an_image("PNG"), an_image("JPEG")]), st.data())
def test_a_damaged_file_is_taken_or_refused_and_never_breaks_us(whole: bytes, draw: st.DataObject) -> None:
    damaged = bytearray(whole)
    for _ in range(draw.draw(st.integers(1, 8))):
        damaged[draw.draw(st.integers(0, len(whole) - 1))] = draw.draw(st.integers(0, 255))
    with suppress(FileTypeMismatch, FileUnreadable, FileUnsafe):
        assert media_type_of(bytes(damaged), SCANS) in SCANS.media_types


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("scan.exe", "scan.pdf"),
        ("C:\\Users\\a\\شناختی کارڈ.PDF", "شناختی کارڈ.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.pdf"),
        ("", "file.pdf"),
        ("...", "file.pdf"),
        ('a"b\r\nSet-Cookie: x', "abSet-Cookie x.pdf"),
        ("x" * 300, "x" * 80 + ".pdf"),
    ],
)
def test_names_are_made_safe_and_fit_their_content(given_name: str, kept: str) -> None:
    assert safe_name(given_name, ".pdf") == kept


@given(st.text(max_size=200))
def test_any_name_becomes_a_safe_one_and_stays_it(name: str) -> None:
    kept = safe_name(name, ".pdf")
    assert safe_name(kept, ".pdf") == kept
    assert not any(unicodedata.category(char)[0] == "C" or char in '/\\"' for char in kept)
    assert kept.removesuffix(".pdf")
