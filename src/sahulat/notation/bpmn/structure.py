"""Rules that a model must keep before it can be compiled; each finding says what to draw instead."""

from __future__ import annotations

from collections.abc import Iterator

from sahulat.kernel.refusals import N_
from sahulat.notation.bpmn.findings import Finding, fault
from sahulat.notation.bpmn.model import Flow, Kind, Model, Node


def structural_findings(model: Model) -> Iterator[Finding]:
    """Everything wrong with how nodes and flows hang together."""
    yield from _dangling(model)
    yield from _starts_and_ends(model)
    for node in model.nodes.values():
        if node.kind is Kind.EXCLUSIVE and len(node.outgoing) > 1:
            yield from _decision(model, node)
        else:
            yield from _without_conditions(model, node)


def _dangling(model: Model) -> Iterator[Finding]:
    for flow in model.flows.values():
        for end in (flow.source, flow.target):
            if end not in model.nodes:
                message = N_("Flow %(flow)s is tied to %(end)s, which is no node of this process.")
                yield fault("bpmn.flow-end", message, flow.id, flow=_label(flow), end=end or "—")
    for lane in model.lanes:
        for id_ in lane.nodes:
            if id_ not in model.nodes:
                message = N_("Lane %(lane)s holds %(node)s, which is no node of this process.")
                yield fault("bpmn.lane-node", message, lane.id, lane=lane.name or lane.id, node=id_)


def _starts_and_ends(model: Model) -> Iterator[Finding]:
    starts = [node for node in model.nodes.values() if node.kind is Kind.START]
    if len(starts) != 1:
        message = N_("The process has %(count)s start events; it must have exactly one.")
        yield fault("bpmn.one-start", message, *(node.id for node in starts), count=str(len(starts)))
    for node in model.nodes.values():
        if node.kind is Kind.START and node.incoming:
            yield fault("bpmn.into-start", N_("A flow leads into the start event %(node)s."), node.id, node=node.label)
        if node.kind is Kind.START and not node.outgoing:
            yield fault("bpmn.nowhere", N_("Nothing follows the start event %(node)s."), node.id, node=node.label)
        if node.kind is Kind.END and node.outgoing:
            yield fault("bpmn.out-of-end", N_("A flow leads out of the end event %(node)s."), node.id, node=node.label)
        if node.kind is not Kind.START and not node.incoming:
            message = N_("Nothing leads to %(node)s. Draw a flow to it, or remove it.")
            yield fault("bpmn.no-way-in", message, node.id, node=node.label)


def _decision(model: Model, node: Node) -> Iterator[Finding]:
    if node.default is not None and node.default not in node.outgoing:
        message = N_("The default flow of %(node)s does not begin there.")
        yield fault("bpmn.default", message, node.id, node=node.label)
    for id_ in node.outgoing:
        flow = model.flows[id_]
        if id_ == node.default and flow.condition is not None:
            message = N_("The default flow of %(node)s has a condition; it is taken when no other one holds.")
            yield fault("bpmn.default", message, node.id, id_, node=node.label)
        elif id_ != node.default and not flow.condition:
            message = N_("The flow %(flow)s out of %(node)s has no condition, and is not the default.")
            yield fault("bpmn.no-condition", message, node.id, id_, node=node.label, flow=_label(flow))


def _without_conditions(model: Model, node: Node) -> Iterator[Finding]:
    if node.default is not None:
        message = N_("%(node)s has a default flow, but nothing to decide.")
        yield fault("bpmn.default", message, node.id, node=node.label)
    for id_ in node.outgoing:
        if model.flows[id_].condition is not None:
            message = N_("The flow %(flow)s has a condition; only an exclusive gateway with several ways out decides.")
            yield fault("bpmn.condition", message, node.id, id_, flow=_label(model.flows[id_]))


def _label(flow: Flow) -> str:
    return flow.name or flow.id
