"""What an officer does on a task: note, query back, forward, refuse, see and approve. One operation a press."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from sahulat.foundation.access.public import SahulatRequest
from sahulat.foundation.files.public import link
from sahulat.foundation.ui.public import render
from sahulat.kernel.ids import new_id
from sahulat.kernel.refusals import FieldsRefused
from sahulat.platform.accounts.public import StepUpNeeded, TooManyTries, WrongSecret, step_up
from sahulat.platform.cases import operations
from sahulat.platform.cases.models import Holding
from sahulat.platform.cases.queries.definitions import answered_fields, refusal_reasons, rows_of, service_name
from sahulat.platform.cases.types import Outcome, OutcomeNotOffered, PressUnclear
from sahulat.platform.cases.web.task import is_mine, my_task, show_task, to_task
from sahulat.platform.cases.web.wording import field_errors, hidden, plain, preferred, sentence, words
from sahulat.platform.documents.public import frozen, frozen_picture

Context = dict[str, Any]
Errors = dict[str, str]
FORWARDS = frozenset({Outcome.FORWARD, Outcome.COMPLETE})
UNCLEAR = "key"
"""Where the error of a form without a clear key stands; no field of the page is to blame."""


def note(request: SahulatRequest, task_id: UUID) -> HttpResponse:
    """Add a note to the sheet, and back to the task."""
    if request.method != "POST":
        return to_task(task_id)
    try:
        with hidden():
            operations.add_note(
                actor=request.actor,
                now=request.now,
                task_id=task_id,
                text=request.POST.get("note", ""),
                key=request.POST.get("key", ""),
            )
    except FieldsRefused as refusal:
        typed = request.POST.get("note", "")
        return show_task(request, task_id, errors=field_errors(refusal), typed=typed, status=refusal.status)
    except PressUnclear as refusal:
        typed = request.POST.get("note", "")
        return show_task(request, task_id, errors={"note": sentence(refusal)}, typed=typed, status=refusal.status)
    return to_task(task_id)


def send_back(request: SahulatRequest, task_id: UUID) -> HttpResponse:
    """Tick the answers to be mended, say why."""

    def act() -> None:
        operations.send_back(
            actor=request.actor,
            now=request.now,
            task_id=task_id,
            fields=request.POST.getlist("fields"),
            reason=request.POST.get("reason", ""),
            key=request.POST.get("key", ""),
        )

    return _decide(request, task_id, "send-back", {Outcome.QUERY}, act, _fields)


def _fields(holding: Holding, request: SahulatRequest, errors: Errors) -> Context:
    askable = answered_fields(holding.case)
    chosen = request.POST.getlist("fields")
    items = [
        {"value": row.name, "text": row.label, "checked": row.name in chosen}
        for row in rows_of(holding.case, preferred())
        if row.name in askable
    ]
    options = {
        "name": "fields",
        "idPrefix": "fields",
        "fieldset": _legend(_("Which answers have to be mended?")),
        "hint": {"text": _("The applicant can change these and no others. The clock stands meanwhile.")},
        "items": items,
    }
    return {"fields": options | _message(errors, "fields")}


def _legend(text: str) -> Context:
    return {"legend": {"text": text, "classes": "govuk-fieldset__legend--m"}}


def _message(errors: Errors, name: str) -> Context:
    return {"errorMessage": {"text": errors[name]}} if name in errors else {}


def forward(request: SahulatRequest, task_id: UUID) -> HttpResponse:
    """Pass the case on, with a note or without."""

    def act() -> None:
        operations.forward(
            actor=request.actor,
            now=request.now,
            task_id=task_id,
            note=request.POST.get("note", ""),
            key=request.POST.get("key", ""),
        )

    return _decide(request, task_id, "forward", FORWARDS, act, lambda holding, asked, errors: {})


def refuse(request: SahulatRequest, task_id: UUID) -> HttpResponse:
    """Choose the reason, explain it."""

    def act() -> None:
        operations.refuse(
            actor=request.actor,
            now=request.now,
            task_id=task_id,
            reason=request.POST.get("reason", ""),
            words=request.POST.get("words", ""),
            key=request.POST.get("key", ""),
        )

    return _decide(request, task_id, "refuse", {Outcome.REFUSE}, act, _reasons)


def _reasons(holding: Holding, request: SahulatRequest, errors: Errors) -> Context:
    chosen = request.POST.get("reason", "")
    reasons = refusal_reasons(holding.case).items()
    options = {
        "name": "reason",
        "idPrefix": "reason",
        "fieldset": _legend(_("Why is it refused?")),
        "items": [{"value": code, "text": words(text), "checked": code == chosen} for code, text in reasons],
    }
    return {"reasons": options | _message(errors, "reason")}


def _decide(
    request: SahulatRequest,
    task_id: UUID,
    name: str,
    outcomes: Collection[Outcome],
    act: Callable[[], None],
    fill: Callable[[Holding, SahulatRequest, Errors], Context],
) -> HttpResponse:
    """A page with a form for one act: shown, or carried out and back to the inbox.

    Raises OutcomeNotOffered, before anything is shown, for an act that the task doesn't offer.
    """
    errors: Errors = {}
    if request.method == "POST":
        try:
            with hidden():
                act()
        except FieldsRefused as refusal:
            errors = field_errors(refusal)
        except PressUnclear as refusal:
            errors = {UNCLEAR: sentence(refusal)}
        else:
            return HttpResponseRedirect(reverse("cases:inbox"))
    holding = my_task(request, task_id)
    if not is_mine(request, holding):
        return to_task(task_id)
    if not set(outcomes) & set(holding.outcomes):
        raise OutcomeNotOffered
    context = _page(request, holding, errors) | fill(holding, request, errors)
    return render(request, f"cases/{name}.html", context, status=422 if errors else 200)


def _page(request: SahulatRequest, holding: Holding, errors: Errors) -> Context:
    return {
        "case": holding.case,
        "task": holding,
        "title": f"{plain(holding.case.name)}: {plain(service_name(holding.case))}",
        "key": str(new_id(request.now)) if UNCLEAR in errors else request.POST.get("key") or str(new_id(request.now)),
        "errors": errors,
        "error_list": [{"text": text, "href": "" if name == UNCLEAR else f"#{name}"} for name, text in errors.items()],
        "typed": request.POST,
    }


def prepare(request: SahulatRequest, task_id: UUID) -> HttpResponse:
    """Have frozen what would be issued, and on to the page that shows it."""
    if request.method != "POST":
        return to_task(task_id)
    with hidden():
        operations.prepare_decision(actor=request.actor, now=request.now, task_id=task_id)
    return HttpResponseRedirect(reverse("cases:approve", kwargs={"task_id": task_id}))


def approve(request: SahulatRequest, task_id: UUID) -> HttpResponse:
    """See what was frozen last; sign in afresh over its hash; approve exactly that. Showing it changes nothing."""
    errors: Errors = {}
    if request.method == "POST":
        try:
            return _approved(request, task_id)
        except (WrongSecret, StepUpNeeded, TooManyTries) as refusal:
            errors = {"secret": sentence(refusal)}
        except PressUnclear as refusal:
            errors = {UNCLEAR: sentence(refusal)}
    holding = my_task(request, task_id)
    if not is_mine(request, holding):
        return to_task(task_id)
    if Outcome.APPROVE not in holding.outcomes:
        raise OutcomeNotOffered
    if not holding.frozen_sha256:
        return to_task(task_id)
    context = _page(request, holding, errors) | _document(holding, request) | _secret(errors)
    response = render(request, "cases/approve.html", context, status=422 if errors else 200)
    response["Cache-Control"] = "no-store"
    return response


def _approved(request: SahulatRequest, task_id: UUID) -> HttpResponse:
    """The proof is a thing of its own, made before: a wrong password must stay counted whatever follows."""
    sha256 = request.POST.get("sha256", "")
    key = request.POST.get("key", "")
    challenge = bytes.fromhex(sha256) if len(sha256) == 64 and set(sha256) <= set("0123456789abcdef") else b""
    if challenge:
        secret = request.POST.get("secret", "")
        step_up(actor=request.actor, now=request.now, challenge=challenge, secret=secret)
    with hidden():
        operations.approve(actor=request.actor, now=request.now, task_id=task_id, sha256=sha256, key=key)
    return HttpResponseRedirect(reverse("cases:inbox"))


def _document(holding: Holding, request: SahulatRequest) -> Context:
    if holding.frozen_id is None:
        return {"sha256": holding.frozen_sha256, "pages": []}
    document = frozen(holding.frozen_id)
    return {
        "sha256": document.sha256,
        "number": document.number,
        "pdf": link(document.file_id, now=request.now, name=f"{document.number}.pdf"),
        "pages": [
            {
                "src": reverse("cases:picture", kwargs={"task_id": holding.id, "page": page}),
                "alt": _("Page %(page)s of the document") % {"page": page + 1},
            }
            for page in range(document.pages)
        ],
    }


def _secret(errors: Errors) -> Context:
    options = {
        "name": "secret",
        "id": "secret",
        "type": "password",
        "autocomplete": "current-password",
        "label": {"text": _("Your password, or the code that we send you")},
        "hint": {"text": _("It is asked for each signature, and is good for this one only.")},
    }
    return {"secret": options | _message(errors, "secret")}


def picture(request: SahulatRequest, task_id: UUID, page: int) -> HttpResponse:
    """One page of the frozen document, as PNG, for whoever decides over it."""
    with hidden():
        holding = operations.look_at_decision(actor=request.actor, now=request.now, task_id=task_id)
    drawn = frozen_picture(holding.frozen_id, page) if holding.frozen_id is not None else None
    if drawn is None:
        return HttpResponse(status=404)
    response = HttpResponse(drawn, content_type="image/png")
    response["Cache-Control"] = "private, no-store"
    return response
