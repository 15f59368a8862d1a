"""Working-day arithmetic over the real calendar, and its laws."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahulat.kernel.text import Text
from sahulat.platform.places.queries import BESIDE_THE_CODE
from sahulat.platform.places.rules.reading import read_calendar
from sahulat.platform.places.rules.working_days import (
    NoWorkingDay,
    add_working_days,
    days_around,
    holiday_on,
    is_working_day,
    working_days_between,
)
from sahulat.platform.places.types import Calendar

CALENDARS = Path(BESIDE_THE_CODE) / "calendars"
PUNJAB = read_calendar(CALENDARS, "pk-punjab")
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))


def test_a_deadline_steps_over_the_weekend() -> None:
    assert add_working_days(date(2026, 11, 26), 2, PUNJAB) == date(2026, 11, 30)


def test_a_deadline_steps_over_christmas() -> None:
    assert add_working_days(date(2026, 12, 24), 1, PUNJAB) == date(2026, 12, 28)


def test_the_moons_days_are_provisional_until_announced() -> None:
    to_come, past = holiday_on(date(2027, 3, 10), PUNJAB), holiday_on(date(2026, 3, 20), PUNJAB)
    assert to_come is not None
    assert past is not None
    assert (to_come.provisional, past.provisional) == (True, False)


def test_a_holiday_begins_in_the_year_that_it_was_declared_in() -> None:
    assert holiday_on(date(2023, 5, 28), PUNJAB) is None
    assert holiday_on(date(2024, 5, 28), PUNJAB) is not None


def test_every_holiday_has_a_source_and_both_languages() -> None:
    for each in (*PUNJAB.yearly, *PUNJAB.movable.values()):
        assert each.source
        assert set(each.names) == {"en", "ur"}


def test_days_around_tell_holiday_and_working_day() -> None:
    shown = days_around(date(2026, 12, 24), date(2026, 12, 26), PUNJAB)
    assert [(each.works, each.holiday is not None) for each in shown] == [(True, False), (False, True), (False, False)]


def test_a_calendar_without_a_working_day_is_faulty() -> None:
    never = Calendar("never", Text({"en": "Never"}), days_off=frozenset(range(7)))
    with pytest.raises(NoWorkingDay):
        add_working_days(date(2026, 1, 1), 1, never)


@given(start=days, count=st.integers(-60, 60).filter(bool))
def test_the_end_of_a_deadline_is_a_working_day(start: date, count: int) -> None:
    assert is_working_day(add_working_days(start, count, PUNJAB), PUNJAB)


@given(start=days, count=st.integers(1, 60))
def test_counting_undoes_adding(start: date, count: int) -> None:
    assert working_days_between(start, add_working_days(start, count, PUNJAB), PUNJAB) == count


@given(start=days, count=st.integers(1, 60))
def test_going_back_undoes_going_forward_from_a_working_day(start: date, count: int) -> None:
    first = add_working_days(start, 0, PUNJAB)
    assert add_working_days(add_working_days(first, count, PUNJAB), -count, PUNJAB) == first


@given(start=days, first=st.integers(1, 30), second=st.integers(1, 30))
def test_two_stretches_make_one(start: date, first: int, second: int) -> None:
    halfway = add_working_days(start, first, PUNJAB)
    assert add_working_days(halfway, second, PUNJAB) == add_working_days(start, first + second, PUNJAB)


@given(start=days, length=st.integers(0, 90))
def test_counting_back_is_the_negative_of_counting_forward(start: date, length: int) -> None:
    end = start + timedelta(days=length)
    assert working_days_between(end, start, PUNJAB) == -working_days_between(start, end, PUNJAB)
