"""Dates, numbers and money as English and Urdu write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from sahulat.foundation.languages import public as languages
from sahulat.kernel.money import Money

NOW = datetime(2026, 11, 24, 10, 5, tzinfo=UTC)  # a Tuesday, 15:05 in Karachi


def ago(**parts: float) -> datetime:
    return NOW - timedelta(**parts)


def test_a_day_is_the_day_here() -> None:
    late = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
    assert languages.day_text(late, "en") == "25 November 2026"
    assert languages.day_text(date(2026, 11, 24), "en") == "24 November 2026"
    assert languages.day_text(date(2026, 11, 24), "ur") == "24 نومبر 2026"
    assert languages.day_text(date(2026, 11, 24), "ur", weekday=True) == "منگل 24 نومبر 2026"


def test_an_instant_has_its_clock_time_here() -> None:
    assert languages.date_text(NOW, "en") == "24 November 2026, 3:05 pm"
    assert languages.date_text(NOW, "ur") == "24 نومبر 2026، سہ پہر 3:05 بجے"


@pytest.mark.parametrize(
    ("hour", "english", "urdu"),
    [
        (0, "12:00 am", "رات 12:00 بجے"),
        (4, "4:00 am", "صبح 4:00 بجے"),
        (12, "12:00 pm", "دوپہر 12:00 بجے"),
        (18, "6:00 pm", "شام 6:00 بجے"),
        (23, "11:00 pm", "رات 11:00 بجے"),
    ],
)
def test_every_hour_has_its_part_of_the_day(hour: int, english: str, urdu: str) -> None:
    at = datetime(2026, 11, 24, hour, tzinfo=languages.zone())
    assert (languages.time_text(at, "en"), languages.time_text(at, "ur")) == (english, urdu)


@pytest.mark.parametrize(
    ("at", "english", "urdu"),
    [
        (ago(minutes=5), "since 3:00 pm today", "آج سہ پہر 3:00 بجے سے"),
        (ago(days=1), "since yesterday", "کل سے"),
        (ago(hours=16), "since yesterday", "کل سے"),
        (ago(days=2), "since Sunday", "اتوار سے"),
        (ago(days=6), "since Wednesday", "بدھ سے"),
        (ago(days=7), "since 17 November", "17 نومبر سے"),
        (ago(days=365), "since 24 November 2025", "24 نومبر 2025 سے"),
    ],
)
def test_since_when_is_said_as_people_say_it(at: datetime, english: str, urdu: str) -> None:
    assert languages.since_text(at, "en", now=NOW) == english
    assert languages.since_text(at, "ur", now=NOW) == urdu


def test_until_when_is_said_as_people_say_it() -> None:
    assert languages.until_text(date(2026, 11, 24), "en", now=NOW) == "until today"
    assert languages.until_text(date(2026, 11, 25), "en", now=NOW) == "until tomorrow"
    assert languages.until_text(date(2026, 12, 5), "en", now=NOW) == "until 5 December"
    assert languages.until_text(date(2027, 1, 5), "ur", now=NOW) == "5 جنوری 2027 تک"


@pytest.mark.parametrize(
    ("days", "english", "urdu"),
    [
        (4, "4 working days left", "کام کے 4 دن باقی"),
        (1, "1 working day left", "کام کا 1 دن باقی"),
        (0, "today is the last day", "آج آخری دن ہے"),
        (-1, "1 working day late", "کام کے 1 دن کی دیر"),
        (-3, "3 working days late", "کام کے 3 دنوں کی دیر"),
    ],
)
def test_how_long_is_left(days: int, english: str, urdu: str) -> None:
    assert (languages.left_text(days, "en"), languages.left_text(days, "ur")) == (english, urdu)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"), (999, "999"), (1000, "1,000"), (100000, "1,00,000"), (1234567, "12,34,567"),
        (-1234567, "−12,34,567"), (Decimal("1234.50"), "1,234.50"), (10**9, "1,00,00,00,000"),
    ],
)  # fmt: skip
def test_numbers_are_grouped_in_lakhs(value: int | Decimal, text: str) -> None:
    assert languages.number_text(value, "en") == languages.number_text(value, "ur") == text


@given(st.integers(-(10**15), 10**15))
def test_a_grouped_number_is_still_the_number(value: int) -> None:
    assert int(languages.number_text(value, "en").replace(",", "").replace("−", "-")) == value


def test_a_number_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        languages.number_text(Decimal("NaN"), "en")


def test_money_shows_paisa_only_when_there_are_some() -> None:
    assert languages.money_text(Money(120000), "en") == "Rs 1,200"
    assert languages.money_text(Money(120050), "en") == "Rs 1,200.50"
    assert languages.money_text(Money(120000), "ur") == "1,200 روپے"
    assert languages.money_text(Money(500, "USD"), "en") == "USD 5"


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        languages.date_text(datetime(2026, 11, 24), "en")  # noqa: DTZ001 - the mistake itself


def test_languages_come_in_the_installations_order() -> None:
    assert [(each.code, each.direction) for each in languages.languages()] == [("en", "ltr"), ("ur", "rtl")]
    assert languages.language("ur-pk").name == "اردو"
    with pytest.raises(languages.LanguageUnknown):
        languages.language("xx")


def test_filters_write_in_the_language_of_the_page() -> None:
    template = Template(
        "{% load languages %}{{ on|day }}|{{ now|date_time }}|{{ n|number }}|{{ fee|money }}"
        "|{{ then|since:now }}|{{ on|until:now }}|{{ days|left }}|{{ ref|bdi }}"
        "|{{ on|month }}|{{ on|weekday_day }}"
    )
    context = {
        "on": date(2026, 11, 24), "now": NOW, "n": 100000, "fee": Money(50000), "then": ago(days=1),
        "days": 2, "ref": "<PB-1>",
    }  # fmt: skip
    with override("en"):
        assert template.render(Context(context)) == (
            "24 November 2026|24 November 2026, 3:05 pm|1,00,000|Rs 500|since yesterday|until today"
            "|2 working days left|<bdi>&lt;PB-1&gt;</bdi>|November 2026|Tuesday 24 November 2026"
        )
    with override("ur"):
        assert template.render(Context(context)).startswith("24 نومبر 2026|24 نومبر 2026، سہ پہر")
