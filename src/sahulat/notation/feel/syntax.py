"""The tree of a FEEL expression. Every node knows its place; the meaning is in `closures`."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal as OneOf
from typing import TypeAlias

from sahulat.notation.feel.diagnostics import Place

ArithmeticOperator: TypeAlias = OneOf["+", "-", "*", "/", "**"]
Comparator: TypeAlias = OneOf["=", "!=", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Node:
    """Anything with a place."""

    place: Place


@dataclass(frozen=True, slots=True)
class Constant(Node):
    """A literal: null, boolean, number, string, or a temporal value written with @ or as a call on a string."""

    value: object


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A variable, by the name under which it was declared."""

    name: str
    free: bool


@dataclass(frozen=True, slots=True)
class ListOf(Node):
    """[a, b, c]."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class ContextOf(Node):
    """{a: 1, b: a + 1}: later entries see earlier ones."""

    entries: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class Path(Node):
    """source.member."""

    source: Node
    member: str


@dataclass(frozen=True, slots=True)
class Filter(Node):
    """source[condition], or source[index]."""

    source: Node
    condition: Node


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A built-in function with positional arguments."""

    function: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Negation(Node):
    """-operand."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """left operator right."""

    operator: ArithmeticOperator
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """left operator right."""

    operator: Comparator
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Logic(Node):
    """a and b and c, or a or b or c; flat, so that long chains are not deep."""

    operator: OneOf["and", "or"]
    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Between(Node):
    """value between low and high, both ends included."""

    value: Node
    low: Node
    high: Node


@dataclass(frozen=True, slots=True)
class CompareTest(Node):
    """A unary test such as < 10."""

    operator: Comparator
    operand: Node


@dataclass(frozen=True, slots=True)
class RangeTest(Node):
    """A unary test such as [1..10)."""

    low: Node
    high: Node
    low_included: bool
    high_included: bool


@dataclass(frozen=True, slots=True)
class ValueTest(Node):
    """A unary test that is an expression: equal to it, or, when it is a list, in it."""

    operand: Node


@dataclass(frozen=True, slots=True)
class In(Node):
    """value in test, or value in (test, test)."""

    value: Node
    tests: tuple[CompareTest | RangeTest | ValueTest, ...]


@dataclass(frozen=True, slots=True)
class If(Node):
    """if condition then yes else no."""

    condition: Node
    yes: Node
    no: Node


@dataclass(frozen=True, slots=True)
class Iterator(Node):
    """name in source, of for, some and every."""

    name: str
    source: Node


@dataclass(frozen=True, slots=True)
class ForEach(Node):
    """for a in xs, b in ys return body."""

    iterators: tuple[Iterator, ...]
    body: Node


@dataclass(frozen=True, slots=True)
class Quantified(Node):
    """some (or every) a in xs satisfies body."""

    kind: OneOf["some", "every"]
    iterators: tuple[Iterator, ...]
    body: Node


def children(node: Node) -> list[Node]:
    """The nodes directly below a node, in the order of the source."""
    found: list[Node] = []
    for field in fields(node):
        value = getattr(node, field.name)
        for part in value if isinstance(value, tuple) else (value,):
            inner = part[1] if isinstance(part, tuple) else part
            if isinstance(inner, Node):
                found.append(inner)
    return found
