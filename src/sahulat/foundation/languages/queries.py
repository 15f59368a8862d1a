"""The installation's languages, and the rules of this room applied by language code."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from sahulat.foundation.languages.rules import dates, numbers, sorting
from sahulat.foundation.languages.rules.reading import read_language
from sahulat.foundation.languages.types import Language, LanguageUnknown
from sahulat.kernel.money import Money

BESIDE_THE_CODE = Path(__file__).resolve().parents[4] / "data"


@lru_cache(maxsize=4)
def _read(folder: Path, codes: tuple[str, ...]) -> dict[str, Language]:
    return {code: read_language(folder / f"{code}.yaml") for code in codes}


def _installed() -> dict[str, Language]:
    data = Path(getattr(settings, "SAHULAT_DATA", BESIDE_THE_CODE))
    return _read(data / "languages", tuple(settings.SAHULAT_LANGUAGES))


def zone() -> ZoneInfo:
    """The zone that days are counted and clock times shown in: Asia/Karachi unless configured."""
    return ZoneInfo(settings.TIME_ZONE)


def languages() -> tuple[Language, ...]:
    """The installation's languages in its own order. Raises LanguageFaulty at the first call."""
    return tuple(_installed().values())


def language(code: str) -> Language:
    """One language by its code; "ur-pk" finds "ur". Raises LanguageUnknown."""
    found = _installed().get(code.partition("-")[0].lower())
    if found is None:
        raise LanguageUnknown(code)
    return found


def day_text(value: date, lang: str, *, weekday: bool = False) -> str:
    """A day: "24 November 2026"; of an aware datetime, its day here."""
    on = dates.local(value, zone()).date() if isinstance(value, datetime) else value
    return dates.day(on, language(lang), "weekday_day" if weekday else "day")


def month_text(value: date, lang: str) -> str:
    """A month: "November 2026"."""
    return dates.day(value, language(lang), "month")


def date_text(at: datetime, lang: str) -> str:
    """Day and clock time of an aware instant: "24 November 2026, 3:05 pm"."""
    return dates.date_time(at, language(lang), zone())


def time_text(at: datetime, lang: str) -> str:
    """Clock time of an aware instant: "3:05 pm"."""
    return dates.time_of_day(dates.local(at, zone()), language(lang))


def since_text(at: datetime, lang: str, *, now: datetime) -> str:
    """Since when: "since 10:15 am today", "since yesterday", "since Monday", "since 12 March"."""
    return dates.since(at, now, language(lang), zone())


def until_text(on: date, lang: str, *, now: datetime) -> str:
    """Until when: "until today", "until tomorrow", "until 5 December"."""
    return dates.until(on, dates.local(now, zone()).date(), language(lang))


def left_text(working_days: int, lang: str) -> str:
    """As in "4 working days left", "today is the last day", "2 working days late" for a negative number."""
    return dates.left(working_days, language(lang))


def number_text(value: int | Decimal, lang: str) -> str:
    """A number in the lakh grouping: 12,34,567."""
    return numbers.number(value, language(lang))


def money_text(amount: Money, lang: str) -> str:
    """An amount: "Rs 1,200", "1,200 روپے"."""
    return numbers.money(amount, language(lang))


def plural(n: int, lang: str) -> str:
    """The plural category of a whole number in a language: "one", "other"."""
    return numbers.plural(n, language(lang))


def sort_key(text: str, lang: str) -> bytes:
    """Bytes that order as the language's dictionary does; store them beside what is sorted by them."""
    return sorting.sort_key(text, language(lang))
