"""An officer's inbox: read off one index, page by page, with honest counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from sahulat.foundation.access.public import authorise
from sahulat.foundation.access.types import Actor
from sahulat.foundation.languages.public import fold
from sahulat.platform.cases.models import Holding, Pile
from sahulat.platform.cases.permissions import DESK
from sahulat.platform.cases.queries.days import days_left, local_day, soon_day
from sahulat.platform.cases.queries.definitions import service_name
from sahulat.platform.cases.types import InboxPage, InboxRow, State, View
from sahulat.platform.organisations.public import post, posts
from sahulat.platform.organisations.types import PostView
from sahulat.platform.processes.public import ProcessInstance

PAGE = 50
WORDS_AT_MOST = 6
_STILL = Exists(ProcessInstance.objects.filter(case_ref=OuterRef("case_id")).exclude(incident=""))


def inbox(
    *, actor: Actor, now: datetime, view: View = View.MINE, search: str = "", after: str = "", size: int = PAGE
) -> InboxPage:
    """One page of a pile of the actor's post, by due day, with the counts of all piles. At most six queries.

    `search` finds words of the name and the reference within the pile. `after` is the mark that the page before
    ended with; one that can't be read begins at the beginning. Raises Forbidden for who holds no post.
    """
    authorise(actor, DESK)
    assert actor.post_id is not None
    held = post(actor.post_id)
    rows = _searched(_pile(view, held, now), search)
    mark = _read_mark(after)
    page = rows.filter(Q(due_on__gt=mark[0]) | Q(due_on=mark[0], id__gt=mark[1])) if mark else rows
    found = list(page.select_related("case").annotate(still=_STILL).order_by("due_on", "id")[: size + 1])
    shown = found[:size]
    return InboxPage(
        view=view,
        rows=tuple(_rows(shown, held, view, now)),
        counts=_counts(held, now),
        total=rows.count() if search.strip() else None,
        after=_mark(shown[-1]) if len(found) > size else None,
    )


def _pile(view: View, held: PostView, now: datetime) -> QuerySet[Holding]:
    return Holding.objects.filter(_conditions(held, now)[view])


def _conditions(held: PostView, now: datetime) -> dict[View, Q]:
    today = local_day(now)
    mine = Q(post_id=held.id, pile=Pile.OPEN)
    return {
        View.MINE: mine,
        View.OFFICE: Q(pile=Pile.OPEN, office_agency_id=held.agency_id, office_place_id=held.place_id),
        View.LATE: mine & Q(due_on__lt=today),
        View.SOON: mine & Q(due_on__gte=today, due_on__lte=soon_day(now)),
        View.WAITING: Q(post_id=held.id, pile=Pile.WAITING),
    }


def _counts(held: PostView, now: datetime) -> dict[View, int]:
    """Two queries, each answered by an index alone: the post's own piles by due day, and the office's."""
    today, soon = local_day(now), soon_day(now)
    own = Holding.objects.filter(post_id=held.id, pile__in=[Pile.OPEN, Pile.WAITING])
    counts = dict.fromkeys(View, 0)
    for pile, due_on, count in own.values_list("pile", "due_on").annotate(count=Count("*")).order_by():
        if pile == Pile.WAITING:
            counts[View.WAITING] += count
            continue
        counts[View.MINE] += count
        counts[View.LATE] += count if due_on < today else 0
        counts[View.SOON] += count if today <= due_on <= soon else 0
    counts[View.OFFICE] = Holding.objects.filter(_conditions(held, now)[View.OFFICE]).count()
    return counts


def _searched(rows: QuerySet[Holding], search: str) -> QuerySet[Holding]:
    for word in fold(search).split()[:WORDS_AT_MOST]:
        rows = rows.filter(case__search_text__contains=word)
    return rows


def _rows(holdings: Sequence[Holding], held: PostView, view: View, now: datetime) -> list[InboxRow]:
    current = _current_holders(holdings) if view is View.WAITING else {}
    post_ids: set[UUID | None] = {each.from_post_id for each in holdings} | {each.post_id for each in holdings}
    post_ids |= {each.post_id for each in current.values()}
    others = {post_id for post_id in post_ids if post_id is not None and post_id != held.id}
    titles: dict[UUID | None, PostView] = {held.id: held}
    if others:
        titles.update(posts(others).items())
    found = []
    for each in holdings:
        holder = current.get(each.case_id, each)
        left = days_left(each.due_on, now)
        found.append(
            InboxRow(
                task_id=each.id,
                case_id=each.case_id,
                reference=each.case.reference,
                name=each.case.name,
                service=service_name(each.case),
                step=holder.step,
                post=titles[holder.post_id].title if holder.post_id in titles else None,
                from_post=titles[each.from_post_id].title if each.from_post_id in titles else None,
                since=holder.since,
                submitted_at=each.case.submitted_at,
                due_on=each.due_on,
                days_left=left,
                state=State(each.case.state),
                stands_still=bool(getattr(each, "still", False)),
            )
        )
    return found


def _current_holders(holdings: Sequence[Holding]) -> dict[UUID, Holding]:
    """By case, the holding that it waits for now."""
    cases = {each.case_id for each in holdings}
    rows = Holding.objects.filter(case_id__in=cases, pile=Pile.OPEN).order_by("-since", "-id")
    return {row.case_id: row for row in rows}


def neighbours(*, actor: Actor, holding: Holding) -> tuple[UUID | None, UUID | None]:
    """The tasks before and after one in the pile of its post. Two queries."""
    if actor.post_id is None:
        return None, None
    mine = Holding.objects.filter(post_id=actor.post_id, pile=Pile.OPEN)
    before = mine.filter(Q(due_on__lt=holding.due_on) | Q(due_on=holding.due_on, id__lt=holding.id))
    later = mine.filter(Q(due_on__gt=holding.due_on) | Q(due_on=holding.due_on, id__gt=holding.id))
    return (
        before.order_by("-due_on", "-id").values_list("id", flat=True).first(),
        later.order_by("due_on", "id").values_list("id", flat=True).first(),
    )


def _mark(holding: Holding) -> str:
    return f"{holding.due_on.isoformat()}.{holding.id.hex}"


def _read_mark(text: str) -> tuple[date, UUID] | None:
    day, _, hex_id = text.partition(".")
    try:
        return date.fromisoformat(day), UUID(hex_id)
    except ValueError:
        return None
