"""A drawn bill, so that an officer of the demo has something sensible to look at: true picture, invented words."""

from __future__ import annotations

import io
from datetime import date

from PIL import Image, ImageDraw, ImageFont

_WIDTH, _HEIGHT, _EDGE = 620, 800, 40
_INK, _FAINT, _PAPER = (32, 36, 44), (150, 154, 160), (252, 251, 246)


def a_bill(name: str, address: str, today: date, seed: int) -> bytes:
    """An electricity bill of last month for a name and an address, as a JPEG of a few dozen kB.

    In Latin letters: the pictures' library doesn't join Urdu ones. The same arguments draw the same bill.
    """
    units = 90 + seed % 310
    lines = (
        ("Name", name),
        ("Address", address),
        ("Consumer number", f"00 00000 {seed % 10_000_000:07d}"),
        ("Read on", f"{today.replace(day=1):%d.%m.%Y}"),
        ("Units", str(units)),
        ("To be paid", f"Rs {units * 27:,}"),
    )
    picture = Image.new("RGB", (_WIDTH, _HEIGHT), _PAPER)
    draw = ImageDraw.Draw(picture)
    large, plain, small = (ImageFont.load_default(size) for size in (34, 22, 16))
    draw.text((_EDGE, 40), "Electricity bill", fill=_INK, font=large)
    draw.text((_EDGE, 88), "Sample of the demo. Not a real bill.", fill=_FAINT, font=small)
    for number, (label, words) in enumerate(lines):
        top = 150 + number * 92
        draw.line((_EDGE, top, _WIDTH - _EDGE, top), fill=_FAINT)
        draw.text((_EDGE, top + 12), label, fill=_FAINT, font=small)
        draw.text((_EDGE, top + 40), words, fill=_INK, font=plain)
    held = io.BytesIO()
    picture.save(held, "JPEG", quality=80)
    return held.getvalue()
