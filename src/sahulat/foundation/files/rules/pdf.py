"""Reads a PDF whole and refuses what it could do besides being read.

Refused: scripts, rich media, XFA forms, attached files of any kind, and every action but going to a place of the same
document or to a web address: launching, sending a form, opening another file and what may yet be invented.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf

from sahulat.foundation.files.types import FileUnreadable, FileUnsafe

MOST_OBJECTS = 200_000
HARMLESS_ACTIONS = {"/GoTo", "/URI"}
ACTION_KEYS = ("/A", "/OpenAction", "/PA", "/Next")
ACTIVE_KEYS = ("/JS", "/JavaScript", "/XFA", "/RichMediaContent", "/AA", "/EF", "/EmbeddedFiles")


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
    if str(dictionary.get("/Type", "")) == "/Action":
        _check_action(dictionary)
    for key in ACTION_KEYS:
        named = dictionary.get(key)
        for action in named if isinstance(named, pikepdf.Array) else [named]:
            # What /Next of an outline and /A of a structure element name are no actions: those have a kind, /S.
            if isinstance(action, pikepdf.Dictionary) and "/S" in action:
                _check_action(action)


def _check_action(action: pikepdf.Object) -> None:
    if str(action.get("/S", "")) not in HARMLESS_ACTIONS:
        raise FileUnsafe
