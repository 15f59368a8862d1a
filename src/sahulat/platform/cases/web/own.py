"""The applicant's pages: my applications, a case, what to mend, the receipt, taking an application back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from sahulat.foundation.access.public import SahulatRequest
from sahulat.foundation.access.types import Actor
from sahulat.foundation.languages.public import date_text
from sahulat.foundation.ui.public import render
from sahulat.platform.cases import operations
from sahulat.platform.cases.models import Case
from sahulat.platform.cases.queries.decided import decision_of
from sahulat.platform.cases.queries.definitions import definition_of, rows_of, service_name
from sahulat.platform.cases.queries.holders import in_hand, named_posts
from sahulat.platform.cases.queries.own import OwnCase, own_cases
from sahulat.platform.cases.queries.papers import issued_papers, looks_at_case, papers_of
from sahulat.platform.cases.queries.queried import entries_of, open_query, queries_of
from sahulat.platform.cases.types import State
from sahulat.platform.cases.web import three
from sahulat.platform.cases.web.wording import day, here, hidden, left, plain, preferred, since, words
from sahulat.platform.forms.public import draft, form_of, open_drafts


def applications(request: SahulatRequest) -> HttpResponse:
    """The actor's applications, newest first, and forms begun but not sent."""
    cases = own_cases(actor=request.actor, now=request.now)
    drafts = [each for each in open_drafts(actor=request.actor) if each.mends is None]
    context = {
        "cases": [_listed(each, request.now) for each in cases],
        "drafts": [
            {
                "text": words(each.version.name),
                "detail": _("Saved %(when)s") % {"when": date_text(each.saved_at, here())},
                "href": reverse("forms:saved", kwargs={"draft_id": each.id}),
                "icon": "pen",
            }
            for each in drafts
        ],
    }
    return render(request, "cases/applications.html", context)


def _listed(own: OwnCase, now: datetime) -> dict[str, Any]:
    case = own.case
    return {
        "text": words(own.service),
        "detail": _standing(own, now),
        "href": reverse("cases:case", kwargs={"reference": case.reference}),
        "star": _star(case, now),
        "reference": case.reference,
    }


def _standing(own: OwnCase, now: datetime) -> str:
    case = own.case
    until = {"until": day(case.promised_on), "left": left(case.promised_on, now)}
    if case.standing is State.WITH_OFFICE:
        return _("With %(post)s, until %(until)s (%(left)s)") % {"post": plain(own.with_whom), **until}
    return {
        State.WITH_APPLICANT: _("Sent back to you: mend it, then it goes on"),
        State.ISSUING: _("Approved; it is being signed"),
        State.GRANTED: _("Granted"),
        State.REFUSED: _("Refused"),
        State.WITHDRAWN: _("Taken back by you"),
    }[case.standing]


def _star(case: Case, now: datetime) -> str:
    if three.is_late(case, now) or case.standing is State.REFUSED:
        return "late"
    return {State.WITH_APPLICANT: "back", State.GRANTED: "done", State.WITHDRAWN: "next"}.get(case.standing, "now")


def case_page(request: SahulatRequest, reference: str) -> HttpResponse:
    """One application: with whom, since when, until when; steps, messages, papers, who looked."""
    with hidden():
        case = operations.look_at_case(actor=request.actor, now=request.now, reference=reference)
    entries = entries_of(case)
    held = in_hand(case, request.now)
    context: dict[str, Any] = {
        "case": case,
        "service": words(service_name(case)),
        "title": plain(service_name(case)),
        "name": words(case.name),
        "three": three.three_questions(case, held, entries, request.now) if case.is_open else None,
        "ended": None if case.is_open else _ended(case, request.now),
        "steps": three.steps(case, held, entries, request.now),
        "query": _asked(case) if case.standing is State.WITH_APPLICANT else None,
        "messages": _messages(case, request.now),
        "papers": [*_issued(case, request), *_papers(case, request)],
        "looks": _looks(case, request.now),
        "can_withdraw": case.standing in (State.WITH_OFFICE, State.WITH_APPLICANT),
    }
    return render(request, "cases/case.html", context)


def _ended(case: Case, now: datetime) -> dict[str, Any]:
    """How it ended, by whom, why: options of the notice component, and the facts beside it."""
    decision = decision_of(case)
    posts, holders = named_posts({decision.post_id} if decision else set(), now)
    facts = [{"label": _("Promised by"), "text": day(case.promised_on)}]
    if case.decided_at is not None:
        facts.append({"label": _("Ended on"), "text": day(case.decided_at)})
    if decision is not None:
        facts.append({"label": _("By whom"), "text": three.person_of(decision.post_id, posts, holders)})
    definition = definition_of(case)
    if case.standing is State.GRANTED:
        text = _("Your document is in your documents. Anyone can check it with the code on it.")
        notice = {"kind": "done", "title": _("Granted"), "text": text}
    elif case.standing is State.REFUSED:
        reason = definition.refusal_reasons.get(decision.reason) if decision else None
        notice = {"kind": "refused", "title": _("Refused"), "text": words(reason)}
    else:
        notice = {"title": _("Taken back by you"), "text": _("Nobody works on it any more. You can apply again.")}
    return {
        "notice": notice,
        "facts": facts,
        "words": decision.words if decision else "",
        "appeal": words(definition.appeal) if case.standing is State.REFUSED else "",
    }


