"""The demo's door ("Who do you want to be?"), its clock, its drawn phone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, gettext

from sahulat.foundation.access.public import SahulatRequest
from sahulat.foundation.languages.public import date_text, time_text
from sahulat.foundation.messaging.public import Address, AddressKind, handset_messages
from sahulat.foundation.ui.public import render
from sahulat.kernel.identifiers import Mobile, NotAMobile
from sahulat.kernel.refusals import N_, Refusal
from sahulat.platform.accounts.public import enter
from sahulat.platform.notices.public import own_notices
from sahulat.project.demo import operations
from sahulat.project.demo.models import Figure
from sahulat.project.demo.names import demo_mobile
from sahulat.project.demo.queries import Choice, actor_of, chosen, personas

SHOWN_ON_DOOR, SHOWN_ABOVE = 8, 3
TYPED_MOBILE, REDIRECTED = "demo-mobile", 302
ASKING_FOR_A_MOBILE = frozenset({"accounts:sign-in", "accounts:password-sign-in", "accounts:sign-up"})
STEPS = (("day", N_("1 day on")), ("three-days", N_("3 days on")), ("month", N_("1 month on")))
TRIES = (
    (
        "shield-check",
        N_("Change one letter of a certificate"),
        N_("Be the citizen, download a document, change a byte, and let the check page look at it: it refuses."),
    ),
    (
        "hourglass",
        N_("Let the promised day pass"),
        N_("Push the clock, then be the clerk: the case is late, and the citizen sees it too."),
    ),
    (
        "eye",
        N_("See who looked at you"),
        N_("Be the clerk and open a case, then be the citizen and read who looked, and why."),
    ),
    (
        "rotate-ccw",
        N_("Pull the plug"),
        N_("Kill the worker, the web server or the database in the middle of an approval: nothing is lost."),
    ),
)


class NoSuchPersona(Refusal):
    """Nobody of that name stands at the door."""

    code = "demo.no-such-persona"
    status = 404
    message = N_("There is nobody of that name in this demo. Choose one from the list.")


def door(request: SahulatRequest) -> HttpResponse:
    """Who do you want to be? With the clock, the phone and things to try."""
    if not settings.SAHULAT_DEMO:
        raise operations.NotADemo
    language = get_language() or "en"
    listed = personas(request.now)
    context = {
        "personas": [_shown(choice, language) for choice in listed],
        "phone": _phone(chosen(request.actor), language, request),
        "clock": date_text(request.now, language),
        "steps": [_step(value, text) for value, text in STEPS],
        "tries": [_try(icon, text, detail) for icon, text, detail in TRIES],
    }
    return render(request, "demo/door.html", context)


def be(request: SahulatRequest) -> HttpResponse:
    """Sign in as a persona, by one tap."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("demo:door"))
    persona = Figure.objects.filter(key=request.POST.get("persona", "")).first()
    if persona is None:
        raise NoSuchPersona
    language = get_language() or "en"
    signed_in = operations.be(actor=request.actor, now=request.now, persona=persona, language=language)
    enter(request, signed_in, post_id=persona.post_id)
    return HttpResponseRedirect(reverse("cases:inbox") if persona.post_id else reverse("portal:home"))


def push(request: SahulatRequest) -> HttpResponse:
    """Move the clock on."""
    step = operations.STEPS.get(request.POST.get("step", ""))
    if request.method == "POST" and step is not None:
        operations.push_clock(actor=request.actor, now=request.now, by=step)
    return HttpResponseRedirect(reverse("demo:door"))


def start_anew(request: SahulatRequest) -> HttpResponse:
    """Throw everything away and load the country again; the page comes back by itself."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("demo:door"))
    operations.start_anew(actor=request.actor, now=request.now)
    response = render(request, "demo/starting.html", {"bare": True})
    response["Refresh"] = f"8; url=/{get_language() or 'en'}/demo/"
    return response


class PhoneMiddleware:
    """Remembers which number a visitor typed when signing in or up, so that the drawn phone is that one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Django's middleware protocol; there is none outside a demo."""
        if not settings.SAHULAT_DEMO:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; then keep the number, if a code was sent to it: only then do those pages redirect."""
        response = self.get_response(request)
        match = request.resolver_match
        asked = match is not None and match.view_name in ASKING_FOR_A_MOBILE
        if asked and request.method == "POST" and response.status_code == REDIRECTED:
            with suppress(NotAMobile):
                request.session[TYPED_MOBILE] = Mobile.parse(request.POST.get("mobile", "")).e164
        return response


def phone_above(request: SahulatRequest) -> str:
    """The newest messages on the phone of whoever the visitor is, for the line above each page."""
    persona = chosen(getattr(request, "actor", None))
    messages = _messages(persona, SHOWN_ABOVE) if persona else _visitors_messages(request)
    return render_to_string("demo/above.html", {"messages": messages}, request=request)


def _visitors_messages(request: SahulatRequest) -> list[dict[str, str]]:
    mobile = request.session.get(TYPED_MOBILE, "") if hasattr(request, "session") else ""
    return _texts(mobile, SHOWN_ABOVE) if mobile else []


def _messages(persona: Figure, most: int) -> list[dict[str, str]]:
    return _texts(demo_mobile(persona.number).e164, most)


def _texts(mobile: str, most: int) -> list[dict[str, str]]:
    found = handset_messages(Address(AddressKind.MOBILE, mobile), limit=most)
    return [{"text": message.text, "lang": message.lang} for message in found]


def _phone(persona: Figure | None, language: str, request: SahulatRequest) -> dict[str, object]:
    """The phone of the one who is signed in; before that, what the citizen was told, in the door's language."""
    return {
        "messages": _messages(persona, SHOWN_ON_DOOR) if persona else _told_the_citizen(language),
        "time": time_text(request.now, language),
        "caption": gettext("The phone of the one you are. Messages and codes arrive here."),
    }


def _told_the_citizen(language: str) -> list[dict[str, str]]:
    citizen = Figure.objects.filter(key="citizen").first()
    if citizen is None:
        return []
    told = own_notices(actor_of(citizen), [language, "en"], limit=SHOWN_ON_DOOR)
    return [{"text": each.text, "lang": each.lang} for each in told]


def _try(icon: str, text: str, detail: str) -> dict[str, str]:
    return {"icon": icon, "text": gettext(text), "detail": gettext(detail)}


def _step(value: str, text: str) -> dict[str, str]:
    return {"name": "step", "value": value, "text": gettext(text), "classes": "govuk-button--secondary"}


def _shown(choice: Choice, language: str) -> dict[str, object]:
    name = choice.name.pick([language, "en"])[1]
    if choice.title is None:
        heading = gettext("%(name)s, citizen") % {"name": name}
    else:
        heading = f"{name}{'،' if language == 'ur' else ','} {choice.title.pick([language, 'en'])[1]}"
    return {"value": choice.key, "name": heading, "detail": _detail(choice), "tile": choice.tile}


def _detail(choice: Choice) -> str:
    if choice.title is None:
        return gettext("Some applications are under way, one waits for an answer, some are done.")
    if choice.late:
        return gettext("%(open)d papers on the desk, %(late)d of them late") % {
            "open": choice.open,
            "late": choice.late,
        }
    return gettext("%(open)d papers on the desk") % {"open": choice.open}
