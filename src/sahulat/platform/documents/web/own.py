"""One's own documents."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language, gettext

from sahulat.foundation.access.public import SahulatRequest
from sahulat.foundation.languages.public import day_text, zone
from sahulat.foundation.ui.public import render
from sahulat.platform.documents.queries import my_document_link, my_documents
from sahulat.platform.documents.rules.codes import grouped
from sahulat.platform.documents.types import Issued, State


def mine(request: SahulatRequest) -> HttpResponse:
    """The documents that the reader holds."""
    found = my_documents(actor=request.actor, now=request.now)
    return render(request, "documents/mine.html", {"documents": [_shown(each, request) for each in found]})


def download(request: SahulatRequest, document_id: UUID) -> HttpResponse:
    """The signed PDF, from the files' own origin."""
    return HttpResponseRedirect(my_document_link(actor=request.actor, now=request.now, document_id=document_id))


def _shown(each: Issued, request: SahulatRequest) -> dict[str, object]:
    lang = get_language() or "en"
    state = each.state(request.now.astimezone(zone()).date())
    until = gettext("No end") if each.valid_to is None else day_text(each.valid_to, lang)
    return {
        "id": each.id,
        "title": each.title.pick([lang])[1],
        "number": each.number,
        "code": grouped(each.token),
        "state": state,
        "withdrawn": state is State.REVOKED,
        "check": f"{settings.SAHULAT_ORIGIN}{reverse('documents:checked', args=[each.token])}",
        "three": {
            "by": True,
            "whom": {"text": each.issuer_title.pick([lang])[1], "detail": each.agency.pick([lang])[1]},
            "since": {"text": day_text(each.valid_from, lang)},
            "until": {"text": gettext("Withdrawn") if state is State.REVOKED else until},
        },
    }
