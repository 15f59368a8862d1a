"""What `web/build.py` made: addresses of style sheets, scripts and fonts, and the icons' outlines."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

BUILT = Path(__file__).resolve().parents[1] / "static" / "ui" / "built"


@cache
def _read(name: str) -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads((BUILT / name).read_text(encoding="utf-8"))
    except FileNotFoundError as missing:
        raise ImproperlyConfigured(f"{name} is not built yet. Run: python web/build.py") from missing
    return found


def asset_address(name: str) -> str:
    """The address of a built file by its name (`citizen.css`)."""
    return static(f"ui/built/{name}")


def print_fonts() -> Path:
    """The folder of whole fonts for print (TTF): Atkinson Hyperlegible Next, Noto Naskh Arabic, Noto Nastaliq Urdu."""
    return BUILT / "print"


def icon(name: str, classes: str = "") -> SafeString:
    """A Lucide icon, inlined, hidden from screen readers: it always stands beside a word.

    Raises KeyError for an icon that was not collected: `web/icons.txt` lists those used by a variable, those
    used by name in a template are found by the build.
    """
    outline = _read("icons.json")[name]
    turning = " s-icon--turns" if name in _turning() else ""
    return format_html(
        '<svg class="s-icon{}{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        turning,
        f" {classes}" if classes else "",
        mark_safe(outline),  # noqa: S308 - our own build's output
    )


@cache
def _turning() -> frozenset[str]:
    """Icons that point along the line of reading and so turn round in a right-to-left page."""
    return frozenset(_read("icons.json")["_turning"].split())


def drawing(name: str) -> SafeString:
    """An SVG made by the build (`wordmark`), to be inlined."""
    return mark_safe(_read("drawings.json")[name])  # noqa: S308 - our own build's output
