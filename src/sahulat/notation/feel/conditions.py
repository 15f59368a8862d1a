"""Closures of conditions: comparisons, three-valued and/or, between, in, if (DMN 1.5, 10.3.2.4, 10.3.2.6, Table 50)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sahulat.notation.feel.diagnostics import Place
from sahulat.notation.feel.environment import RUN, Closure, Compile, Environment, compare, not_boolean
from sahulat.notation.feel.syntax import (
    Between,
    CompareTest,
    Comparison,
    Constant,
    If,
    In,
    Logic,
    RangeTest,
    ValueTest,
)
from sahulat.notation.feel.values import NUMBER, equal

Test = Callable[[Any, Environment], Any]


def comparison_closure(node: Comparison, compile_node: Compile) -> Closure:
    left, place, operator = compile_node(node.left), node.place, node.operator
    if isinstance(node.right, Constant) and type(node.right.value) in (int, str):
        return _against_constant(left, operator, node.right.value, place)
    right = compile_node(node.right)
    return lambda env: compare(operator, left(env), right(env), env, place)


def _against_constant(left: Closure, operator: str, b: Any, place: Place) -> Closure:
    kinds = NUMBER if type(b) is int else frozenset({str})
    tests: dict[str, Callable[[Any], bool]] = {
        "=": lambda a: a == b,
        "!=": lambda a: a != b,
        "<": lambda a: a < b,
        "<=": lambda a: a <= b,
        ">": lambda a: a > b,
        ">=": lambda a: a >= b,
    }
    test = tests[operator]

    def evaluate(env: Environment) -> Any:
        a = left(env)
        return test(a) if type(a) in kinds else compare(operator, a, b, env, place)

    return evaluate


def logic_closure(node: Logic, compile_node: Compile) -> Closure:
    decisive = node.operator == "or"
    operands, place = [compile_node(operand) for operand in node.operands], node.place
    operator = node.operator

    def evaluate(env: Environment) -> bool | None:
        answer: bool | None = not decisive
        for operand in operands:
            value = operand(env)
            if value is decisive:
                return bool(decisive)
            if type(value) is not bool:
                answer = None
                not_boolean(operator, value, env, place)
        return answer

    return evaluate


def between_closure(node: Between, compile_node: Compile) -> Closure:
    value, low, high, place = (
        compile_node(node.value),
        compile_node(node.low),
        compile_node(node.high),
        node.place,
    )

    def evaluate(env: Environment) -> bool | None:
        a = value(env)
        return _both(
            compare(">=", a, low(env), env, place),
            compare("<=", a, high(env), env, place),
        )

    return evaluate


def _both(a: bool | None, b: bool | None) -> bool | None:
    if a is False or b is False:
        return False
    return None if a is None or b is None else True


def in_closure(node: In, compile_node: Compile) -> Closure:
    value, tests = compile_node(node.value), [_TESTS[type(test)](test, compile_node) for test in node.tests]

    def evaluate(env: Environment) -> bool | None:
        a, unknown = value(env), False
        for test in tests:
            met = test(a, env)
            if met is True:
                return True
            unknown = unknown or met is None
        return None if unknown else False

    return evaluate


def _compare_test(node: CompareTest, compile_node: Compile) -> Test:
    operand, operator, place = compile_node(node.operand), node.operator, node.place
    return lambda a, env: compare(operator, a, operand(env), env, place)


def _range_test(node: RangeTest, compile_node: Compile) -> Test:
    low, high, place = compile_node(node.low), compile_node(node.high), node.place
    above, below = ">=" if node.low_included else ">", "<=" if node.high_included else "<"
    return lambda a, env: _both(compare(above, a, low(env), env, place), compare(below, a, high(env), env, place))


def _value_test(node: ValueTest, compile_node: Compile) -> Test:
    operand, place = compile_node(node.operand), node.place

    def met(a: Any, env: Environment) -> Any:
        b = operand(env)
        if type(b) is list and (type(a) is not list or any(type(item) is list for item in b)):
            env[RUN].charge(len(b))
            return any(equal(a, item, env[RUN]) is True for item in b)
        return compare("=", a, b, env, place)

    return met


def if_closure(node: If, compile_node: Compile) -> Closure:
    condition, yes, no, place = (
        compile_node(node.condition),
        compile_node(node.yes),
        compile_node(node.no),
        node.place,
    )

    def evaluate(env: Environment) -> Any:
        met = condition(env)
        if met is True:
            return yes(env)
        if met is not False:
            not_boolean("if", met, env, place)
        return no(env)

    return evaluate


_TESTS: dict[type, Callable[[Any, Compile], Test]] = {
    CompareTest: _compare_test,
    RangeTest: _range_test,
    ValueTest: _value_test,
}
