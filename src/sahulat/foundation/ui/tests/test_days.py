"""Day tiles: counts, lateness, weeks."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sahulat.foundation.ui.public import DayTile, day_tiles


def working(first: date, count: int) -> list[date]:
    days, day = [], first
    while len(days) < count:
        if day.weekday() < 5:
            days.append(day)
        day += timedelta(days=1)
    return days


def tiles(days: list[date], today: date, promised: date, stopped: tuple[date, ...] = ()) -> list[DayTile]:
    return day_tiles(
        days=days, today=today, promised=promised, stopped=stopped, label=lambda day: str(day), today_label="Today"
    )


NOVEMBER = working(date(2026, 11, 20), 7)  # Friday 20 to Monday 30


def test_days_before_today_are_past_and_days_after_it_are_next() -> None:
    shown = tiles(NOVEMBER, date(2026, 11, 24), date(2026, 11, 30))
    assert [tile.state for tile in shown] == ["past", "past", "past", "next", "next", "next", "next"]
    assert [tile.today for tile in shown].index(True) == 2
    assert shown[-1].promised


def test_days_after_the_promise_are_late_and_the_promised_day_is_not() -> None:
    shown = tiles(working(date(2026, 11, 16), 7), date(2026, 11, 24), date(2026, 11, 20))
    assert [tile.state for tile in shown] == ["past", "past", "past", "past", "next", "late", "late"]
    assert shown[4].promised
    assert shown[-1].today


def test_a_day_on_which_the_citizen_had_the_ball_is_stopped() -> None:
    shown = tiles(NOVEMBER, date(2026, 11, 24), date(2026, 11, 30), (date(2026, 11, 23),))
    assert [tile.state for tile in shown][:3] == ["past", "stopped", "past"]


def test_on_a_sunday_the_friday_before_counts_as_today() -> None:
    shown = tiles(NOVEMBER, date(2026, 11, 29), date(2026, 11, 30))
    assert [tile.today for tile in shown].index(True) == 5


def test_more_than_fifteen_days_become_weeks() -> None:
    days = working(date(2026, 10, 1), 32)
    shown = tiles(days, days[12], days[30])
    assert len(shown) == 7
    assert [tile.today for tile in shown].index(True) == 2
    assert [tile.promised for tile in shown].index(True) == 6


@given(count=st.integers(1, 60), now=st.integers(0, 70), promise=st.integers(0, 59))
def test_there_is_one_today_at_most_and_late_means_after_the_promise(count: int, now: int, promise: int) -> None:
    days = working(date(2026, 1, 1), count)
    promised = days[min(promise, count - 1)]
    shown = tiles(days, days[0] + timedelta(days=now), promised)
    assert sum(tile.today for tile in shown) == 1
    assert sum(tile.promised for tile in shown) == 1
    place = [tile.promised for tile in shown].index(True)
    assert all(tile.state != "late" for tile in shown[: place + 1])
    assert 1 <= len(shown) <= 15
