"""What is refused, and in which words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahulat.notation.feel import FeelSyntaxError, compile_expression
from sahulat.notation.feel.tests.asking import refusal, value


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("", "Line 1, column 1: expected an expression, found the end."),
        ("1 +", "Line 1, column 4: expected an expression, found the end."),
        ("if a then 1", "Line 1, column 12: expected 'else', found the end."),
        ("a\n  b", "Line 2, column 3: expected an operator or the end, found 'b'."),
        ("(1", "Line 1, column 3: expected ')', found the end."),
        ('"open', "Line 1, column 1: expected a closing quotation mark on the same line, found none."),
        ("a & b", "Line 1, column 3: expected an expression, found '&'."),
        ("1 < 2 < 3", "Line 1, column 7: expected 'and', 'or' or the end; put brackets around this comparison"),
        ("a in (1, 2) * 3", "Line 1, column 13: expected no operator after the tests"),
        ("[1..2]", "Line 1, column 3: expected ',' or ']', found '..'; a range is supported after 'in' only."),
        ("function(a) a", "Line 1, column 1: expected an expression, found 'function', which is not supported yet."),
        ("1 instance of number", "Line 1, column 3: expected an operator, found 'instance of', which is not supported"),
        ("today()", "Line 1, column 1: expected a built-in function that is supported, found 'today'."),
        ("count()", "Line 1, column 1: expected 1 arguments of count, found 0."),
        ('date(from: "2026-01-01")', "Line 1, column 10: expected ',' or ')', found ':'; named arguments"),
        ('@"tomorrow"', "Line 1, column 2: expected a date, time, date and time or duration, found"),
        ("{a: 1, a: 2}", "Line 1, column 9: expected each key once"),
        ("{if: 1}", "Line 1, column 2: expected a key, found 'if'."),
        ("then", "Line 1, column 1: expected an expression, found 'then'."),
        (r'"\q"', "Line 1, column 1: expected an escape of FEEL's"),
        (r'"\uD83D"', "Line 1, column 1: expected a character of Unicode, found half a surrogate pair."),
    ],
)
def test_a_refusal_says_where_what_was_expected_and_what_was_found(source: str, message: str) -> None:
    assert str(refusal(source)).startswith(message)


@pytest.mark.parametrize(
    "source",
    [
        "(" * 10_000,
        "[" * 151 + "]" * 151,
        "1" + " + 1" * 200,
        "not(" * 151 + "true" + ")" * 151,
        "a" + ".a" * 151,
        "-" * 10_000 + "1",
        "if true then " * 200 + "1" + " else 1" * 200,
        "x in [" * 200,
    ],
)
def test_what_is_nested_too_deep_is_refused(source: str) -> None:
    assert refusal(source).code == "feel.syntax"


def test_what_is_nested_deep_but_not_too_deep_is_evaluated() -> None:
    assert value("not(" * 148 + "true" + ")" * 148) is True
    assert value(" or ".join(["false"] * 5_000) + " or true") is True
    assert value("if true then " * 140 + "1" + " else 2" * 140) == 1
    assert value("1" + " + 1" * 140) == 141


def test_a_source_over_64_kilobytes_is_refused_unread() -> None:
    assert "65536 characters" in refusal(" " * 65_537).expected


@pytest.mark.parametrize(
    "source",
    [
        "count(for a in xs, b in xs, c in xs return a)",
        "count(xs[count(xs[count(xs) > 0]) > 0])",
        "some a in xs satisfies some b in xs satisfies some c in xs satisfies false",
    ],
)
def test_what_takes_too_many_steps_ends_in_null_and_says_so(source: str) -> None:
    result = compile_expression(source).evaluate({"xs": list(range(300))}, steps=50_000)
    assert result.value is None
    assert result.diagnostics[-1].code == "feel.too-long"


def test_values_that_hold_one_another_twice_cannot_blow_up_a_comparison() -> None:
    doubling = ", ".join(f"k{n}: [k{n - 1}, k{n - 1}]" for n in range(1, 60))
    result = compile_expression(f"{{k0: 1, {doubling}, a: k59 = [k58, k58]}}.a").evaluate({})
    assert result.diagnostics[-1].code == "feel.too-long"


WORDS = ["a", "1", "1.5", '"s"', "and", "or", "in", "if", "then", "else", "(", ")", "[", "]", "{", "}", ",", ":", "."]
WORDS += ["..", "+", "-", "*", "/", "**", "<", "=", "!=", "not", "count", "some", "satisfies", "for", "return", "null"]
WORDS += ["true", "between", "@", "'", "date and time", "?", "item"]


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join) | st.text(max_size=30))
def test_any_text_is_refused_or_evaluated_and_nothing_else(source: str) -> None:
    try:
        expression = compile_expression(source)
    except FeelSyntaxError:
        return
    for a in (None, 1, True, "x", [1, [2]], {"a": 1}):
        expression.evaluate({"a": a, "item": a})
    expression.to_browser()
