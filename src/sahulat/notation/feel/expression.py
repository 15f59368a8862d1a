"""An expression, compiled once and evaluated often."""

from __future__ import annotations

import decimal
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sahulat.kernel.refusals import N_
from sahulat.notation.feel.browser import to_browser
from sahulat.notation.feel.closures import compile_node
from sahulat.notation.feel.diagnostics import BudgetSpent, Diagnostic, Place, Run
from sahulat.notation.feel.environment import RUN, Closure, Environment
from sahulat.notation.feel.parser import parse
from sahulat.notation.feel.syntax import Name, Node, Path, children
from sahulat.notation.feel.values import FEEL_CONTEXT, admit

STEPS = 1_000_000


@dataclass(frozen=True, slots=True)
class Result:
    """A value (None is FEEL's null) and why parts of it were null."""

    value: Any
    diagnostics: tuple[Diagnostic, ...]


class Expression:
    """A compiled expression; immutable, safe to share between threads."""

    __slots__ = ("_closure", "_node", "names", "paths", "source")

    def __init__(self, source: str, node: Node) -> None:
        self.source: str = source
        self._node = node
        self._closure: Closure = compile_node(node)
        #: What a host gives, with the members that are read: {("applicant", "district")}.
        self.paths: frozenset[tuple[str, ...]] = _free_paths(node)
        #: The variables alone, by their declared names.
        self.names: frozenset[str] = frozenset(path[0] for path in self.paths)

    def __repr__(self) -> str:
        return f"Expression({self.source!r})"

    def evaluate(self, context: Mapping[str, object], *, steps: int = STEPS) -> Result:
        """The value in a context, which is read only where the expression names it.

        Whatever the data is, it gives a value or null with diagnostics. Raises TypeError or ValueError only for
        a host's fault: a value of a type that FEEL has no word for.
        """
        run = Run(steps)
        env: Environment = {name: admit(context[name]) for name in self.names if name in context}
        env[RUN] = run
        outer = decimal.getcontext()
        decimal.setcontext(FEEL_CONTEXT)
        try:
            value = self._closure(env)
        except BudgetSpent:
            value = None
            run.report("feel.too-long", N_("This takes too many steps."), Place(1, 1))
        finally:
            decimal.setcontext(outer)
        return Result(value, tuple(run.diagnostics))

    def to_browser(self) -> dict[str, Any] | None:
        """The expression as a JSON tree for the browser, or None when it needs more than =, in, and, or, not."""
        return to_browser(self._node)


def compile_expression(source: str, names: Collection[str] | None = None) -> Expression:
    """Compile FEEL source (at most 64 KB).

    `names` are the variables in scope, dots for members ("applicant.full name"): with them, names of several
    words are recognised and an unknown one is refused. Without, any single word may be a variable.
    Raises FeelSyntaxError with line, column, what was expected and what was found.
    """
    return Expression(source, parse(source, names or None))


def _free_paths(root: Node) -> frozenset[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    todo = [root]
    while todo:
        node = todo.pop()
        path = _free_path(node)
        if path:
            found.add(path)
        else:
            todo.extend(children(node))
    return frozenset(found)


def _free_path(node: Node) -> tuple[str, ...] | None:
    if isinstance(node, Name):
        return (node.name,) if node.free else None
    if isinstance(node, Path):
        before = _free_path(node.source)
        return (*before, node.member) if before else None
    return None
