"""The one function by which a process moves. It is pure, total and deterministic, and `proof` searches its states.

A parallel gateway takes one token from each of its flows (BPMN 2.0.2, 13.4.1); an exclusive one asks (13.4.2); a
node without a way out ends its token; the process ends when no token is left (13.5.6).
"""

from __future__ import annotations

from collections import deque

from sahulat.notation.bpmn.marking import Marking
from sahulat.notation.bpmn.model import Kind, Node
from sahulat.notation.bpmn.net import Net
from sahulat.notation.bpmn.steps import (
    NO_FLOW_HOLDS,
    TOO_MANY_TOKENS,
    WAITS_FOR_EVER,
    Answered,
    Ask,
    Completed,
    Effect,
    Ended,
    Incident,
    Occurrence,
    OpenTask,
    RunTask,
    Stale,
)

# Moves in one step. No circle is without a wait, so only splits upon splits can come this far.
FUEL = 10_000


def start(net: Net) -> tuple[Marking, tuple[Effect, ...]]:
    """The marking with which a process begins, and what the world must do for it."""
    return _run(net, Marking(net.hash, ()), {}, net.nodes[net.start].outgoing, net.start)


def advance(net: Net, marking: Marking, occurrence: Occurrence) -> tuple[Marking, tuple[Effect, ...]]:
    """The marking after an occurrence, and the effects for the world to carry out in order, each once.

    Same net, marking and occurrence: same answer, always. An occurrence for which nothing waits gives the same
    marking and Stale. Raises ValueError for a marking of another net.
    """
    if marking.net != net.hash:
        raise ValueError("this marking belongs to another net")
    at = dict(marking.at)
    node = net.nodes.get(node_of(occurrence.path))
    if node is None or occurrence.path not in at:
        return marking, (Stale(occurrence.path),)
    if isinstance(occurrence, Completed) and node.kind in (Kind.USER_TASK, Kind.SERVICE_TASK):
        flows = node.outgoing
    elif isinstance(occurrence, Answered) and net.decides(node):
        flow = node.default if occurrence.flow is None else occurrence.flow
        if flow is None:
            return marking, (Incident(occurrence.path, NO_FLOW_HOLDS),)
        if flow not in node.outgoing:
            return marking, (Stale(occurrence.path),)
        flows = (flow,)
    else:
        return marking, (Stale(occurrence.path),)
    del at[occurrence.path]
    return _run(net, marking, at, flows, occurrence.path)


def node_of(path: str) -> str:
    """The id of the node, or of the flow, that a path is at."""
    return path.partition("#")[0]


def _run(
    net: Net, before: Marking, at: dict[str, int], flows: tuple[str, ...], origin: str
) -> tuple[Marking, tuple[Effect, ...]]:
    """Move tokens along flows until each waits or has ended."""
    todo, effects = deque(flows), list[Effect]()
    fuel = FUEL
    while todo:
        fuel -= 1
        if not fuel:
            return before, (Incident(origin, TOO_MANY_TOKENS),)
        flow = todo.popleft()
        node = net.enters[flow]
        if node.id in net.joins:
            at[flow] = at.get(flow, 0) + 1
            todo.extend(_joined(at, net.joins[node.id], node))
        elif node.kind in (Kind.USER_TASK, Kind.SERVICE_TASK) or net.decides(node):
            effects.append(_wait(net, at, node))
        else:
            todo.extend(node.outgoing)
    if not at:
        effects.append(Ended())
    elif all(path not in net.nodes and node_of(path) not in net.nodes for path in at):
        effects.extend(Incident(path, WAITS_FOR_EVER) for path in sorted(at))
    return Marking.of(net.hash, at), tuple(effects)


def _joined(at: dict[str, int], incoming: tuple[str, ...], node: Node) -> tuple[str, ...]:
    """Take one token from each way in, if each has one, and give the ways out."""
    if not all(flow in at for flow in incoming):
        return ()
    for flow in incoming:
        at[flow] -= 1
        if not at[flow]:
            del at[flow]
    return node.outgoing


def _wait(net: Net, at: dict[str, int], node: Node) -> Effect:
    path, number = node.id, 1
    while path in at:
        number += 1
        path = f"{node.id}#{number}"
    at[path] = 1
    if node.kind is Kind.USER_TASK:
        return OpenTask(path, node.id)
    if node.kind is Kind.SERVICE_TASK:
        return RunTask(path, node.id)
    return Ask(path, node.id, net.conditions_of(node), node.default)
