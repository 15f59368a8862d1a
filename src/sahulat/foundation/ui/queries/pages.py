"""Rendering of pages and of single components."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template, render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from sahulat.foundation.ui.rules.options import prepared


def render(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """Render a page with one of our layouts; `request` is in its context."""
    body = render_to_string(template, {"request": request, **(context or {})}, request=request)
    return HttpResponse(body, status=status)


def component(name: str, params: Mapping[str, Any] | None = None, **more: Any) -> SafeString:
    """One component as safe HTML.

    `params` are the options of the GOV.UK macro of that name (or of our own component); keyword arguments
    are added to them. An `html` option is escaped unless it is marked safe, as everything here is that
    `component` returned. A name that no component has is a programming error (TemplateDoesNotExist).
    """
    options = prepared(name, {**(params or {}), **more})
    return mark_safe(get_template(f"ui/components/{name}.html").render({"params": options}).strip())  # noqa: S308


def reference(value: object) -> SafeString:
    """A number that people read out: never broken, always left to right, digits of one width."""
    return format_html('<bdi dir="ltr" class="s-ref">{}</bdi>', conditional_escape(str(value)))
