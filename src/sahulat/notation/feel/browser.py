"""The tiny subset that a browser evaluates to show and hide: =, !=, in, and, or, not over names and constants.

A node is one of {"value": …}, {"name": ["applicant", "district"]}, {"op": "=", "of": [node, node]},
{"op": "in", "of": [node, values…]}, {"op": "and" | "or", "of": [node…]}, {"op": "not", "of": [node]}.
The server decides; this only mirrors it, in three-valued logic: a comparison of unlike types is null.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sahulat.notation.feel.syntax import (
    Call,
    Comparison,
    Constant,
    In,
    ListOf,
    Logic,
    Name,
    Node,
    Path,
    ValueTest,
)

_MAX_SAFE = 2**53 - 1


class _Outside(Exception):
    """The expression needs more than a browser is given."""


def to_browser(node: Node) -> dict[str, Any] | None:
    """The node as JSON, or None when it lies outside the subset."""
    try:
        return _translate(node)
    except _Outside:
        return None


def _translate(node: Node) -> dict[str, Any]:
    if isinstance(node, Constant):
        return {"value": _value(node.value)}
    if isinstance(node, (Name, Path)):
        return {"name": _steps(node)}
    if isinstance(node, Comparison) and node.operator in ("=", "!="):
        same = {"op": "=", "of": [_translate(node.left), _translate(node.right)]}
        return same if node.operator == "=" else {"op": "not", "of": [same]}
    if isinstance(node, Logic):
        return {"op": node.operator, "of": [_translate(operand) for operand in node.operands]}
    if isinstance(node, Call) and node.function == "not":
        return {"op": "not", "of": [_translate(node.arguments[0])]}
    if isinstance(node, In):
        return {"op": "in", "of": [_translate(node.value), *_members(node)]}
    raise _Outside


def _steps(node: Node) -> list[str]:
    if isinstance(node, Name) and node.free:
        return [node.name]
    if isinstance(node, Path):
        return [*_steps(node.source), node.member]
    raise _Outside


def _members(node: In) -> list[dict[str, Any]]:
    """The constants of `x in (a, b)` and `x in [a, b]`; anything else is outside."""
    found: list[Node] = []
    for test in node.tests:
        if not isinstance(test, ValueTest):
            raise _Outside
        found.extend(test.operand.items if isinstance(test.operand, ListOf) else [test.operand])
    return [{"value": _constant(item)} for item in found]


def _constant(node: Node) -> Any:
    if not isinstance(node, Constant):
        raise _Outside
    return _value(node.value)


def _value(value: object) -> Any:
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, Decimal) and value == value.to_integral_value():
        value = int(value)
    if isinstance(value, int) and -_MAX_SAFE <= value <= _MAX_SAFE:
        return value
    raise _Outside
