"""How this room's forms are shown, and where to go on from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext

from sahulat.foundation.ui.public import render
from sahulat.kernel.refusals import FieldsRefused, Refusal
from sahulat.platform.accounts.web.fields import Field, summary_of


@dataclass(slots=True)
class Link:
    """A way to another page, below the button."""

    text: str
    href: str


@dataclass(slots=True)
class Form:
    """A page with one form. Texts are in the reader's language already."""

    heading: str
    button: str
    words: str = ""
    fields: list[Field] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    hidden: Mapping[str, str] = field(default_factory=dict)


def show(request: HttpRequest, form: Form, errors: Mapping[str, str] | None = None, status: int = 200) -> HttpResponse:
    """The form as a page; never kept by a cache, since it may hold what was typed."""
    context: dict[str, Any] = {
        "form": form,
        "summary": summary_of(errors) if errors else None,
        "next": next_address(request),
    }
    response = render(request, "accounts/form.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def errors_of(refusal: Refusal, place: str) -> dict[str, str]:
    """Sentence by field; a refusal that names no field stands at `place`."""
    if isinstance(refusal, FieldsRefused):
        return {name: _sentence(error.message, error.params) for name, error in refusal.errors.items()}
    return {place: _sentence(refusal.message, refusal.params)}


def next_address(request: HttpRequest) -> str:
    """Where to go on after this: an address of our own that the page was asked with, or home."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return asked
    return f"/{get_language() or 'en'}/"


def home_or_next(request: HttpRequest) -> HttpResponse:
    """Go on to where the reader wanted to go."""
    return HttpResponseRedirect(next_address(request))


def go(request: HttpRequest, name: str, **kwargs: Any) -> HttpResponse:
    """Go to a page of this room and remember where to go on from there."""
    return HttpResponseRedirect(f"{reverse(name, kwargs=kwargs or None)}{_query(request)}")


def link(request: HttpRequest, text: str, name: str) -> Link:
    """A link to a page of this room that remembers where to go on."""
    return Link(text, f"{reverse(name)}{_query(request)}")


def _query(request: HttpRequest) -> str:
    return "?" + urlencode({"next": next_address(request)})


def _sentence(message: str, params: Mapping[str, object]) -> str:
    return gettext(message) % params if params else gettext(message)
