"""Texts in the reader's language, days in words, and refusals that hide what is not for the reader."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from sahulat.foundation.access.public import Forbidden
from sahulat.foundation.languages.public import language as language_of
from sahulat.foundation.languages.public import left_text, since_text
from sahulat.kernel.refusals import N_, FieldsRefused, Refusal
from sahulat.kernel.text import Text
from sahulat.platform.cases.queries.days import days_left, local_day
from sahulat.platform.cases.types import CaseUnknown


def here() -> str:
    """The code of the page's language."""
    return get_language() or "en"


def preferred() -> list[str]:
    """The page's language, then English."""
    return [here(), "en"]


def plain(text: Text | None) -> str:
    """A Text in the reader's language, without marks: for titles and attributes."""
    return text.pick(preferred())[1] if text is not None else ""


def words(text: Text | None) -> str | SafeString:
    """A Text in the reader's language; marked with its own language when it only exists in another."""
    if text is None:
        return ""
    lang, value = text.pick(preferred())
    return value if lang == here() else marked(value, lang)


def marked(value: str, lang: str) -> SafeString:
    """Words of another language, with their language and direction."""
    return format_html('<span lang="{}" dir="{}">{}</span>', lang, language_of(lang).direction, value)


def listed(*parts: str) -> str:
    """Words after one another, with the language's own comma; empty ones are left out."""
    return gettext(", ").join(part for part in parts if part)


def told(*sentences: str) -> str:
    """Sentences after one another, with the language's own full stop between them; empty ones are left out."""
    return gettext(". ").join(sentence for sentence in sentences if sentence)


def day(value: date | datetime) -> str:
    """A day with its weekday, without the year: a case lasts days, not years."""
    on = local_day(value) if isinstance(value, datetime) else value
    language = language_of(here())
    pattern = language.patterns["weekday_day"].replace("{year}", "").strip()
    return pattern.format(weekday=language.weekdays[on.weekday()], d=on.day, month=language.months[on.month - 1])


def short_day(value: date) -> str:
    """A day for a narrow tile: Fri 20."""
    return f"{gettext(_SHORT[value.weekday()])} {value.day}"


_SHORT = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


def since(at: datetime, now: datetime) -> str:
    """Since when, relative to now."""
    return since_text(at, here(), now=now)


def left(promised: date, now: datetime) -> str:
    """How many working days are left, or late."""
    return left_text(days_left(promised, now), here())


def sentence(refusal: Refusal) -> str:
    """What a refusal says, in the reader's language."""
    text = gettext(refusal.message)
    return text % refusal.params if refusal.params else text


def field_errors(refusal: FieldsRefused) -> dict[str, str]:
    """What is wrong with each field, in the reader's language."""
    return {
        name: gettext(error.message) % error.params if error.params else gettext(error.message)
        for name, error in refusal.errors.items()
    }


@contextmanager
def hidden() -> Iterator[None]:
    """Somebody else's case answers as one that doesn't exist; the denial is on record already."""
    try:
        yield
    except Forbidden:
        raise CaseUnknown from None
