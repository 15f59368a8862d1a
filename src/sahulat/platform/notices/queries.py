"""What a person was told, for that person."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sahulat.foundation.access.public import authorise
from sahulat.foundation.access.types import Actor
from sahulat.foundation.keys.public import KeyShredded
from sahulat.platform.notices.models import Notice
from sahulat.platform.notices.permissions import READ
from sahulat.platform.notices.rules.registry import filled, from_json
from sahulat.platform.notices.types import NoticeView
from sahulat.platform.people.public import open_for_person

FIELD = "notices.params"
MOST_SHOWN = 50


def own_notices(
    actor: Actor, languages: Sequence[str], *, reference: str | None = None, limit: int = MOST_SHOWN
) -> list[NoticeView]:
    """What the actor was told, latest first, in the first of the languages that each wording has.

    With a `reference`, only what was told about that. A person reading their own leaves no look.
    Raises SignInNeeded or Forbidden.
    """
    authorise(actor, READ)
    rows = Notice.objects.filter(READ.visible(actor))
    if reference is not None:
        rows = rows.filter(reference=reference)
    return [_view(row, languages) for row in rows.order_by("-told_at", "-id")[:limit]]


def _view(row: Notice, languages: Sequence[str]) -> NoticeView:
    try:
        params = from_json(json.loads(open_for_person(row.person_id, bytes(row.sealed), field=FIELD)))
    except KeyShredded:
        # Erased with its person's key: that something was told is left, not what.
        return NoticeView(row.id, row.kind, row.reference, row.language, "", row.told_at)
    lang, text = filled(row.kind, params, languages)
    return NoticeView(row.id, row.kind, row.reference, lang, text, row.told_at)
