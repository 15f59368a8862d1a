"""The permutation of counters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahulat.foundation.numbering.rules import check_series, new_constants, permuted


def test_every_number_of_a_series_comes_exactly_once() -> None:
    multiplier, increment = new_constants(4)
    assert sorted(permuted(n, multiplier, increment, 4) for n in range(10**4)) == list(range(10**4))


@given(st.integers(4, 12), st.data())
def test_two_counters_never_give_one_number(digits: int, draw: st.DataObject) -> None:
    multiplier, increment = new_constants(digits)
    counters = st.integers(0, 10**digits - 1)
    one, other = draw.draw(counters), draw.draw(counters)
    same = permuted(one, multiplier, increment, digits) == permuted(other, multiplier, increment, digits)
    assert same == (one == other)


@given(st.integers(4, 12))
def test_neighbours_are_far_apart(digits: int) -> None:
    multiplier, increment = new_constants(digits)
    step = (permuted(1, multiplier, increment, digits) - permuted(0, multiplier, increment, digits)) % 10**digits
    assert 10**digits // 5 <= step <= 10**digits * 4 // 5


@pytest.mark.parametrize("series", ["", "Case", "a b", "x" * 41, "drop;table", "-a", "ا"])
def test_a_series_has_a_plain_name(series: str) -> None:
    with pytest.raises(ValueError, match="named by"):
        check_series(series, 8)


@pytest.mark.parametrize("digits", [3, 13])
def test_a_series_has_four_to_twelve_digits(digits: int) -> None:
    with pytest.raises(ValueError, match="digits"):
        check_series("case", digits)
