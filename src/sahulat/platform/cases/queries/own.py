"""An applicant's own cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sahulat.foundation.access.public import authorise
from sahulat.foundation.access.types import Actor
from sahulat.kernel.text import Text
from sahulat.platform.cases.models import Case, Holding, Pile
from sahulat.platform.cases.permissions import APPLY, SEE_OWN_CASE
from sahulat.platform.cases.queries.days import days_left
from sahulat.platform.cases.queries.definitions import service_name
from sahulat.platform.cases.queries.holders import named_posts

MOST = 100


@dataclass(frozen=True, slots=True)
class OwnCase:
    """A case as its applicant's list shows it; `with_whom` is None unless an office has it."""

    case: Case
    service: Text
    with_whom: Text | None
    days_left: int


def own_cases(*, actor: Actor, now: datetime) -> Sequence[OwnCase]:
    """The actor's newest hundred cases, newest first. Five queries at most. Raises SignInNeeded, Forbidden."""
    authorise(actor, APPLY)
    cases = list(Case.objects.filter(SEE_OWN_CASE.visible(actor)).order_by("-id")[:MOST])
    held = Holding.objects.filter(case__in=cases, pile=Pile.OPEN).order_by("-since", "-id")
    posts = {row.case_id: row.post_id for row in held}
    titles, _ = named_posts(posts.values(), now)
    found = []
    for case in cases:
        holder = titles.get(posts.get(case.id))
        found.append(
            OwnCase(case, service_name(case), holder.title if holder else None, days_left(case.promised_on, now))
        )
    return found
