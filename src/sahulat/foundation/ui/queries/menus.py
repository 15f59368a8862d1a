"""Menus and slots of the layouts, for one request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info, gettext

from sahulat.foundation.ui.rules.registry import Registry, installed
from sahulat.foundation.ui.types import Audience, Position, Slot

HOME_SLASHES = 2
"""Slashes in the address of a home page, /en/, under which every page lies."""


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """A menu entry as it is drawn."""

    text: str
    href: str
    icon: str
    current: bool
    phone: bool


@dataclass(frozen=True, slots=True)
class ShownLanguage:
    """A language as the switch offers it: its own name, and where this very page is in it."""

    code: str
    name: str
    direction: str
    href: str
    current: bool


def audiences_of(request: HttpRequest) -> frozenset[Audience]:
    """To which audiences the actor of this request belongs."""
    actor: Any = getattr(request, "actor", None)
    if actor is None or not actor.is_signed_in:
        return frozenset({Audience.EVERYONE, Audience.GUEST})
    return frozenset({Audience.EVERYONE, Audience.OFFICER if actor.post_id else Audience.CITIZEN})


def menu(request: HttpRequest, position: Position, registry: Registry = installed) -> list[ShownEntry]:
    """The entries of a menu for this reader. Current is the one whose address begins this page's furthest."""
    entries = [(entry, reverse(entry.url_name)) for entry in registry.entries_for(position, audiences_of(request))]
    here = request.path
    above = [href for _, href in entries if here == href or (here.startswith(href) and href.count("/") > HOME_SLASHES)]
    current = max(above, key=len, default=None)
    return [ShownEntry(gettext(entry.label), href, entry.icon, href == current, entry.phone) for entry, href in entries]


def languages(request: HttpRequest) -> list[ShownLanguage]:
    """The switch of languages; each leads to this same page, question and all."""
    here = get_language()
    found = []
    for code in settings.SAHULAT_LANGUAGES:
        info = get_language_info(code)
        direction = "rtl" if info["bidi"] else "ltr"
        found.append(ShownLanguage(code, info["name_local"], direction, _here_in(request, code), code == here))
    return found


def _here_in(request: HttpRequest, code: str) -> str:
    there = translate_url(request.get_full_path(), code)
    in_a_language = request.path.split("/")[1] in settings.SAHULAT_LANGUAGES
    return there if in_a_language else f"/{code}/"


def filled(request: HttpRequest, slot: Slot) -> SafeString:
    """What higher rooms put into a slot; plain text is escaped."""
    return mark_safe("".join(conditional_escape(filler(request)) for filler in installed.fillers.get(slot, ())))  # noqa: S308


def sign_in_address(request: HttpRequest) -> str:
    """Where to sign in and come back here, or "" while no room offers it."""
    if installed.sign_in is None:
        return ""
    address = reverse(installed.sign_in)
    return f"{address}?next={request.path}" if request.method == "GET" else address
