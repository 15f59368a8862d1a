"""Money: what adds up, and what is refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahulat.kernel.money import CurrencyMismatch, Money, Rounding

paisa = st.integers(-(10**15), 10**15)


@given(paisa, st.integers(1, 60))
def test_shares_add_up_to_the_sum_and_differ_by_at_most_a_paisa(amount: int, shares: int) -> None:
    parts = Money(amount).split(shares)
    assert sum(part.paisa for part in parts) == amount
    assert max(parts).paisa - min(parts).paisa <= 1
    assert len(parts) == shares


@given(paisa, paisa)
def test_adding_and_taking_away_again_changes_nothing(a: int, b: int) -> None:
    assert Money(a) + Money(b) - Money(b) == Money(a)
    assert Money(0) - Money(a) == -Money(a)
    assert (Money(a) < Money(b)) is (a < b)


@given(paisa)
def test_rupees_are_exact_there_and_back(amount: int) -> None:
    assert Money.from_rupees(Money(amount).rupees) == Money(amount)
    assert Money.from_json(Money(amount).to_json()) == Money(amount)


def test_a_rate_is_rounded_once_in_the_way_that_is_named() -> None:
    assert Money(1005).times(Decimal("0.5"), rounding=Rounding.HALF_EVEN) == Money(502)
    assert Money(1005).times(Decimal("0.5"), rounding=Rounding.HALF_UP) == Money(503)
    assert Money(1001).times(Decimal("0.1"), rounding=Rounding.UP) == Money(101)
    assert Money(1009).times(Decimal("0.1"), rounding=Rounding.DOWN) == Money(100)


def test_two_currencies_never_meet() -> None:
    with pytest.raises(CurrencyMismatch):
        Money(1) + Money(1, "USD")
    with pytest.raises(CurrencyMismatch):
        assert Money(1) < Money(1, "USD")
    assert Money(1) != Money(1, "USD")


@pytest.mark.parametrize("amount", ["1.005", "rupees", "NaN", "Infinity"])
def test_a_fraction_of_a_paisa_and_what_is_no_number_are_refused(amount: str) -> None:
    with pytest.raises(ValueError, match="not a whole number of paisa"):
        Money.from_rupees(amount)


def test_floats_and_booleans_are_no_money() -> None:
    with pytest.raises(TypeError):
        Money(1.5)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Money(True)
    with pytest.raises(TypeError):
        Money(1) * 1.5  # type: ignore[operator]
