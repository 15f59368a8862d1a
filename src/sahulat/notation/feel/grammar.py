"""The fixed facts of FEEL's grammar: how strongly operators bind, and which words are taken (DMN 1.5, 10.3.1.2)."""

from __future__ import annotations

OR, AND, COMPARE, ADD, MULTIPLY, POWER, UNARY, POSTFIX = range(10, 90, 10)
POWERS = {
    "or": OR,
    "and": AND,
    **dict.fromkeys(("=", "!=", "<", "<=", ">", ">=", "in", "between"), COMPARE),
    **dict.fromkeys(("+", "-"), ADD),
    **dict.fromkeys(("*", "/"), MULTIPLY),
    "**": POWER,
    **dict.fromkeys((".", "["), POSTFIX),
}
COMPARATORS = frozenset({"=", "!=", "<", "<=", ">", ">="})
KEYWORDS = frozenset(
    {
        "null",
        "true",
        "false",
        "if",
        "then",
        "else",
        "for",
        "return",
        "some",
        "every",
        "satisfies",
        "in",
        "and",
        "or",
    }
    | {"between", "instance", "function"}
)
LITERALS: dict[str, object] = {"null": None, "true": True, "false": False}
