"""Values of the notices room. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice as its person reads it, in the language of the page if the wording has it."""

    id: UUID
    kind: str
    reference: str
    lang: str
    text: str
    told_at: datetime
