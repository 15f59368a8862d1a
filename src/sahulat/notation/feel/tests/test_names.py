"""Names of several words, and which of them are free."""

import pytest

from sahulat.notation.feel import compile_expression
from sahulat.notation.feel.tests.asking import refusal


@pytest.mark.parametrize(
    ("source", "names", "context", "expected"),
    [
        ("full name", ["full name"], {"full name": "A"}, "A"),
        ("full  name = full name", ["full name"], {"full name": "A"}, True),
        ("decision A 2.1 + 1", ["decision A 2.1"], {"decision A 2.1": 1}, 2),
        ("a-b - a", ["a-b", "a", "b"], {"a-b": 5, "a": 1, "b": 9}, 4),
        ("Student's name", ["Student's name"], {"Student's name": "B"}, "B"),
        ("date and time", ["date", "time"], {"date": True, "time": True}, True),
        ("values in a list in values in a list", ["values in a list"], {"values in a list": 1}, True),
        ("forename", ["forename"], {"forename": 1}, 1),
        ("count(count)", ["count"], {"count": [1, 2]}, 2),
        ("applicant.full name", ["applicant.full name"], {"applicant": {"full name": "C"}}, "C"),
        ("for full name in names return full name", ["names"], {"names": [1]}, [1]),
        ("نام = 1", ["نام"], {"نام": 1}, True),
        ("[{full name: 1}][full name = 1].full name", ["full name"], {}, [1]),
    ],
)
def test_the_longest_known_name_is_read(
    source: str, names: list[str], context: dict[str, object], expected: object
) -> None:
    assert compile_expression(source, names).evaluate(context).value == expected


def test_an_unknown_name_is_refused_where_names_are_given() -> None:
    refused = refusal("ages > 3", ["age"])
    assert (refused.line, refused.column, refused.expected, refused.found) == (1, 1, "a known name", "'ages'")
    compile_expression("ages > 3")
    # An item's members aren't known, so inside a filter any word may be one.
    compile_expression("children[ages > 3]", ["children"])


def test_free_names_are_told_with_their_paths_and_local_ones_are_not() -> None:
    expression = compile_expression("a.b + c and (some x in ys satisfies x.z) and {k: d}.k")
    assert expression.names == {"a", "c", "ys", "d"}
    assert expression.paths == {("a", "b"), ("c",), ("ys",), ("d",)}
