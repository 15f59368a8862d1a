"""What can be proved of a net before anybody uses it: it can always end, every task can happen, tokens don't pile up.

Each fault comes with the shortest story of how it happens.
"""

from __future__ import annotations

from collections.abc import Iterator

from sahulat.kernel.refusals import N_
from sahulat.notation.bpmn.advancing import node_of
from sahulat.notation.bpmn.findings import Finding, Sentence, Weight
from sahulat.notation.bpmn.marking import Marking
from sahulat.notation.bpmn.model import TASKS
from sahulat.notation.bpmn.net import Net
from sahulat.notation.bpmn.search import FULL_LIMIT, Exploration, explore
from sahulat.notation.bpmn.steps import Answered

_LONGEST_STORY = 8


def check(net: Net, limit: int = FULL_LIMIT) -> tuple[Finding, ...]:
    """Everything that the search finds wrong, faults first; empty means proved.

    `limit` bounds the states looked at; beyond it a warning says that the proof is not complete.
    """
    found = explore(net, limit)
    findings = [
        *_growth(net, found),
        *_never_ends(net, found),
        *_dead(net, found),
        *_twice(net, found),
        *_undecided(net),
        *_not_proved(found),
    ]
    return tuple(sorted(findings, key=lambda finding: finding.weight is not Weight.FAULT))


def _growth(net: Net, found: Exploration) -> Iterator[Finding]:
    if found.growing is not None:
        place = max(found.growing.at, key=lambda entry: ("#" in entry[0], entry[1]))[0]
        message = N_("Tokens pile up without end at %(node)s.")
        node = _place_node(net, place)
        yield Finding(
            "bpmn.unbounded",
            Sentence(message, {"node": _quoted(net, node)}),
            (node,),
            _story(net, found, found.growing),
        )
    if found.overflowing:
        yield Finding("bpmn.unbounded", Sentence(N_("Splits upon splits make more tokens than one step can move.")))


def _never_ends(net: Net, found: Exploration) -> Iterator[Finding]:
    stopped = [marking for marking in found.came if not marking.has_ended and _is_stopped(net, marking)]
    if stopped:
        marking = stopped[0]
        nodes = tuple(sorted({_place_node(net, path) for path in marking.paths}))
        sentence = Sentence(N_("The process can come to a stop before its end."))
        yield Finding("bpmn.stops", sentence, nodes, (*_story(net, found, marking), *_waiting(net, marking)))
        return
    if not found.complete:
        return
    ends = found.reaching(marking for marking in found.came if marking.has_ended)
    endless = [marking for marking in found.came if marking not in ends]
    if endless:
        marking = endless[0]
        nodes = tuple(sorted({_place_node(net, path) for path in marking.paths}))
        sentence = Sentence(
            N_("Once at %(nodes)s the process can't come to its end any more."),
            {"nodes": ", ".join(_quoted(net, node) for node in nodes)},
        )
        yield Finding("bpmn.never-ends", sentence, nodes, _story(net, found, marking))


def _is_stopped(net: Net, marking: Marking) -> bool:
    return all(node_of(path) not in net.nodes for path in marking.paths)


def _waiting(net: Net, marking: Marking) -> Iterator[Sentence]:
    """For each join with a token: from where it has one, and for what it waits."""
    for join, incoming in net.joins.items():
        there = [flow for flow in incoming if flow in marking.paths]
        missing = [flow for flow in incoming if flow not in marking.paths]
        if there:
            yield Sentence(
                N_("Then %(join)s has a token from %(there)s and waits for ever for %(missing)s."),
                {
                    "join": _quoted(net, join),
                    "there": ", ".join(_quoted(net, net.model.flows[flow].source) for flow in there),
                    "missing": ", ".join(_quoted(net, net.model.flows[flow].source) for flow in missing),
                },
            )


def _dead(net: Net, found: Exploration) -> Iterator[Finding]:
    if not found.complete:
        return
    entered = {node_of(path) for marking in found.came for path in marking.paths}
    for node in net.nodes.values():
        if node.id not in entered and (node.kind in TASKS or net.decides(node)):
            sentence = Sentence(N_("%(node)s can never happen."), {"node": _quoted(net, node.id)})
            yield Finding("bpmn.dead", sentence, (node.id,))


def _twice(net: Net, found: Exploration) -> Iterator[Finding]:
    told: set[str] = set()
    for marking in found.came:
        for path in marking.paths:
            node = node_of(path)
            if "#" in path and node not in told and found.growing is None:
                told.add(node)
                sentence = Sentence(
                    N_("%(node)s can be open twice at the same time; is a join missing before it?"),
                    {"node": _quoted(net, node)},
                )
                yield Finding("bpmn.twice", sentence, (node,), _story(net, found, marking), Weight.WARNING)


def _undecided(net: Net) -> Iterator[Finding]:
    for node in net.nodes.values():
        if net.decides(node) and node.default is None:
            sentence = Sentence(
                N_("%(node)s has no default flow: if no condition holds, the process stands still."),
                {"node": _quoted(net, node.id)},
            )
            yield Finding("bpmn.no-default", sentence, (node.id,), (), Weight.WARNING)


def _not_proved(found: Exploration) -> Iterator[Finding]:
    if not found.complete and found.growing is None and not found.overflowing:
        sentence = Sentence(
            N_("The process has too many states to look at all; in the first %(count)s was found what is told here."),
            {"count": str(len(found.came))},
        )
        yield Finding("bpmn.not-proved", sentence, (), (), Weight.WARNING)


def _story(net: Net, found: Exploration, marking: Marking) -> tuple[Sentence, ...]:
    """The decisions on the way to a state; what is merely done is left out."""
    told: list[Sentence] = []
    for _, occurrence in found.steps_to(marking):
        if isinstance(occurrence, Answered):
            node = net.nodes[node_of(occurrence.path)]
            taken = occurrence.flow or node.default
            if taken is not None:
                params = {"decision": _quoted(net, node.id), "way": _way(net, taken)}
                told.append(Sentence(N_("%(decision)s takes %(way)s."), params))
    if not told:
        return ()
    return (Sentence(N_("It can happen like this:")), *told[-_LONGEST_STORY:])


def _way(net: Net, flow_id: str) -> str:
    flow = net.model.flows[flow_id]
    return f'"{flow.name}"' if flow.name else _quoted(net, flow.target)


def _place_node(net: Net, path: str) -> str:
    """The node of a path; for a flow that waits at a join, the join."""
    place = node_of(path)
    return place if place in net.nodes else net.enters[place].id


def _quoted(net: Net, node: str) -> str:
    return f'"{net.nodes[node].label}"'
