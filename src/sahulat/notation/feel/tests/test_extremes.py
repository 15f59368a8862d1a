"""The ends of every type: whatever meets whatever, an evaluation gives a value or null and never fails."""

import pytest

from sahulat.notation.feel import compile_expression
from sahulat.notation.feel.functions import BUILT_INS
from sahulat.notation.feel.tests.asking import refusal

EXTREMES = [
    "null",
    "true",
    "0",
    "-1",
    "9999999999999999999999999999999999",
    "1e6144",
    "-9.999999999999999999999999999999999e6144",
    "1e-6176",
    "0.5",
    '""',
    '"x"',
    '@"0001-01-01"',
    '@"9999-12-31"',
    '@"0001-01-01T00:00:00+05:00"',
    '@"9999-12-31T23:59:59.999999-05:00"',
    '@"0001-01-01T00:00:00@Asia/Karachi"',
    '@"9999-12-31T23:59:59@America/New_York"',
    '@"9999-12-31T23:59:59"',
    '@"00:00:00"',
    '@"23:59:59+18:00"',
    '@"P999999999DT23H59M59.999999S"',
    '@"-P999999999D"',
    '@"PT0.000001S"',
    '@"P999999999999Y999999999999M"',
    '@"-P0M"',
    "[]",
    "[[1], {a: null}]",
    "{}",
]
OPERATORS = ["+", "-", "*", "/", "**", "=", "!=", "<", ">=", "in", "and", "or"]
MEMBERS = ["year", "weekday", "hour", "second", "time offset", "timezone", "days", "seconds", "years", "months", "a"]


@pytest.mark.parametrize("operator", OPERATORS)
def test_any_operator_between_any_two(operator: str) -> None:
    for left in EXTREMES:
        for right in EXTREMES:
            result = compile_expression(f"({left}) {operator} ({right})").evaluate({})
            assert result.value is not None or result.diagnostics or operator in ("and", "or", "in"), (left, right)


@pytest.mark.parametrize("function", sorted(BUILT_INS))
def test_any_function_of_any_arguments(function: str) -> None:
    low, high = BUILT_INS[function].arity
    for first in EXTREMES:
        for second in EXTREMES:
            for count in range(low, min(high, 3) + 1):
                arguments = ", ".join([first, second, first][:count])
                compile_expression(f"string({function}({arguments}))").evaluate({})


def test_any_member_any_index_and_any_sign() -> None:
    for value in EXTREMES:
        for source in (*(f"({value}).{member}" for member in MEMBERS), f"[1, 2][{value}]", f"-({value})"):
            compile_expression(source).evaluate({})
            compile_expression(f"string({source})").evaluate({})


def test_a_number_too_large_to_hold_is_refused_where_it_is_written_and_where_it_is_given() -> None:
    assert refusal("1 + 1e6145").column == 5
    with pytest.raises(ValueError, match="1e6145"):
        compile_expression("a").evaluate({"a": 10**7000})
