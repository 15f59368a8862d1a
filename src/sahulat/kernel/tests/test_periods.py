"""Half-open periods."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahulat.kernel.periods import Period

days = st.dates(date(2000, 1, 1), date(2000, 3, 1))
periods = st.builds(
    lambda start, length: Period(start, start + timedelta(days=length) if length else None), days, st.integers(0, 40)
)


@given(periods, periods, days)
def test_two_periods_overlap_exactly_where_a_day_lies_in_both(a: Period[date], b: Period[date], day: date) -> None:
    meet = a.meet(b)
    assert (meet is not None) is a.overlaps(b) is b.overlaps(a)
    in_both = a.contains(day) and b.contains(day)
    assert in_both is (meet is not None and meet.contains(day))


@given(periods)
def test_the_start_belongs_to_it_and_the_end_does_not(period: Period[date]) -> None:
    assert period.contains(period.start)
    if period.end is not None:
        assert not period.contains(period.end)
        assert not period.overlaps(Period(period.end))


def test_an_end_closes_an_open_period() -> None:
    open_ = Period(date(2026, 1, 1))
    assert open_.is_open
    assert open_.ended(date(2026, 2, 1)) == Period(date(2026, 1, 1), date(2026, 2, 1))


def test_what_makes_no_period_is_refused() -> None:
    with pytest.raises(ValueError, match="after"):
        Period(date(2026, 1, 1), date(2026, 1, 1))
    with pytest.raises(TypeError, match="zone"):
        Period(datetime(2026, 1, 1))  # noqa: DTZ001
    with pytest.raises(TypeError, match="both"):
        Period(date(2026, 1, 1), datetime(2026, 2, 1, tzinfo=UTC))
