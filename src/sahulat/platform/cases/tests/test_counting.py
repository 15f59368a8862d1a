"""Pure rules: days, medians, initials."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahulat.platform.cases.rules.counting import half_took, initials, kept_until, whole_days


@given(st.lists(st.integers(0, 400), min_size=1))
def test_half_of_the_cases_took_no_longer_than_the_middle(days: list[int]) -> None:
    middle = half_took(days)
    assert middle in days
    assert 2 * sum(1 for each in days if each <= middle) >= len(days)


def test_without_cases_nothing_is_claimed() -> None:
    assert half_took([]) is None


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_whole_days_reach_up_to_but_without_the_last(since: date, length: int) -> None:
    days = whole_days(since, since + timedelta(days=length))
    assert len(days) == length
    assert all(since <= day < since + timedelta(days=length) for day in days)


@given(st.text(st.characters(codec="utf-8", categories=["L"]), min_size=2, max_size=12))
def test_initials_show_the_first_letter_only(word: str) -> None:
    shown = initials(word)
    assert shown[0] == word[0]
    assert set(shown[1:]) == {"•"}


@pytest.mark.parametrize(
    ("ended", "until"), [(date(2024, 2, 29), date(2025, 2, 28)), (date(2026, 11, 24), date(2027, 11, 24))]
)
def test_a_record_is_kept_for_whole_years(ended: date, until: date) -> None:
    assert kept_until(ended, 1) == until
