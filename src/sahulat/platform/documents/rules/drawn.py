"""Drawing a template in a process that is stopped when it takes too long or too much memory.

The process of `drawing` stays warm, so a certificate costs no start. What it may use is the same whether a template
is tried out before it is published or a case's document is frozen.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sahulat.foundation.confined.public import Confined, Stopped
from sahulat.platform.documents.rules.drawing import DrawingFailed

SECONDS = 15.0
_drawer = Confined("sahulat.platform.documents.rules.drawing")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A document as PDF/UA-1, and each of its pages as a PNG."""

    pdf: bytes
    pictures: tuple[bytes, ...]


class DrawingStopped(DrawingFailed):
    """It took too long or too much memory."""


def draw_document(
    source: str, data: Mapping[str, Any], *, fonts: Path, at: datetime, seconds: float = SECONDS
) -> Drawn:
    """Draw it, with letters that no font has replaced. The same inputs give the same bytes.

    Raises DrawingFailed, and DrawingStopped when it isn't drawn within `seconds`.
    """
    asked = {"source": source, "data": data, "fonts": str(fonts), "at": at.isoformat()}
    try:
        answer = _drawer.ask(json.dumps(asked).encode(), seconds=seconds)
    except Stopped as why:
        raise DrawingStopped("it takes too long or too much memory") from why
    head, _, content = answer.partition(b"\n")
    said = json.loads(head)
    if "failed" in said:
        raise DrawingFailed(said["failed"])
    parts, start = [], 0
    for size in said["sizes"]:
        parts.append(content[start : start + size])
        start += size
    return Drawn(pdf=parts[0], pictures=tuple(parts[1:]))
