"""Tags and filters of the design system.

{% component "button" text=_("Apply") icon="arrow-right" %}
{% component "radios" params %}          params: a dict of GOV.UK macro options, made by the view
{% icon "clock" %}   {% star "done" %}   {{ case.reference|reference }}
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi

from sahulat.foundation.ui.queries import assets, menus, pages
from sahulat.foundation.ui.rules import attributes as attribute_rules
from sahulat.foundation.ui.types import Position, Slot

register = template.Library()
register.filter("reference", pages.reference)
register.filter("references", pages.references)


@register.simple_tag
def component(name: str, params: Mapping[str, Any] | None = None, **more: Any) -> SafeString:
    """A component with GOV.UK's option names, or one of our own; see /design-system/ for all."""
    return pages.component(name, params, **more)


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString | str:
    """A Lucide icon by name; nothing for an empty name."""
    return assets.icon(name, classes) if name else ""


@register.simple_tag
def star(state: str) -> SafeString:
    """The eight-point star of a step: done, now, next, back or late."""
    return pages.component("star", {"state": state})


@register.simple_tag
def asset(name: str) -> str:
    """The address of a built file."""
    return assets.asset_address(name)


@register.simple_tag
def drawing(name: str) -> SafeString:
    """An inlined drawing of the build: wordmark."""
    return assets.drawing(name)


@register.filter
def attributes(value: Mapping[str, Any] | None) -> SafeString:
    """HTML attributes with a leading blank, escaped, by GOV.UK's rules for optional and boolean ones."""
    pairs = attribute_rules.pairs(value or {})
    return format_html_join("", "{}", ((_one(name, text),) for name, text in pairs))


def _one(name: str, text: str | None) -> SafeString:
    return format_html(" {}", name) if text is None else format_html(' {}="{}"', name, text)


@register.simple_tag
def direction() -> str:
    """The direction of the page's language: rtl or ltr."""
    return "rtl" if get_language_bidi() else "ltr"


@register.simple_tag
def language_code() -> str:
    """The code of the page's language."""
    return get_language() or settings.LANGUAGE_CODE


@register.simple_tag(takes_context=True)
def menu(context: Context, position: str = "header") -> list[menus.ShownEntry]:
    """The entries of a menu for this reader; `{% menu as entries %}`."""
    return menus.menu(_request(context), Position(position))


@register.simple_tag(takes_context=True)
def language_switch(context: Context) -> list[menus.ShownLanguage]:
    """This page in each language; `{% language_switch as languages %}`."""
    return menus.languages(_request(context))


@register.simple_tag(takes_context=True)
def slot(context: Context, name: str) -> SafeString:
    """What higher rooms put into a place of the layout."""
    return menus.filled(_request(context), Slot(name))


@register.simple_tag(takes_context=True)
def sign_in_address(context: Context) -> str:
    """Where to sign in and come back."""
    return menus.sign_in_address(_request(context))


@register.simple_tag
def is_demo() -> bool:
    """Whether this installation is a demo, which every page says."""
    return bool(getattr(settings, "SAHULAT_DEMO", False))


@register.simple_tag
def installation_name() -> str:
    """What this installation calls itself."""
    return str(getattr(settings, "SAHULAT_NAME", "Sahulat"))


def _request(context: Context) -> HttpRequest:
    request: HttpRequest = context["request"]
    return request
