"""The list of services, and the page of one service."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi, gettext, ngettext

from sahulat.foundation.access.public import SahulatRequest
from sahulat.foundation.languages.public import day_text, money_text, number_text
from sahulat.foundation.ui.public import render
from sahulat.kernel.text import Text
from sahulat.platform.catalogue.queries import current_version, fact, package, search_services, start_link
from sahulat.platform.catalogue.types import Definition, Fact, Law, Paper, Sourced
from sahulat.platform.catalogue.web.histogram import histogram

WORDS_AT_MOST = 100


def service_list(request: SahulatRequest) -> HttpResponse:
    """All services, or those in which the words of ?q= occur."""
    words = request.GET.get("q", "")[:WORDS_AT_MOST].strip()
    lang = _lang()
    found = search_services(words, lang)
    items = [
        {
            "text": card.name.pick([lang])[1],
            "detail": card.summary.pick([lang])[1],
            "href": _address(card.key),
        }
        for card in found
    ]
    return render(request, "catalogue/services.html", {"words": words, "rows": {"items": items}})


def service_page(request: SahulatRequest, jurisdiction: str, agency: str, service: str) -> HttpResponse:
    """One service: what it costs, how long it takes in promise and in fact, what to keep at hand, the law."""
    version = current_version(f"{jurisdiction}/{agency}/{service}")
    definition = package(version.id).definition
    taken = fact(service_key=definition.key, now=request.now)
    lang = _lang()
    context = {
        "name": _said(definition.name),
        "summary": _said(definition.summary),
        "audience": _said(definition.audience),
        "appeal": _said(definition.appeal),
        "facts": {"items": _facts(definition, taken, lang)},
        "start": start_link(service_key=definition.key),
        "minutes": definition.minutes,
        "keep": {"items": [_paper(paper, icon="file-text") for paper in definition.keep]},
        "not_asked": {"items": [_paper(paper, star="done") for paper in definition.not_asked]},
        "laws": [_law(law) for law in definition.laws],
        "illustrative": any(_is_illustrative(definition)),
        "example": {
            "audience": _example(definition.audience_said),
            "appeal": _example(definition.appeal_said),
            "papers": _example(definition.papers_said),
        },
        "histogram": histogram(taken, definition.time_limit.working_days, rtl=get_language_bidi()),
        "taken": number_text(taken.count, lang),
        "since": day_text(taken.since, lang),
    }
    return render(request, "catalogue/service.html", context)


def _lang() -> str:
    return get_language() or "en"


def _said(text: Text) -> str:
    return text.pick([_lang()])[1]


def _address(key: str) -> str:

    return reverse("catalogue:service", args=key.split("/"))


def _days(count: int) -> str:
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}


def _facts(definition: Definition, taken: Fact, lang: str) -> list[dict[str, str]]:
    amount = definition.fee.amount
    items = [
        {
            "label": gettext("Fee"),
            "text": money_text(amount, lang) if amount.paisa else gettext("Nothing"),
            "detail": _example(definition.fee),
        },
        {
            "label": gettext("Promised"),
            "text": _days(definition.time_limit.working_days),
            "detail": _example(definition.time_limit),
        },
    ]
    half, most = taken.within(Decimal("0.5")), taken.within(Decimal("0.9"))
    if half is None or most is None:
        items.append({"label": gettext("In fact"), "text": gettext("Nobody yet")})
    else:
        detail = gettext("9 in 10 people had it within %(days)s") % {"days": _days(most)}
        items.append({"label": gettext("In fact, last 90 days"), "text": _days(half), "detail": detail})
    return items


def _paper(paper: Paper, **look: str) -> dict[str, Any]:
    return {"text": _said(paper.name), "detail": _said(paper.detail), **look}


def _law(law: Law) -> dict[str, str | None]:
    linked = law.source if law.source and law.source.startswith("https://") else None
    return {"title": _said(law.title), "href": linked, "source": law.source, "example": _example(law)}


def _example(fact: Sourced) -> str:
    """What stands beside an invented fact; nothing beside one with a source."""
    return gettext("Example, not checked with the office") if fact.illustrative else ""


def _is_illustrative(definition: Definition) -> list[bool]:
    facts: list[Sourced] = [definition.fee, definition.time_limit, *definition.laws]
    facts += [definition.audience_said, definition.appeal_said]
    if definition.keep or definition.not_asked:
        facts.append(definition.papers_said)
    return [each.illustrative for each in facts]
