"""Typst: from a template and its data to PDF/UA-1 bytes, or to pictures of the pages.

The template sees one folder, `typst/` beside this room's code, and nothing else: no file outside, no system fonts,
no packages. Run as a program, it is the process that `drawn` asks: with no more memory and time than stand here.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from sahulat.foundation.confined.public import serve

LIBRARY = Path(__file__).resolve().parent.parent / "typst"
STANDARD = "ua-1"
PIXELS_PER_INCH = 110.0
MEMORY = 768_000_000  # bytes of addresses; a certificate takes 290 million
CPU_SECONDS = 15
NO_PACKAGES = str(LIBRARY / "no-packages")  # isn't there; a template's check has refused imports before


class DrawingFailed(Exception):
    """Typst refused; the text says where in the template."""


@lru_cache(maxsize=4)
def _fonts(folder: Path) -> Any:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


def _compile(source: str, data: Mapping[str, Any], fonts: Path, **options: Any) -> bytes | list[bytes]:
    try:
        compiler = typst.Compiler(
            input=source.encode(),
            root=str(LIBRARY),
            font_paths=_fonts(fonts),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            package_path=NO_PACKAGES,
            package_cache_path=NO_PACKAGES,
        )
        made: bytes | list[bytes] | None = compiler.compile(**options)
    except (typst.TypstError, RuntimeError) as error:
        raise DrawingFailed(getattr(error, "diagnostic", "") or str(error)) from error
    if not made:
        raise DrawingFailed("nothing was drawn")
    return made


_NOT_IN_FONTS = re.compile(r'the text `"(.+?)"` could not be displayed')


def printable(source: str, data: Mapping[str, Any], *, fonts: Path) -> dict[str, Any]:
    """The data with letters that no font has replaced: by their plain form where that is printable, else by "?".

    PDF/UA refuses a document with a letter that can't be shown, and a foreign letter in a name must not keep a
    case from its end: the officer sees what is printed before approving.
    """
    try:
        _compile(source, data, fonts, format="pdf", pdf_standards=[STANDARD])
    except DrawingFailed as failed:
        missing = set("".join(_NOT_IN_FONTS.findall(str(failed))))
        if not missing:
            raise
        plain = {sign: _plain(sign) for sign in missing}
        return dict(_replaced(data, str.maketrans(plain)))
    return dict(data)


def _plain(sign: str) -> str:
    base = unicodedata.normalize("NFKD", sign)[0]
    return base if base.isascii() else "?"


def _replaced(value: Any, table: dict[int, str]) -> Any:
    if isinstance(value, str):
        return value.translate(table)
    if isinstance(value, dict):
        return {name: each if name == "qr" else _replaced(each, table) for name, each in value.items()}
    return value


def draw_pdf(source: str, data: Mapping[str, Any], *, fonts: Path, at: datetime) -> bytes:
    """The document as PDF/UA-1. The same inputs give the same bytes. Raises DrawingFailed."""
    made = _compile(source, data, fonts, format="pdf", pdf_standards=[STANDARD], timestamp=at.replace(microsecond=0))
    return made if isinstance(made, bytes) else b"".join(made)


def draw_pictures(source: str, data: Mapping[str, Any], *, fonts: Path) -> tuple[bytes, ...]:
    """Each page as a PNG. Raises DrawingFailed."""
    made = _compile(source, data, fonts, format="png", ppi=PIXELS_PER_INCH)
    return (made,) if isinstance(made, bytes) else tuple(made)


def _answer(question: bytes) -> bytes:
    """{"source", "data", "fonts", "at"} to a line {"sizes"} and the PDF and pictures, or to a line {"failed"}."""
    asked = json.loads(question)
    source, data, fonts = asked["source"], asked["data"], Path(asked["fonts"])
    at = datetime.fromisoformat(asked["at"])
    try:
        try:
            pdf = draw_pdf(source, data, fonts=fonts, at=at)
        except DrawingFailed:
            data = printable(source, data, fonts=fonts)
            pdf = draw_pdf(source, data, fonts=fonts, at=at)
        made = (pdf, *draw_pictures(source, data, fonts=fonts))
    except DrawingFailed as failed:
        return json.dumps({"failed": str(failed)}).encode()
    return json.dumps({"sizes": [len(each) for each in made]}).encode() + b"\n" + b"".join(made)


if __name__ == "__main__":
    serve(_answer, memory=MEMORY, cpu_seconds=CPU_SECONDS)
