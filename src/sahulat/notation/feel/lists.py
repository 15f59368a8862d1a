"""Closures of lists and contexts: literals, filters, for, some, every (DMN 1.5, 10.3.2.5, Table 50)."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator as Iterable
from typing import Any

from sahulat.kernel.refusals import N_
from sahulat.notation.feel.diagnostics import Place, Run
from sahulat.notation.feel.environment import RUN, Closure, Compile, Environment, not_boolean
from sahulat.notation.feel.syntax import (
    Between,
    Comparison,
    ContextOf,
    Filter,
    ForEach,
    In,
    Iterator,
    ListOf,
    Logic,
    Quantified,
)
from sahulat.notation.feel.values import NUMBER, whole

_BOOLEAN_NODES = (Comparison, Logic, Between, In, Quantified)


class _NoList(Exception):
    """What should be iterated over is null, so the whole iteration is."""


def list_closure(node: ListOf, compile_node: Compile) -> Closure:
    items = [compile_node(item) for item in node.items]
    return lambda env: [item(env) for item in items]


def context_closure(node: ContextOf, compile_node: Compile) -> Closure:
    entries = [(key, compile_node(entry)) for key, entry in node.entries]

    def evaluate(env: Environment) -> dict[str, Any]:
        inner, made = dict(env), {}
        for key, entry in entries:
            inner[key] = made[key] = entry(inner)
        return made

    return evaluate


def filter_closure(node: Filter, compile_node: Compile) -> Closure:
    source, condition, place = compile_node(node.source), compile_node(node.condition), node.place
    always_boolean = isinstance(node.condition, _BOOLEAN_NODES)

    def evaluate(env: Environment) -> Any:
        value = source(env)
        if value is None:
            return None
        items = value if type(value) is list else [value]
        if not always_boolean:
            # A number picks by position: asked once, with the first item in scope, as its type decides.
            index = condition(_within(env, items[0]) if items else env)
            if type(index) in NUMBER:
                return _at(items, index, env, place)
        env[RUN].charge(len(items))
        return [item for item in items if condition(_within(env, item)) is True]

    return evaluate


def _within(env: Environment, item: Any) -> Environment:
    """The scope inside a filter: `item`, and the item's members over everything outside."""
    return {**env, "item": item, **item} if type(item) is dict else {**env, "item": item}


def _at(items: list[Any], index: Any, env: Environment, place: Place) -> Any:
    at = whole(index)
    if at is None or at != index or at == 0 or abs(at) > len(items):
        env[RUN].report("feel.no-such-item", N_("The list has no item at that position."), place)
        return None
    return items[at - 1] if at > 0 else items[at]


def _each(iterators: tuple[Iterator, ...], compile_node: Compile) -> Callable[[Environment], Iterable[Environment]]:
    """The environments that the iterators make, later ones inside earlier ones, each list paid for beforehand."""
    sources = [(iterator.name, compile_node(iterator.source), iterator.place) for iterator in iterators]

    def environments(env: Environment, depth: int = 0) -> Iterable[Environment]:
        if depth == len(sources):
            yield env
            return
        name, source, place = sources[depth]
        run: Run = env[RUN]
        value = source(env)
        if value is None:
            run.report("feel.null", N_("'%(operator)s' was given null."), place, operator=name)
            raise _NoList
        items = value if type(value) is list else [value]
        run.charge(len(items))
        for item in items:
            yield from environments({**env, name: item}, depth + 1)

    return environments


def for_closure(node: ForEach, compile_node: Compile) -> Closure:
    each, body = _each(node.iterators, compile_node), compile_node(node.body)

    def evaluate(env: Environment) -> Any:
        try:
            return [body(inner) for inner in each(env)]
        except _NoList:
            return None

    return evaluate


def quantified_closure(node: Quantified, compile_node: Compile) -> Closure:
    each, body, decisive = _each(node.iterators, compile_node), compile_node(node.body), node.kind == "some"

    def evaluate(env: Environment) -> bool | None:
        answer: bool | None = not decisive
        try:
            for inner in each(env):
                value = body(inner)
                if value is decisive:
                    return bool(decisive)
                if type(value) is not bool:
                    not_boolean(node.kind, value, inner, node.place)
                    answer = None
        except _NoList:
            return None
        return answer

    return evaluate
