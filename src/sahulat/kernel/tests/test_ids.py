"""Ids: they carry their instant and sort by it."""

import itertools
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahulat.kernel.ids import floor, instant_of, new_id

instants = st.datetimes(datetime(1970, 1, 1), datetime(9000, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(instants)
def test_an_id_gives_its_instant_back_to_the_microsecond(now: datetime) -> None:
    id_ = new_id(now)
    assert id_.version == 7
    assert id_.variant == "specified in RFC 4122"
    assert instant_of(id_) == now


@given(instants, instants)
def test_ids_sort_by_time(a: datetime, b: datetime) -> None:
    if a != b:
        assert (new_id(a) < new_id(b)) is (a < b)


@given(instants, st.timedeltas(timedelta(microseconds=1), timedelta(days=400)))
def test_the_floor_parts_ids_before_an_instant_from_those_at_it_or_later(at: datetime, later: timedelta) -> None:
    assert new_id(at) >= floor(at)
    assert new_id(at) < floor(at + later)


def test_many_ids_of_one_instant_differ_and_sort_as_they_were_made() -> None:
    now = datetime(2026, 11, 24, tzinfo=UTC)
    ids = [new_id(now) for _ in range(2000)]
    assert len(set(ids)) == 2000
    # One step may go back, where the counter of 14 bits starts anew.
    assert sum(later < earlier for earlier, later in itertools.pairwise(ids)) <= 1


def test_the_same_instant_in_another_zone_is_the_same() -> None:
    here = datetime(2026, 11, 24, 5, tzinfo=timezone(timedelta(hours=5)))
    assert floor(here) == floor(datetime(2026, 11, 24, tzinfo=UTC))


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        new_id(datetime(2026, 11, 24))  # noqa: DTZ001
