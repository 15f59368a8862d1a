"""Refusals say what to do; the clock stands until it is pushed."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from sahulat.kernel import clock
from sahulat.kernel.digits import to_ascii_digits
from sahulat.kernel.refusals import N_, FieldError, FieldsRefused, Refusal


class TooLate(Refusal):
    """For these tests."""

    code = "tests.too-late"
    status = 409
    message = N_("It is too late by %(days)s days. Apply anew.")


@pytest.fixture
def _own_clock() -> Iterator[None]:
    previous = clock.install(clock.SystemClock())
    yield
    clock.install(previous)


def test_a_refusal_carries_its_parameters_and_reads_as_its_message() -> None:
    refusal = TooLate(days=3)
    assert refusal.params == {"days": 3}
    assert str(refusal) == "It is too late by 3 days. Apply anew."
    assert (refusal.code, refusal.status) == ("tests.too-late", 409)


def test_a_percent_sign_in_a_message_without_parameters_is_left_alone() -> None:
    assert str(FieldError("At most 50% of it.")) == "At most 50% of it."


def test_several_fields_are_refused_together() -> None:
    refusal = FieldsRefused({"cnic": FieldError("Enter %(count)s digits.", {"count": 13})})
    assert refusal.status == 422
    assert str(refusal.errors["cnic"]) == "Enter 13 digits."


@pytest.mark.usefixtures("_own_clock")
def test_a_fixed_clock_stands_until_it_is_pushed() -> None:
    fixed = clock.FixedClock(datetime(2026, 11, 24, tzinfo=UTC))
    clock.install(fixed)
    assert clock.now() == clock.now() == datetime(2026, 11, 24, tzinfo=UTC)
    fixed.push(timedelta(days=3))
    assert clock.now() == datetime(2026, 11, 27, tzinfo=UTC)
    with pytest.raises(ValueError, match="forward"):
        fixed.push(timedelta(seconds=-1))


@pytest.mark.usefixtures("_own_clock")
def test_the_systems_clock_is_aware_and_in_utc() -> None:
    assert clock.now().tzinfo is UTC
    with pytest.raises(ValueError, match="zone"):
        clock.FixedClock(datetime(2026, 11, 24))  # noqa: DTZ001


def test_digits_of_every_script_become_ascii() -> None:
    assert to_ascii_digits("۱۲٣4५, ڈی") == "12345, ڈی"
