"""With whom a case is, in words: the posts that hold it, or the applicant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sahulat.kernel.text import Text
from sahulat.platform.cases.models import Case, Holding, Pile
from sahulat.platform.organisations.public import holders_of, posts
from sahulat.platform.organisations.types import Holder, PostView


@dataclass(frozen=True, slots=True)
class InHand:
    """Who holds a case: a post with its holder's name, or (no post) the applicant; since when."""

    title: Text | None
    name: Text | None
    step: Text
    since: datetime


def in_hand(case: Case, now: datetime) -> tuple[InHand, ...]:
    """Who holds the case now, longest first; empty while it is being issued or has ended. Four queries at most."""
    held = list(Holding.objects.filter(case=case, pile=Pile.OPEN).order_by("since", "id"))
    titles, names = named_posts((each.post_id for each in held), now)
    return tuple(
        InHand(
            title=titles[each.post_id].title if each.post_id else None,
            name=names[each.post_id].names if each.post_id in names else None,
            step=each.step,
            since=each.since,
        )
        for each in held
    )


def named_posts(
    post_ids: Iterable[UUID | None], now: datetime
) -> tuple[Mapping[UUID | None, PostView], Mapping[UUID | None, Holder]]:
    """Posts and their present holders, by post."""
    wanted = {post_id for post_id in post_ids if post_id is not None}
    if not wanted:
        return {}, {}
    titles: dict[UUID | None, PostView] = {}
    titles.update(posts(wanted).items())
    names: dict[UUID | None, Holder] = {}
    names.update(holders_of(wanted, now).items())
    return titles, names
