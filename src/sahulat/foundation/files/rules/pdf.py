"""Reads a PDF whole and refuses what it could do besides being read.

Refused: scripts, launching programs, rich media, XFA forms, and attachments that are programs. What an
attachment is must be seen, so one in a coding other than plain or deflate is refused too.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator

import pikepdf

from sahulat.foundation.files.types import FileUnreadable, FileUnsafe

MOST_OBJECTS = 200_000
HEAD = 512
ACTIVE_ACTIONS = {"/JavaScript", "/Launch", "/Rendition", "/ImportData"}
ACTIVE_KEYS = ("/JS", "/JavaScript", "/XFA", "/RichMediaContent")
PROGRAM_STARTS = (b"MZ", b"\x7fELF", b"#!", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"PK\x03\x04")


def check_pdf(content: bytes) -> None:
    """Raises FileUnreadable for a broken or locked PDF, FileUnsafe for one that carries a program."""
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            if len(document.pages) == 0 or len(document.objects) > MOST_OBJECTS:
                raise FileUnreadable
            for dictionary in _dictionaries(document):
                _check_dictionary(dictionary)
    except (pikepdf.PdfError, pikepdf.PasswordError) as why:
        raise FileUnreadable from why


def _dictionaries(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """All dictionaries and streams: each indirect object, and what is nested in it directly."""
    waiting: list[pikepdf.Object] = [document.trailer, *document.objects]
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Array):
            waiting += [part for part in each if _nested(part)]
        elif isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            dictionary = each.stream_dict if isinstance(each, pikepdf.Stream) else each
            yield dictionary
            waiting += [part for part in dictionary.as_dict().values() if _nested(part)]


def _nested(part: object) -> bool:
    # Indirect objects come by themselves; following them would walk in circles.
    return isinstance(part, pikepdf.Array | pikepdf.Dictionary) and not part.is_indirect


def _check_dictionary(dictionary: pikepdf.Object) -> None:
    if any(key in dictionary for key in ACTIVE_KEYS):
        raise FileUnsafe
    action = dictionary.get("/S")
    if isinstance(action, pikepdf.Name) and str(action) in ACTIVE_ACTIONS:
        raise FileUnsafe
    if "/EF" in dictionary:
        for stream in dictionary["/EF"].as_dict().values():
            if _head(stream).lstrip().startswith(PROGRAM_STARTS):
                raise FileUnsafe


def _head(stream: pikepdf.Object) -> bytes:
    """The first bytes of an attachment, inflated no further than that."""
    raw = stream.read_raw_bytes()
    coding = stream.get("/Filter")
    if isinstance(coding, pikepdf.Array) and len(coding) == 1:
        coding = coding[0]
    if coding is None:
        return raw[:HEAD]
    if str(coding) != "/FlateDecode":
        raise FileUnsafe
    try:
        return zlib.decompressobj().decompress(raw, HEAD)
    except zlib.error as why:
        raise FileUnreadable from why
