"""The three questions of a case (with whom, since when, until when), its day tiles and its steps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sahulat.foundation.languages.public import date_text
from sahulat.foundation.ui.public import day_tiles
from sahulat.platform.cases.models import Case, CaseEntry
from sahulat.platform.cases.queries.days import local_day, shown_days, stopped_days, stops_of
from sahulat.platform.cases.queries.definitions import definition_of
from sahulat.platform.cases.queries.holders import InHand, named_posts
from sahulat.platform.cases.types import EntryKind, State
from sahulat.platform.cases.web.wording import day, here, left, listed, plain, short_day, since, told, words

Options = dict[str, Any]


def three_questions(case: Case, held: Sequence[InHand], entries: list[CaseEntry], now: datetime) -> Options:
    """Options of the component for an open case, as its applicant reads it."""
    started = held[0].since if held else case.decided_at or case.submitted_at
    return {
        "whom": _whom(case, held),
        "since": {"text": day(started), "detail": since(started, now)},
        "until": until(case, now),
        "days": {"days": tiles(case, entries, now), "label": _("Working days of this application")},
        "note": _note(case, now),
    }


def until(case: Case, now: datetime) -> Options:
    """Until when: the promised day with the days left, or that the clock stands."""
    if case.standing is State.WITH_APPLICANT:
        return {"text": day(case.promised_on), "detail": _("The clock stands while it is with you.")}
    shown: Options = {"text": day(case.promised_on)}
    if is_late(case, now):
        shown["tag"] = {"text": left(case.promised_on, now), "classes": "s-tag--late"}
    else:
        shown["detail"] = left(case.promised_on, now)
    return shown


def is_late(case: Case, now: datetime) -> bool:
    """Whether the promised day has passed while the case is with an office."""
    return case.is_open and case.standing is not State.WITH_APPLICANT and case.promised_on < local_day(now)


def tiles(case: Case, entries: list[CaseEntry], now: datetime) -> list[Any]:
    """The day tiles of an open case."""
    return list(
        day_tiles(
            days=shown_days(case.submitted_at, case.promised_on, now),
            today=local_day(now),
            promised=case.promised_on,
            stopped=stopped_days(stops_of(case, entries, now)),
            label=short_day,
            today_label=_("Today"),
        )
    )


def _whom(case: Case, held: Sequence[InHand]) -> Options:
    if case.standing is State.ISSUING:
        return {"text": words(definition_of(case).agency), "detail": _("Approved; it is being signed.")}
    offices = [each for each in held if each.title is not None]
    if not offices and case.standing is not State.WITH_APPLICANT:
        return {"text": words(definition_of(case).agency), "detail": _("It stands still; the office is told.")}
    if not offices:
        return {"text": _("You"), "detail": words(case.name)}
    if len(offices) > 1:
        return {"text": _("Several offices"), "detail": listed(*(plain(each.title) for each in offices))}
    return {"text": words(offices[0].title), "detail": words(offices[0].name)}


def _note(case: Case, now: datetime) -> str:
    if case.standing is State.WITH_APPLICANT:
        return _("Mend what is asked below. Then it goes on, and the clock with it.")
    if is_late(case, now):
        return _("The promised day has passed. There is nothing for you to do; the office has to act.")
    return _("Nothing for you to do now.")


def steps(case: Case, held: Sequence[InHand], entries: list[CaseEntry], now: datetime) -> list[Options]:
    """What happened, what happens now, what comes: items of the steps component."""
    posts, holders = named_posts({entry.post_id for entry in entries}, now)
    done = [_step(entry, entries, posts, holders) for entry in entries if entry.kind != EntryKind.MENDED]
    return [step for step in done if step] + _now(case, held, now) + _next(case)


def _step(entry: CaseEntry, entries: list[CaseEntry], posts: Any, holders: Any) -> Options:
    when = date_text(entry.at, here())
    by = plain(posts[entry.post_id].title) if entry.post_id in posts else ""
    name = plain(holders[entry.post_id].names) if entry.post_id in holders else ""
    detail = told(listed(name, by), when)
    kind = EntryKind(entry.kind)
    if kind is EntryKind.SENT_BACK:
        return _sent_back(entry, entries, detail)
    titles = {
        EntryKind.RECEIVED: _("Application received"),
        EntryKind.FORWARDED: words(entry.step) or _("Passed on"),
        EntryKind.APPROVED: _("Approved"),
        EntryKind.ISSUED: _("Document in your documents"),
        EntryKind.REFUSED: _("Refused"),
        EntryKind.WITHDRAWN: _("Taken back by you"),
    }
    state = "late" if kind is EntryKind.REFUSED else "done"
    return {"state": state, "title": titles[kind], "detail": detail, "quote": entry.words}


def _sent_back(entry: CaseEntry, entries: list[CaseEntry], detail: str) -> Options:
    mended = next((each for each in entries if each.id > entry.id and each.kind == EntryKind.MENDED), None)
    if mended is None:
        return {"state": "back", "title": _("Sent back to you"), "detail": detail, "quote": entry.words}
    stood = mended.days_stopped or 0
    clock = (
        ngettext(
            "The clock stood still for %(days)s working day.", "The clock stood still for %(days)s working days.", stood
        )
        % {"days": stood}
        if stood
        else _("The clock stood still until you mended it, the same day.")
    )
    return {
        "state": "back",
        "title": _("Sent back to you, and mended"),
        "detail": told(detail, clock),
        "quote": entry.words,
    }


def _now(case: Case, held: Sequence[InHand], now: datetime) -> list[Options]:
    if case.standing is State.ISSUING:
        return [{"state": "now", "title": _("Being signed"), "detail": _("This takes a moment.")}]
    if case.standing is State.WITH_APPLICANT:
        return [{"state": "now", "title": _("With you, to be mended"), "detail": _("The clock stands.")}]
    if case.standing is not State.WITH_OFFICE:
        return []
    return [
        {"state": "now", "title": words(each.step), "detail": _("%(post)s, now") % {"post": plain(each.title)}}
        for each in held
    ]


def _next(case: Case) -> list[Options]:
    if not case.is_open or not definition_of(case).outputs:
        return []
    detail = _("and a message to your phone")
    return [{"state": "next", "title": _("Document in your documents"), "detail": detail}]


def person_of(post_id: UUID | None, posts: Any, holders: Any) -> str:
    """A post's holder and title, as history and notes name them."""
    name = plain(holders[post_id].names) if post_id in holders else ""
    title = plain(posts[post_id].title) if post_id in posts else ""
    return listed(name, title)