def _asked(case: Case) -> dict[str, Any] | None:
    query = open_query(case)
    if query is None:
        return None
    labels = {row.name: row.label for row in rows_of(case, preferred())}
    return {"reason": query.reason, "fields": [labels.get(name, name) for name in query.fields]}


def _messages(case: Case, now: datetime) -> list[dict[str, Any]]:
    """What went to and fro: each question of the office, and that it was answered."""
    found: list[dict[str, Any]] = []
    queries = queries_of(case)
    posts, holders = named_posts({query.post_id for query in queries}, now)
    for query in queries:
        by = three.person_of(query.post_id, posts, holders)
        found.append({"by": by, "at": date_text(query.asked_at, here()), "text": query.reason, "mine": False})
        if query.answered_at is not None and query.answers_number is not None:
            at = date_text(query.answered_at, here())
            found.append({"by": _("You"), "at": at, "text": _("I have mended what was asked."), "mine": True})
    return found


def _issued(case: Case, request: SahulatRequest) -> list[dict[str, Any]]:
    return [
        {
            "icon": "file-text",
            "text": words(paper.title),
            "detail": _("Number %(number)s, signed") % {"number": paper.number},
            "href": paper.href,
        }
        for paper in issued_papers(case, request.now)
    ]


def _papers(case: Case, request: SahulatRequest) -> list[dict[str, Any]]:
    return [
        {
            "icon": "image" if paper.is_image else "file-text",
            "text": paper.label,
            "detail": _("%(name)s, %(size)s kB") % {"name": paper.name, "size": paper.kilobytes},
            "href": paper.href,
        }
        for paper in papers_of(case, preferred(), request.now)
    ]


def _looks(case: Case, now: datetime) -> list[dict[str, Any]]:
    looks = looks_at_case(case)
    posts, holders = named_posts({look.post_id for look in looks}, now)
    return [
        {
            "icon": "eye",
            "text": three.person_of(look.post_id, posts, holders) or _("The installation itself"),
            "detail": _("%(when)s, %(purpose)s") % {"when": date_text(look.at, here()), "purpose": _(look.purpose)},
        }
        for look in looks
    ]


def receipt(request: SahulatRequest, reference: str) -> HttpResponse:
    """What one gets for an application just sent: the reference, with whom it is, until when."""
    with hidden():
        case = operations.look_at_case(actor=request.actor, now=request.now, reference=reference)
    entries = entries_of(case)
    held = in_hand(case, request.now)
    context = {
        "case": case,
        "service": words(service_name(case)),
        "three": three.three_questions(case, held, entries, request.now) if case.is_open else None,
        "sent": since(case.submitted_at, request.now),
    }
    return render(request, "cases/receipt.html", context)


def mend(request: SahulatRequest, reference: str) -> HttpResponse:
    """What the office asks; the button opens the form with only that."""
    with hidden():
        case = operations.look_at_case(actor=request.actor, now=request.now, reference=reference)
        if request.method == "POST":
            draft_id = operations.start_mending(actor=request.actor, now=request.now, case_id=case.id)
            return HttpResponseRedirect(_first_asked(case, draft_id))
    asked = _asked(case)
    if asked is None:
        return HttpResponseRedirect(reverse("cases:case", kwargs={"reference": reference}))
    context = {"case": case, "service": words(service_name(case)), "query": asked}
    return render(request, "cases/mend.html", context)


def _first_asked(case: Case, draft_id: UUID) -> str:
    """The form's first page on which something is asked."""
    query = open_query(case)
    asked = set(query.fields) if query is not None else set()
    pages = form_of(case.version_id).pages
    name = next(page.name for page in pages if asked & {field.name for field in page.fields})
    return reverse("forms:page", kwargs={"draft_id": draft_id, "page": name})


def withdraw(request: SahulatRequest, reference: str) -> HttpResponse:
    """Ask once more, then take the application back."""
    with hidden():
        case = operations.look_at_case(actor=request.actor, now=request.now, reference=reference)
        if request.method == "POST":
            operations.withdraw(actor=request.actor, now=request.now, case_id=case.id)
            return HttpResponseRedirect(reverse("cases:case", kwargs={"reference": reference}))
    return render(request, "cases/withdraw.html", {"case": case, "service": words(service_name(case))})


def take_finished(*, actor: Actor, now: datetime, draft_id: UUID, form_data: Mapping[str, str]) -> str:
    """The forms room's SubmitHandler: a finished draft becomes a case, or mends one; where to go then."""
    if draft(actor=actor, draft_id=draft_id).mends is not None:
        case = operations.mend(actor=actor, now=now, draft_id=draft_id)
        return reverse("cases:case", kwargs={"reference": case.reference})
    sent = operations.submit_application(actor=actor, now=now, draft_id=draft_id)
    return reverse("cases:receipt", kwargs={"reference": sent.reference})
