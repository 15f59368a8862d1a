"""The states that a net can come to, found by the same `advance` that runs it.

First every state, up to a limit. Where that is too many, one token at a time: tokens act independently here (a choice
lies within one token), so following only one of them, with all that it may do, loses no end and no dead stop. Each
state from which no end was found is then expanded in full, until nothing new comes. Following one token can
miss that tokens multiply, so it is used only where no split lies on a circle.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from sahulat.notation.bpmn.advancing import advance, node_of, start
from sahulat.notation.bpmn.marking import Marking
from sahulat.notation.bpmn.model import TASKS, Kind
from sahulat.notation.bpmn.net import Net
from sahulat.notation.bpmn.steps import TOO_MANY_TOKENS, Answered, Completed, Effect, Incident, Occurrence

FULL_LIMIT = 20_000


@dataclass(slots=True)
class Exploration:
    """What a search found. `came` tells how each state was first reached, `after` which states follow it."""

    complete: bool = True
    came: dict[Marking, tuple[Marking, Occurrence] | None] = field(default_factory=dict)
    after: dict[Marking, set[Marking]] = field(default_factory=dict)
    growing: Marking | None = None
    overflowing: bool = False

    def reaching(self, goals: Iterable[Marking]) -> set[Marking]:
        """The states from which one of the goals can be reached, the goals included."""
        before: dict[Marking, list[Marking]] = {}
        for marking, followers in self.after.items():
            for follower in followers:
                before.setdefault(follower, []).append(marking)
        found = set(goals)
        todo = list(found)
        while todo:
            for marking in before.get(todo.pop(), ()):
                if marking not in found:
                    found.add(marking)
                    todo.append(marking)
        return found

    def steps_to(self, marking: Marking) -> list[tuple[Marking, Occurrence]]:
        """The shortest way there found: (state, what happened in it), from the start."""
        steps: list[tuple[Marking, Occurrence]] = []
        came = self.came[marking]
        while came is not None:
            steps.append(came)
            came = self.came[came[0]]
        return steps[::-1]


def may(net: Net, marking: Marking, path: str) -> tuple[Occurrence, ...]:
    """All that the world can do to the token at a path; nothing to one that waits at a join."""
    node = net.nodes.get(node_of(path))
    if node is None or path not in marking.paths:
        return ()
    if node.kind in TASKS:
        return (Completed(path),)
    flows = tuple(flow for flow in node.outgoing if flow != node.default)
    return (*(Answered(path, flow) for flow in flows), Answered(path, None))


def explore(net: Net, limit: int = FULL_LIMIT) -> Exploration:
    """Search a net's states, all of them if there are at most `limit`."""
    found = _Search(net, limit, _every_token).run()
    if found.complete or found.growing or found.overflowing or _a_split_lies_on_a_circle(net):
        return found
    return _Search(net, limit, _nearest_token(net)).run()


Choose = Callable[[Marking], Iterable[str]]


class _Search:
    """A breadth-first search from the start, so that stories are short."""

    def __init__(self, net: Net, limit: int, choose: Choose) -> None:
        self._net = net
        self._limit = limit
        self._choose = choose
        self._found = Exploration()
        self._todo: deque[Marking] = deque()

    def run(self) -> Exploration:
        first, effects = start(self._net)
        self._found.came[first] = None
        self._todo.append(first)
        self._note(effects)
        self._drain(self._choose)
        if self._choose is not _every_token:
            self._expand_what_never_ends()
        return self._found

    def _drain(self, choose: Choose) -> None:
        found = self._found
        while self._todo and found.complete and found.growing is None:
            marking = self._todo.popleft()
            if len(found.came) > self._limit:
                found.complete = False
                return
            followers = found.after.setdefault(marking, set())
            for path in choose(marking):
                for occurrence in may(self._net, marking, path):
                    follower, effects = advance(self._net, marking, occurrence)
                    self._note(effects)
                    followers.add(follower)
                    self._reach(follower, marking, occurrence)
        found.complete = found.complete and not found.overflowing and found.growing is None

    def _reach(self, follower: Marking, marking: Marking, occurrence: Occurrence) -> None:
        if follower in self._found.came:
            return
        self._found.came[follower] = (marking, occurrence)
        self._todo.append(follower)
        if any(count > 1 or "#" in path for path, count in follower.at) and self._covers_an_earlier(follower):
            self._found.growing = follower

    def _covers_an_earlier(self, marking: Marking) -> bool:
        """Did the way here pass a state with the same tokens and fewer? Then it can be gone again and again."""
        here = _tokens(marking)
        for earlier, _ in self._found.steps_to(marking):
            there = _tokens(earlier)
            if there != here and all(here.get(place, 0) >= count for place, count in there.items()):
                return True
        return False

    def _expand_what_never_ends(self) -> None:
        found, expanded = self._found, set[Marking]()
        while found.complete:
            ends = found.reaching(marking for marking in found.came if marking.has_ended)
            todo = [marking for marking in found.came if marking not in ends and marking not in expanded]
            if not todo:
                return
            expanded.update(todo)
            self._todo.extend(todo)
            self._drain(_every_token)

    def _note(self, effects: Iterable[Effect]) -> None:
        if any(isinstance(effect, Incident) and effect.why == TOO_MANY_TOKENS for effect in effects):
            self._found.overflowing = True


def _every_token(marking: Marking) -> Iterable[str]:
    return marking.paths


def _nearest_token(net: Net) -> Choose:
    """Choose the token that is nearest to a join or an end, so that branches are finished one by one."""
    hops = _hops(net)

    def choose(marking: Marking) -> Iterable[str]:
        movable = [path for path in marking.paths if node_of(path) in net.nodes]
        return [min(movable, key=lambda path: (hops[node_of(path)], path))] if movable else []

    return choose


def _hops(net: Net) -> dict[str, int]:
    """How many flows lie between each node and the nearest join or end."""
    hops = {node.id: 0 for node in net.nodes.values() if node.id in net.joins or not node.outgoing}
    todo = deque(hops)
    while todo:
        node = todo.popleft()
        for flow in net.nodes[node].incoming:
            before = net.model.flows[flow].source
            if before not in hops:
                hops[before] = hops[node] + 1
                todo.append(before)
    # What reaches neither goes round for ever: let it come last.
    return {node: hops.get(node, len(net.nodes)) for node in net.nodes}


def _a_split_lies_on_a_circle(net: Net) -> bool:
    splits = [node for node in net.nodes.values() if len(node.outgoing) > 1 and node.kind is not Kind.EXCLUSIVE]
    return any(node.id in _reached_from(net, node.id) for node in splits)


def _reached_from(net: Net, origin: str) -> set[str]:
    reached: set[str] = set()
    todo = [origin]
    while todo:
        for flow in net.nodes[todo.pop()].outgoing:
            target = net.enters[flow].id
            if target not in reached:
                reached.add(target)
                todo.append(target)
    return reached


def _tokens(marking: Marking) -> dict[str, int]:
    tokens: dict[str, int] = {}
    for path, count in marking.at:
        place = node_of(path)
        tokens[place] = tokens.get(place, 0) + count
    return tokens
