"""The tree for the browser: a mirror of the server's answer on its tiny subset."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahulat.notation.feel import compile_expression

constants = st.sampled_from(["null", "true", "false", "1", "2.0", '"x"', '"y"'])
names = st.sampled_from(["a", "b.c"])
simple = constants | names
comparisons = st.builds("({} {} {})".format, simple, st.sampled_from(["=", "!="]), simple) | st.builds(
    lambda name, items: f"({name} in ({', '.join(items)}))", names, st.lists(constants, min_size=1, max_size=3)
)
expressions = st.recursive(
    comparisons | names,
    lambda inner: (
        st.builds("({} {} {})".format, inner, st.sampled_from(["and", "or"]), inner)
        | st.builds("not({})".format, inner)
    ),
    max_leaves=8,
)
values = st.sampled_from([None, True, False, 1, 2, "x", "y"])


def mirror(node: dict[str, Any], context: dict[str, Any]) -> Any:
    """What the browser's script does with a node."""
    if "value" in node:
        return node["value"]
    if "name" in node:
        found: Any = context
        for step in node["name"]:
            found = found.get(step) if isinstance(found, dict) else None
        return found
    inner = [mirror(part, context) for part in node["of"]]
    if node["op"] in ("=", "in"):
        met = [same(inner[0], other) for other in inner[1:]]
        return True if True in met else None if None in met else False
    if node["op"] == "not":
        return not inner[0] if isinstance(inner[0], bool) else None
    decisive = node["op"] == "or"
    if decisive in [part for part in inner if isinstance(part, bool)]:
        return decisive
    return not decisive if all(isinstance(part, bool) for part in inner) else None


def same(a: Any, b: Any) -> bool | None:
    if a is None or b is None:
        return a is b
    return a == b if type(a) is type(b) else None


@given(expressions, values, values)
def test_the_browser_answers_as_the_server_does(source: str, a: Any, c: Any) -> None:
    expression = compile_expression(source)
    tree = expression.to_browser()
    assert tree is not None
    context = {"a": a, "b": {"c": c}}
    assert mirror(json.loads(json.dumps(tree)), context) == expression.evaluate(context).value


@pytest.mark.parametrize(
    "source",
    ["a < 1", "a + 1 = 2", "count(a) = 1", "a in [1..2]", "a in xs", "xs[1] = 1", "a = 1.5", 'a = @"2026-01-01"'],
)
def test_what_lies_outside_the_subset_is_left_to_the_server(source: str) -> None:
    assert compile_expression(source).to_browser() is None


def test_the_tree_looks_as_documented() -> None:
    assert compile_expression('applicant.district in ("a", "b") and not(x = true)').to_browser() == {
        "op": "and",
        "of": [
            {"op": "in", "of": [{"name": ["applicant", "district"]}, {"value": "a"}, {"value": "b"}]},
            {"op": "not", "of": [{"op": "=", "of": [{"name": ["x"]}, {"value": True}]}]},
        ],
    }
