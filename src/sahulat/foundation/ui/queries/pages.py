"""Rendering of pages and of single components."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template, render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from sahulat.foundation.ui.rules.options import prepared

REFERENCE = re.compile(r"\b([A-Z]{2}(?:-[A-Z]{2,4})?(?:-\d{2})?-\d{4,6}(?:-\d{4})?-\d)\b")
"""PB-4821-7730-6, PB-MUL-26-004517-3"""


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


def references(text: object) -> SafeString:
    """A text in which every reference number is marked as `reference` marks one."""
    parts = REFERENCE.split(str(text))
    marked = (reference(part) if number % 2 else conditional_escape(part) for number, part in enumerate(parts))
    return mark_safe("".join(marked))  # noqa: S308 - each part is escaped above


def reference(value: object) -> SafeString:
    """A number that people read out: never broken, always left to right, digits of one width."""
    return format_html('<bdi dir="ltr" class="s-ref">{}</bdi>', conditional_escape(str(value)))
