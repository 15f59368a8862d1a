"""The page that shows a person who looked at their data, when, why and on what basis."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import get_language, gettext

from sahulat.foundation.access.public import SahulatRequest
from sahulat.foundation.access.types import Basis
from sahulat.foundation.languages.public import date_text
from sahulat.foundation.ui.public import render
from sahulat.kernel.refusals import N_
from sahulat.platform.consent.queries import looks_at_me
from sahulat.platform.consent.rules.subjects import words_for
from sahulat.platform.consent.types import LookView, Who

BASES = {
    Basis.LAW: N_("A law asks for it"),
    Basis.CONSENT: N_("You agreed to it"),
    Basis.PUBLIC_TASK: N_("It is this office's work"),
    Basis.VITAL: N_("To protect somebody's life"),
    Basis.SELF: N_("You looked yourself"),
}
SELF = N_("You")
PERSON = N_("Somebody acting for themselves")


def my_record(request: SahulatRequest) -> HttpResponse:
    """Who looked at the reader's data."""
    language = get_language() or "en"
    looks = [_shown(look, language) for look in looks_at_me(request.actor)]
    return render(request, "consent/my-record.html", {"looks": looks})


def _shown(look: LookView, language: str) -> dict[str, str]:
    who, agency = _who(look, [language, "en"])
    return {
        "who": who,
        "agency": agency,
        "at": date_text(look.at, language),
        "what": gettext(words_for(look.subject_type)),
        "why": gettext(look.purpose),
        "basis": gettext(BASES[look.basis]),
    }


def _who(look: LookView, languages: list[str]) -> tuple[str, str]:
    if look.post_title is not None:
        agency = look.agency_names.pick(languages)[1] if look.agency_names else ""
        return look.post_title.pick(languages)[1], agency
    if look.who is Who.SYSTEM:
        # The installation's own name, which is not translated.
        return str(settings.SAHULAT_NAME), ""
    return gettext(SELF if look.who is Who.SELF else PERSON), ""
