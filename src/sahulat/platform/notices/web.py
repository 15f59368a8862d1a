"""The page with everything that a person was told."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import get_language

from sahulat.foundation.access.public import SahulatRequest
from sahulat.foundation.languages.public import date_text
from sahulat.foundation.ui.public import render
from sahulat.platform.notices.queries import own_notices


def messages(request: SahulatRequest) -> HttpResponse:
    """The reader's own notices, latest first."""
    language = get_language() or "en"
    shown = [
        {"text": each.text, "lang": each.lang, "at": date_text(each.told_at, language)}
        for each in own_notices(request.actor, [language, "en"])
    ]
    return render(request, "notices/messages.html", {"messages": shown})
