"""From the tree to functions: each node becomes one closure, specialised by operator and by constant operands.

A closure takes the environment, a dict from name to value that also holds the run under RUN. On the
common types it works inline; everything else, and every mistake, goes the slow way through `operators`. Evaluation
never raises for what an author or a citizen wrote: it gives null and reports a diagnostic.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sahulat.kernel.refusals import N_
from sahulat.notation.feel import functions
from sahulat.notation.feel.conditions import (
    between_closure,
    comparison_closure,
    if_closure,
    in_closure,
    logic_closure,
)
from sahulat.notation.feel.diagnostics import Place, Run, Undefined
from sahulat.notation.feel.environment import RUN, Closure, Compile, Environment
from sahulat.notation.feel.lists import (
    context_closure,
    filter_closure,
    for_closure,
    list_closure,
    quantified_closure,
)
from sahulat.notation.feel.members import member
from sahulat.notation.feel.operators import arithmetic, negate
from sahulat.notation.feel.syntax import (
    Arithmetic,
    Between,
    Call,
    Comparison,
    Constant,
    ContextOf,
    Filter,
    ForEach,
    If,
    In,
    ListOf,
    Logic,
    Name,
    Negation,
    Node,
    Path,
    Quantified,
)

_MISSING = object()
# Sums and products of numbers below these fit FEEL's 34 digits, so nothing needs rounding.
_SMALL = 10**17


def compile_node(node: Node) -> Closure:
    """The closure of a node; it never raises but BudgetSpent, and a host's own TypeError."""
    return _COMPILERS[type(node)](node, compile_node)


def _constant(node: Constant, compile_node: Compile) -> Closure:
    value = node.value
    return lambda env: value


def _name(node: Name, compile_node: Compile) -> Closure:
    name, place = node.name, node.place

    def evaluate(env: Environment) -> Any:
        value = env.get(name, _MISSING)
        if value is _MISSING:
            env[RUN].report("feel.no-value", N_("%(name)s has no value here."), place, name=name)
            return None
        return value

    return evaluate


def _path(node: Path, compile_node: Compile) -> Closure:
    source, name, place = compile_node(node.source), node.member, node.place

    def evaluate(env: Environment) -> Any:
        value = source(env)
        if type(value) is dict and name in value:
            return value[name]
        return _guarded(member, env, place, value, name)

    return evaluate


def _guarded(compute: Callable[..., Any], env: Environment, place: Place, *arguments: Any) -> Any:
    run: Run = env[RUN]
    try:
        return compute(run, *arguments)
    except Undefined as error:
        run.undefined(error, place)
        return None


def _slow(operator: str, a: Any, b: Any, env: Environment, place: Place) -> Any:
    run: Run = env[RUN]
    if type(a) is str and type(b) is str:
        run.charge((len(a) + len(b)) // 64)
    try:
        return arithmetic(operator, a, b)
    except Undefined as error:
        run.undefined(error, place)
        return None


def _arithmetic(node: Arithmetic, compile_node: Compile) -> Closure:
    left, right, place, operator = (
        compile_node(node.left),
        compile_node(node.right),
        node.place,
        node.operator,
    )

    def add(env: Environment) -> Any:
        a, b = left(env), right(env)
        if type(a) is int and type(b) is int and -_SMALL < a < _SMALL and -_SMALL < b < _SMALL:
            return a + b
        return _slow("+", a, b, env, place)

    def subtract(env: Environment) -> Any:
        a, b = left(env), right(env)
        if type(a) is int and type(b) is int and -_SMALL < a < _SMALL and -_SMALL < b < _SMALL:
            return a - b
        return _slow("-", a, b, env, place)

    def multiply(env: Environment) -> Any:
        a, b = left(env), right(env)
        if type(a) is int and type(b) is int and -_SMALL < a < _SMALL and -_SMALL < b < _SMALL:
            return a * b
        return _slow("*", a, b, env, place)

    fast: dict[str, Closure] = {"+": add, "-": subtract, "*": multiply}
    return fast.get(operator) or (lambda env: _slow(operator, left(env), right(env), env, place))


def _negation(node: Negation, compile_node: Compile) -> Closure:
    operand, place = compile_node(node.operand), node.place
    return lambda env: _guarded(lambda run, a: negate(a), env, place, operand(env))


def _call(node: Call, compile_node: Compile) -> Closure:
    arguments, place, function = (
        [compile_node(argument) for argument in node.arguments],
        node.place,
        node.function,
    )

    def evaluate(env: Environment) -> Any:
        run: Run = env[RUN]
        values = [argument(env) for argument in arguments]
        try:
            return functions.apply(function, run, values)
        except Undefined as error:
            run.undefined(error, place)
            return None

    return evaluate


_COMPILERS: dict[type, Callable[[Any, Compile], Closure]] = {
    Constant: _constant,
    Name: _name,
    ListOf: list_closure,
    ContextOf: context_closure,
    Path: _path,
    Filter: filter_closure,
    Call: _call,
    Negation: _negation,
    Arithmetic: _arithmetic,
    Comparison: comparison_closure,
    Logic: logic_closure,
    Between: between_closure,
    In: in_closure,
    If: if_closure,
    ForEach: for_closure,
    Quantified: quantified_closure,
}
