"""Contents for tests: small true files of each kind, and hostile ones."""

from __future__ import annotations

import io
import zipfile

import pikepdf
from PIL import Image

from sahulat.foundation.files.types import Allowed

SCANS = Allowed(frozenset({"application/pdf", "image/jpeg", "image/png"}), 5_000_000)
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(200)


def a_pdf(*, pages: int = 1) -> bytes:
    """A PDF of empty A4 pages."""
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page(page_size=(595, 842))
        return _saved(document)


def a_pdf_with_script() -> bytes:
    """A PDF that runs JavaScript when opened."""
    with pikepdf.new() as document:
        document.add_blank_page()
        action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        document.Root.OpenAction = action
        return _saved(document)


def a_pdf_with_attachment(content: bytes) -> bytes:
    """A PDF that carries another file."""
    with pikepdf.new() as document:
        document.add_blank_page()
        document.attachments["attached"] = pikepdf.AttachedFileSpec(document, content, filename="attached.txt")
        return _saved(document)


def a_locked_pdf() -> bytes:
    """A PDF that opens with a password only."""
    with pikepdf.new() as document:
        document.add_blank_page()
        held = io.BytesIO()
        document.save(held, encryption=pikepdf.Encryption(user="secret", owner="secret"))
        return held.getvalue()


def an_image(kind: str = "PNG", *, width: int = 60, height: int = 40) -> bytes:
    """A picture with some grain, so that cutting it off can be noticed."""
    image = Image.effect_noise((width, height), 60)
    held = io.BytesIO()
    image.save(held, kind)
    return held.getvalue()


def a_zip(entries: dict[str, bytes]) -> bytes:
    """A ZIP archive of these entries."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return held.getvalue()


def _saved(document: pikepdf.Pdf) -> bytes:
    held = io.BytesIO()
    document.save(held, deterministic_id=True)
    return held.getvalue()
