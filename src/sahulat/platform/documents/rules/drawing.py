"""Typst: from a template and its data to PDF/UA-1 bytes, or to pictures of the pages.

The template sees one folder, `typst/` beside this room's code, and nothing else: no file outside, no system fonts,
no packages. Run as a program, it draws once for a trial: standard input holds {"source", "data", "fonts"} as JSON.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

LIBRARY = Path(__file__).resolve().parent.parent / "typst"
STANDARD = "ua-1"
PIXELS_PER_INCH = 110.0


class DrawingFailed(Exception):
    """Typst refused; the text says where in the template."""


@lru_cache(maxsize=4)
def _fonts(folder: Path) -> Any:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


@lru_cache(maxsize=1)
def _no_packages() -> str:
    # An empty folder for packages; the template's check has refused imports of any before.
    return tempfile.mkdtemp(prefix="sahulat-no-packages-")


def _compile(source: str, data: Mapping[str, Any], fonts: Path, **options: Any) -> bytes | list[bytes]:
    try:
        compiler = typst.Compiler(
            input=source.encode(),
            root=str(LIBRARY),
            font_paths=_fonts(fonts),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            package_path=_no_packages(),
            package_cache_path=_no_packages(),
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


def main() -> int:
    """Draw what standard input asks for; say on standard output what is wrong, if anything."""
    asked = json.load(sys.stdin)
    try:
        _compile(asked["source"], asked["data"], Path(asked["fonts"]), format="pdf", pdf_standards=[STANDARD])
    except DrawingFailed as failed:
        sys.stdout.write(str(failed))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
