"""Which months of a partitioned table are missing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from sahulat.foundation.tables.rules import missing, month_after, month_of, months_ahead, months_between

NOW = datetime(2026, 11, 24, tzinfo=UTC)
instants = st.integers(0, 150 * 365 * 24).map(lambda hours: datetime(2000, 1, 1, tzinfo=UTC) + timedelta(hours=hours))


def names(result: object, table: str = "t") -> list[str]:
    past = [f"{table}_past"] if result.past else []  # type: ignore[attr-defined]
    return past + [f"{table}_{month:%Y_%m}" for month in result.months]  # type: ignore[attr-defined]


def test_a_new_table_needs_the_past_this_month_and_those_ahead() -> None:
    result = missing([], NOW, 2)
    assert result.past == date(2026, 11, 1)
    assert result.months == (date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1))


def test_a_month_is_that_of_utc() -> None:
    karachi = timezone(timedelta(hours=5))
    assert month_of(datetime(2026, 12, 1, 4, 59, tzinfo=karachi)) == date(2026, 11, 1)


def test_after_a_long_sleep_no_gap_stays() -> None:
    result = missing(["t_past", "t_2026_11"], NOW + timedelta(days=100), 0)
    assert result.months == (date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1), date(2027, 3, 1))


def test_a_clock_set_back_needs_nothing() -> None:
    assert missing(["t_past", "t_2026_11"], NOW - timedelta(days=300), 0).months == ()


def test_a_table_without_partitions_is_not_ready_even_for_this_month() -> None:
    assert months_ahead([], NOW) == -1
    assert months_ahead(["t_past", "t_2026_11", "t_2027_01"], NOW) == 2


@given(instants, st.integers(0, 36))
def test_what_was_made_is_not_missing_and_reaches_far_enough(now: datetime, months: int) -> None:
    made = names(missing([], now, months))
    again = missing(made, now, months)
    assert (again.past, again.months) == (None, ())
    assert months_ahead(made, now) == months


@given(instants, instants, st.integers(0, 24))
def test_months_always_follow_one_another(first: datetime, second: datetime, months: int) -> None:
    made = names(missing([], first, months))
    made += names(missing(made, second, months))
    found = sorted(made)[:-1] if "t_past" in made else sorted(made)
    assert found == [f"t_{month_after(month_of(first), index):%Y_%m}" for index in range(len(found))]


@given(st.dates(date(1990, 1, 1), date(2150, 1, 1)), st.integers(-500, 500))
def test_counting_months_and_adding_them_agree(day: date, count: int) -> None:
    month = day.replace(day=1)
    assert months_between(month, month_after(month, count)) == count
