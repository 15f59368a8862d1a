"""Home, help, my account, my documents. Nothing stands here that leads nowhere, no number that nobody counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from sahulat.foundation.access.public import SahulatRequest
from sahulat.foundation.access.types import Basis, Grounds
from sahulat.foundation.languages.public import language as language_of
from sahulat.foundation.ui.public import render
from sahulat.kernel.refusals import N_
from sahulat.kernel.text import Text
from sahulat.platform.cases.public import most_used
from sahulat.platform.cases.types import TimeTaken
from sahulat.platform.catalogue.public import services
from sahulat.platform.catalogue.types import ServiceCard
from sahulat.platform.people.public import name_of

MOST_SERVICES = 12
MEASURED_FOR = 300
"""Seconds for which the measured times on the home page may be old."""
OWN = Grounds(N_("to show your account"), Basis.SELF)


def home(request: SahulatRequest) -> HttpResponse:
    """Search before all else; how long the most used services took in fact; the services."""
    offered = services(_here())
    context = {
        "measured": _measured(offered, request.now),
        "services": [_door(card) for card in offered[:MOST_SERVICES]],
        "more": len(offered) > MOST_SERVICES,
        "examples": [_words(card.name) for card in offered[:3]],
        "doors": [
            {"icon": "list-checks", "text": _("Where is my application?"), "href": reverse("cases:applications")},
            {"icon": "shield-check", "text": _("Is this paper genuine?"), "href": reverse("documents:check")},
            {"icon": "circle-help", "text": _("How it works, and help"), "href": reverse("portal:help")},
        ],
    }
    return render(request, "portal/home.html", context)


def _measured(offered: Sequence[ServiceCard], now: datetime) -> list[dict[str, Any]]:
    """The most used services with promise and fact, counted from decided cases of the last 90 days."""
    cards = {card.key: card for card in offered}
    taken = [each for each in _counted(now) if each.service_key in cards]
    most = max((max(each.promised_days, each.days) for each in taken), default=1)
    return [_promise(each, cards[each.service_key], most) for each in taken]


def _counted(now: datetime) -> tuple[TimeTaken, ...]:
    """Counted anew every five minutes: the home page is the most read and 90 days change slowly."""
    key = f"portal.most-used.{int(now.timestamp()) // MEASURED_FOR}"
    counted: tuple[TimeTaken, ...] | None = cache.get(key)
    if counted is None:
        counted = most_used(now=now)
        cache.set(key, counted, MEASURED_FOR)
    return counted


def _promise(taken: TimeTaken, card: ServiceCard, most: int) -> dict[str, Any]:
    promised, days = _days(taken.promised_days), _days(taken.days)
    label = _("Promised %(promised)s, in fact %(days)s") % {"promised": promised, "days": days}
    return {
        "name": _words(card.name),
        "href": _address(card),
        "promised": promised,
        "days": days,
        "late": taken.days > taken.promised_days,
        "bar": {"promised": taken.promised_days, "fact": taken.days, "most": most, "label": label},
    }


def _days(count: int) -> str:
    if count == 0:
        return _("the same day")
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}


def _door(card: ServiceCard) -> dict[str, Any]:
    return {"text": _words(card.name), "detail": _words(card.summary), "href": _address(card), "icon": "file-text"}


def _address(card: ServiceCard) -> str:
    jurisdiction, agency, service = card.key.split("/")
    return reverse("catalogue:service", kwargs={"jurisdiction": jurisdiction, "agency": agency, "service": service})


def help_page(request: SahulatRequest) -> HttpResponse:
    """Short and true: how to apply, how to wait, how to check, whom to ask."""
    return render(request, "portal/help.html", {})


def account(request: SahulatRequest) -> HttpResponse:
    """Everything that is the reader's own, one line each."""
    names: Text | None = None
    if request.actor.person_id is not None:
        names = name_of(request.actor.person_id, actor=request.actor, now=request.now, grounds=OWN)
    rows = [
        {"icon": "list-checks", "text": _("My applications"), "href": reverse("cases:applications")},
        {"icon": "file-text", "text": _("My documents"), "href": reverse("documents:mine")},
        {"icon": "message-square", "text": _("My messages"), "href": reverse("notices:messages")},
        {"icon": "eye", "text": _("Who looked at my data"), "href": reverse("consent:my-record")},
        {"icon": "key-round", "text": _("Sign-in and security"), "href": reverse("accounts:security")},
    ]
    return render(request, "portal/account.html", {"name": _words(names) if names else "", "rows": rows})


def _here() -> str:
    return get_language() or "en"


def _words(text: Text) -> str | SafeString:
    """A Text in the reader's language, marked when it only exists in another."""
    lang, value = text.pick([_here(), "en"])
    if lang == _here():
        return value
    return format_html('<span lang="{}" dir="{}">{}</span>', lang, language_of(lang).direction, value)
