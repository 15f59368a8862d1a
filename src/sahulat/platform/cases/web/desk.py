"""The officer's inbox: piles with honest counts, grouped by due day, searchable, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sahulat.foundation.access.public import SahulatRequest
from sahulat.foundation.ui.public import day_tiles, render
from sahulat.platform.cases.queries.days import local_day, shown_days, soon_day
from sahulat.platform.cases.queries.inbox import inbox
from sahulat.platform.cases.types import InboxPage, InboxRow, State, View
from sahulat.platform.cases.web.wording import day, left, listed, plain, short_day, since, words

DAYS_AHEAD = 7


def inbox_page(request: SahulatRequest) -> HttpResponse:
    """One pile of the actor's post."""
    view = _view(request.GET.get("view", ""))
    search = request.GET.get("q", "").strip()
    page = inbox(actor=request.actor, now=request.now, view=view, search=search, after=request.GET.get("after", ""))
    context = {
        "title": pile_name(view),
        "view": view,
        "count": page.counts[view] if page.total is None else page.total,
        "search": search,
        "work": work_list(page.counts, view),
        "groups": _groups(page, request.now),
        "next": _address(view, search, page.after) if page.after else "",
        "first": _address(view, search, "") if request.GET.get("after") else "",
        "shown": len(page.rows),
    }
    return render(request, "cases/inbox.html", context)


def _view(name: str) -> View:
    return View(name) if name in {view.value for view in View} else View.MINE


def pile_name(view: View) -> str:
    """What a pile is called."""
    return {
        View.MINE: _("Mine"),
        View.OFFICE: _("My office"),
        View.LATE: _("Late"),
        View.SOON: _("Due soon"),
        View.WAITING: _("Waiting for others"),
    }[view]


def work_list(counts: dict[View, int], current: View | None) -> dict[str, Any]:
    """Options of the work-list component."""
    items = [
        {
            "text": pile_name(view),
            "href": _address(view, "", ""),
            "count": counts[view],
            "late": view is View.LATE and counts[view] > 0,
            "current": view is current,
        }
        for view in View
    ]
    return {"label": _("Work"), "groups": [{"title": _("Work"), "items": items}]}


def _address(view: View, search: str, after: str | None) -> str:
    asked = {"view": view.value if view is not View.MINE else "", "q": search, "after": after or ""}
    query = urlencode({name: value for name, value in asked.items() if value})
    address = reverse("cases:inbox")
    return f"{address}?{query}" if query else address


def _groups(page: InboxPage, now: datetime) -> list[dict[str, Any]]:
    """Rows by due day: late, today, soon, later; waiting ones by who has them."""
    found = []
    for title, rows in groupby(page.rows, key=lambda row: _group(row, page.view, now)):
        listed = list(rows)
        found.append(
            {
                "title": title,
                "count": len(listed),
                "late": title == _("Late"),
                "rows": [_row(row, page.view, now) for row in listed],
            }
        )
    return found


def _group(row: InboxRow, view: View, now: datetime) -> str:
    today = local_day(now)
    if row.state is State.WITH_APPLICANT and view is View.WAITING:
        return _("With the applicant")
    if row.due_on < today:
        return _("Late")
    if row.due_on == today:
        return _("Due today")
    return _("This week and next") if row.due_on <= soon_day(now, DAYS_AHEAD) else _("Later")


def _row(row: InboxRow, view: View, now: datetime) -> dict[str, Any]:
    days = _tiles(row, now)
    return {
        "href": reverse("cases:task", kwargs={"task_id": row.task_id}),
        "name": words(row.name),
        "service": plain(row.service),
        "reference": row.reference,
        "asked": words(row.step),
        "giver": _giver(row, view),
        "since": since(row.since, now),
        "until": day(row.due_on),
        "days": days,
        "days_label": _days_label(days),
        "tag": _tag(row, now),
    }


def _giver(row: InboxRow, view: View) -> str:
    """From whom it came; in the piles of others, with whom it is."""
    if view in (View.WAITING, View.OFFICE):
        if row.state is State.ISSUING:
            return _("Being signed")
        if row.stands_still:
            return _("Nobody: it stands still")
        return plain(row.post) if row.post else _("The applicant")
    return plain(row.from_post) if row.from_post else _("The applicant")


def _tag(row: InboxRow, now: datetime) -> dict[str, str]:
    if row.stands_still:
        return {"text": _("stands still"), "classes": "s-tag--late"}
    if row.state is State.WITH_APPLICANT:
        return {"text": _("clock stands"), "classes": "s-tag--you"}
    text = left(row.due_on, now)
    if row.days_left < 0:
        return {"text": text, "classes": "s-tag--late"}
    return {"text": text, "classes": "s-tag--now" if row.days_left == 0 else "s-tag--plain"}


def _tiles(row: InboxRow, now: datetime) -> Sequence[Any]:
    return day_tiles(
        days=_days(row, now), today=local_day(now), promised=row.due_on, label=short_day, today_label=_("Today")
    )


def _days(row: InboxRow, now: datetime) -> list[date]:
    return shown_days(row.submitted_at, row.due_on, now)


def _days_label(days: Sequence[Any]) -> str:
    late = sum(1 for tile in days if tile.state == "late")
    past = sum(1 for tile in days if tile.state in ("past", "stopped", "late"))
    label = _("%(past)s of %(all)s working days have passed") % {"past": past, "all": len(days)}
    return listed(label, _("%(late)s of them late") % {"late": late} if late else "")
