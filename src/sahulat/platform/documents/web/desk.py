"""What a post issued, and withdrawing one of it with a reason."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language, gettext

from sahulat.foundation.access.public import SahulatRequest
from sahulat.foundation.languages.public import day_text, zone
from sahulat.foundation.ui.public import render
from sahulat.kernel.refusals import FieldsRefused
from sahulat.platform.documents.operations import revoke
from sahulat.platform.documents.queries import issued_at_desk, issued_here
from sahulat.platform.documents.types import Issued, State

LONGEST_REASON = 400


def issued(request: SahulatRequest) -> HttpResponse:
    """The newest documents of the reader's post, or the one with the number that was typed."""
    number = request.GET.get("number", "")[:60]
    rows = [
        {
            "text": f"{each.title.pick([_lang()])[1]} {each.number}",
            "detail": _state(each, request),
            "href": reverse("documents:withdraw", args=[each.id]),
        }
        for each in issued_here(actor=request.actor, number=number)
    ]
    return render(request, "documents/issued.html", {"rows": {"items": rows}, "number": number})


def withdraw(request: SahulatRequest, document_id: UUID) -> HttpResponse:
    """One document, and the form by which it is withdrawn."""
    shown = issued_at_desk(actor=request.actor, document_id=document_id)
    if request.method != "POST":
        return _page(request, shown)
    reason = request.POST.get("reason", "")
    try:
        revoke(actor=request.actor, now=request.now, document_id=document_id, reason=reason)
    except FieldsRefused as refusal:
        (wrong,) = refusal.errors.values()
        return _page(request, shown, reason=reason, error=gettext(wrong.message), status=refusal.status)
    return HttpResponseRedirect(reverse("documents:withdraw", args=[document_id]))


def _page(
    request: SahulatRequest, shown: Issued, *, reason: str = "", error: str = "", status: int = 200
) -> HttpResponse:
    box: dict[str, Any] = {
        "name": "reason",
        "id": "reason",
        "label": {"text": gettext("Why is it withdrawn?"), "classes": "govuk-label--s"},
        "hint": {"text": gettext("It is kept with the document and not shown to strangers.")},
        "value": reason,
        "rows": 4,
        "attributes": {"maxlength": str(LONGEST_REASON)},
    }
    summary = None
    if error:
        box["errorMessage"] = {"text": error}
        summary = {"titleText": gettext("Look at this again"), "errorList": [{"text": error, "href": "#reason"}]}
    three = {
        "by": True,
        "whom": {"text": shown.issuer_title.pick([_lang()])[1], "detail": shown.agency.pick([_lang()])[1]},
        "since": {"text": day_text(shown.valid_from, _lang())},
        "until": {"text": _state(shown, request)},
    }
    context = {
        "title": shown.title.pick([_lang()])[1],
        "number": shown.number,
        "three": three,
        "withdrawn": shown.revoked_at is not None,
        "reason": shown.revoked_reason,
        "box": box,
        "summary": summary,
        "check": reverse("documents:checked", args=[shown.token]),
    }
    return render(request, "documents/withdraw.html", context, status=status)


def _state(each: Issued, request: SahulatRequest) -> str:
    state = each.state(request.now.astimezone(zone()).date())
    if state is State.REVOKED and each.revoked_at is not None:
        return gettext("Withdrawn on %(day)s") % {"day": day_text(each.revoked_at, _lang())}
    return gettext("No end") if each.valid_to is None else day_text(each.valid_to, _lang())


def _lang() -> str:
    return get_language() or "en"
