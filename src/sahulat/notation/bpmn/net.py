"""The token net that a model compiles to, and the refusal of models that could run for ever in one step."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from sahulat.kernel.refusals import N_
from sahulat.notation.bpmn.findings import Finding, ModelRefused, fault
from sahulat.notation.bpmn.model import TASKS, Kind, Model, Node


@dataclass(frozen=True, slots=True)
class Net:
    """A compiled model. `hash` names its structure: a correction of names or documentation leaves it alone.

    `enters` says for each flow which node it leads to; `joins` for each parallel gateway with several ways in.
    """

    model: Model
    hash: str
    start: str
    nodes: Mapping[str, Node]
    enters: Mapping[str, Node]
    joins: Mapping[str, tuple[str, ...]]

    def conditions_of(self, node: Node) -> tuple[tuple[str, str], ...]:
        """(flow id, FEEL source) for each flow of a decision that has a condition, in the file's order."""
        flows = (self.model.flows[flow] for flow in node.outgoing)
        return tuple((flow.id, flow.condition) for flow in flows if flow.condition is not None)

    def decides(self, node: Node) -> bool:
        """Is it an exclusive gateway with more than one way out?"""
        return node.kind is Kind.EXCLUSIVE and len(node.outgoing) > 1


def compile_net(model: Model) -> Net:
    """The net of a model that `read_model` accepted. Raises ModelRefused for circles in which nothing waits."""
    circles = _circles_without_a_wait(model)
    if circles:
        raise ModelRefused(circles)
    start = next(node.id for node in model.nodes.values() if node.kind is Kind.START)
    joins = {
        node.id: node.incoming for node in model.nodes.values() if node.kind is Kind.PARALLEL and len(node.incoming) > 1
    }
    enters = {flow.id: model.nodes[flow.target] for flow in model.flows.values()}
    return Net(model, _structure_hash(model), start, model.nodes, enters, joins)


def _structure_hash(model: Model) -> str:
    nodes = [[node.id, node.kind, node.default] for node in model.nodes.values()]
    flows = [[flow.id, flow.source, flow.target, flow.condition] for flow in model.flows.values()]
    text = json.dumps([nodes, flows], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _circles_without_a_wait(model: Model) -> list[Finding]:
    """Peel off nodes that have no way in, or no way out, among those that don't wait: what is left goes round."""
    after = {
        node.id: {model.flows[flow].target for flow in node.outgoing}
        for node in model.nodes.values()
        if node.kind not in TASKS
    }
    after = {node: targets & after.keys() for node, targets in after.items()}
    left = _peeled(_peeled(after), reverse=True)
    if not left:
        return []
    labels = ", ".join(f'"{model.nodes[node].label}"' for node in left)
    return [
        fault(
            "bpmn.circle",
            N_("The gateways %(nodes)s lead back to one another with no task between them, so they would never stop."),
            *left,
            nodes=labels,
        )
    ]


def _peeled(after: Mapping[str, set[str]], *, reverse: bool = False) -> dict[str, set[str]]:
    edges = {node: set(targets) for node, targets in after.items()}
    if reverse:
        edges = {node: {other for other in after if node in after[other]} for node in after}
    ways_in = dict.fromkeys(edges, 0)
    for targets in edges.values():
        for target in targets:
            ways_in[target] += 1
    free = [node for node, ways in ways_in.items() if not ways]
    while free:
        for target in edges.pop(free.pop()):
            ways_in[target] -= 1
            if not ways_in[target]:
                free.append(target)
    return edges
