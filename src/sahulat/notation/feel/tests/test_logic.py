"""Three-valued logic (DMN 1.5, Tables 50 and 51), as properties."""

from functools import reduce

from hypothesis import given
from hypothesis import strategies as st

from sahulat.notation.feel import compile_expression

TRUTH = {True: 2, None: 1, False: 0}
BACK = {2: True, 1: None, 0: False}
truths = st.sampled_from([True, False, None])
# Whatever is neither true nor false counts as null.
anything = truths | st.integers() | st.text(max_size=3) | st.lists(st.booleans(), max_size=2)
SOURCES = {True: "true", False: "false", None: "null"}


def as_truth(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


@given(st.lists(anything, min_size=2, max_size=6))
def test_and_is_the_least_and_or_the_greatest_of_false_null_true(values: list[object]) -> None:
    context = {f"v{n}": value for n, value in enumerate(values)}
    ranks = [TRUTH[as_truth(value)] for value in values]
    assert compile_expression(" and ".join(context)).evaluate(context).value is BACK[reduce(min, ranks)]
    assert compile_expression(" or ".join(context)).evaluate(context).value is BACK[reduce(max, ranks)]


@given(truths, truths)
def test_de_morgans_laws_hold(a: bool | None, b: bool | None) -> None:
    left = compile_expression(f"not({SOURCES[a]} and {SOURCES[b]})").evaluate({}).value
    right = compile_expression(f"not({SOURCES[a]}) or not({SOURCES[b]})").evaluate({}).value
    assert left is right


@given(anything)
def test_not_and_if_take_only_true_for_true(value: object) -> None:
    negated = compile_expression("not(a)").evaluate({"a": value}).value
    assert negated is (None if as_truth(value) is None else not value)
    assert compile_expression("if a then 1 else 2").evaluate({"a": value}).value == (1 if value is True else 2)


@given(st.lists(anything, max_size=5))
def test_some_and_every_agree_with_or_and_and(values: list[object]) -> None:
    ranks = [TRUTH[as_truth(value)] for value in values]
    context = {"xs": values}
    some = compile_expression("some x in xs satisfies x").evaluate(context).value
    every = compile_expression("every x in xs satisfies x").evaluate(context).value
    assert some is BACK[reduce(max, ranks, 0)]
    assert every is BACK[reduce(min, ranks, 2)]


@given(st.integers(-50, 50) | st.none(), st.integers(-50, 50) | st.none(), st.integers(-50, 50) | st.none())
def test_between_and_a_closed_range_are_two_comparisons(a: int | None, low: int | None, high: int | None) -> None:
    context = {"a": a, "low": low, "high": high}
    expected = compile_expression("a >= low and a <= high").evaluate(context).value
    assert compile_expression("a between low and high").evaluate(context).value is expected
    assert compile_expression("a in [low..high]").evaluate(context).value is expected


@given(st.integers(), st.integers(), st.decimals(allow_nan=False, allow_infinity=False, places=4, max_value=10**9))
def test_order_is_the_order_of_numbers_whatever_their_type(a: int, b: int, c: object) -> None:
    context = {"a": a % 10**9, "b": b % 10**9, "c": c}
    assert compile_expression("a < b").evaluate(context).value is (a % 10**9 < b % 10**9)
    assert compile_expression("a < c or a = c or a > c").evaluate(context).value is True
