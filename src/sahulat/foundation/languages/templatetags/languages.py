"""Filters of `{% load languages %}`: {{ on|day }}, {{ at|since:request.now }}, {{ fee|money }}, {{ x|bdi }}.

All write in the language of the page being rendered.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from sahulat.foundation.languages import queries
from sahulat.kernel.money import Money

register = template.Library()


def _lang() -> str:
    code = get_language()
    if code is None:
        raise RuntimeError("no language is active")
    return code


@register.filter
def day(value: date) -> str:
    """A date, or the day of an instant: 24 November 2026."""
    return queries.day_text(value, _lang())


@register.filter
def weekday_day(value: date) -> str:
    """A date with its weekday: Tuesday 24 November 2026."""
    return queries.day_text(value, _lang(), weekday=True)


@register.filter
def month(value: date) -> str:
    """A month: November 2026."""
    return queries.month_text(value, _lang())


@register.filter
def date_time(value: datetime) -> str:
    """An instant: 24 November 2026, 3:05 pm."""
    return queries.date_text(value, _lang())


@register.filter
def number(value: int | Decimal) -> str:
    """A number in the lakh grouping: 12,34,567."""
    return queries.number_text(value, _lang())


@register.filter
def money(value: Money) -> str:
    """An amount of Money: Rs 1,200."""
    return queries.money_text(value, _lang())


@register.filter
def since(value: datetime, now: datetime) -> str:
    """Since when, seen from now: since yesterday."""
    return queries.since_text(value, _lang(), now=now)


@register.filter
def until(value: date, now: datetime) -> str:
    """Until when, seen from now: until 5 December."""
    return queries.until_text(value, _lang(), now=now)


@register.filter
def left(working_days: int) -> str:
    """Working days left or, negative, late: 4 working days left."""
    return queries.left_text(working_days, _lang())


@register.filter
def bdi(value: object) -> SafeString:
    """A reference, number or name kept whole inside text of the other direction."""
    return format_html("<bdi>{}</bdi>", value)
