"""The page that shows a person who looked at their data, when, why and on what basis."""

from __future__ import annotations

from uuid import UUID

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
from sahulat.platform.consent.types import LooksPage, LookView, Who

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
    before, after = _cursor(request.GET.get("before")), _cursor(request.GET.get("after"))
    page = looks_at_me(request.actor, before=before, after=None if before else after)
    context = {
        "looks": [_shown(look, language) for look in page.looks],
        "is_whole": not before and not after,
        "ways": _ways(page),
    }
    return render(request, "consent/my-record.html", context)


def _ways(page: LooksPage) -> dict[str, object] | None:
    ways: dict[str, object] = {}
    if page.newer is not None:
        ways["previous"] = {"href": f"?after={page.newer}", "text": gettext("Newer")}
    if page.older is not None:
        ways["next"] = {"href": f"?before={page.older}", "text": gettext("Older")}
    return {**ways, "landmarkLabel": gettext("More looks")} if ways else None


def _cursor(asked: str | None) -> UUID | None:
    try:
        return UUID(asked) if asked else None
    except ValueError:
        return None


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
