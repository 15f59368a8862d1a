"""Contents for tests: small true files of each kind, and hostile ones."""

from __future__ import annotations

import io
import zipfile
import zlib

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


def a_pdf_with_action(kind: str, *, where: str = "/OpenAction") -> bytes:
    """A PDF with an action of that kind, at its opening or at a link on its page."""
    with pikepdf.new() as document:
        page = document.add_blank_page()
        action = pikepdf.Dictionary(S=pikepdf.Name(f"/{kind}"), URI=pikepdf.String("https://sahulat.invalid/"))
        if where == "/OpenAction":
            document.Root.OpenAction = action
        else:
            link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
            page.obj.Annots = pikepdf.Array([document.make_indirect(link)])
        return _saved(document)


def a_pdf_that_unpacks_to(size: int) -> bytes:
    """A small PDF whose objects lie in a stream of that many unpacked bytes."""
    packer = zlib.compressobj(9)
    start = b"1 0 <</Type/Catalog/Pages 2 0 R>>"
    packed = packer.compress(start)
    for _ in range(size // 10_000_000):
        packed += packer.compress(b" " * 10_000_000)
    packed += packer.flush()
    held = b"%PDF-1.7\n"
    pages, kid, objects = len(held), 0, 0
    held += b"2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n"
    kid = len(held)
    held += b"3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>> endobj\n"
    objects = len(held)
    held += b"4 0 obj <</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>> stream\n" % len(packed)
    held += packed + b"\nendstream endobj\n"
    table = len(held)
    rows = [(0, 0, 0), (2, 4, 0), (1, pages, 0), (1, kid, 0), (1, objects, 0), (1, table, 0)]
    body = b"".join(bytes([row[0]]) + row[1].to_bytes(4, "big") + bytes([row[2]]) for row in rows)
    held += b"5 0 obj <</Type/XRef/Size 6/W[1 4 1]/Root 1 0 R/Length %d>> stream\n" % len(body) + body
    return held + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF" % table


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
