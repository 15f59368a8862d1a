"""A BPMN process as read: nodes, flows, lanes, with their names, documentation and our own attributes.

What the drawing looks like stays in `Model.source`, the XML as it came.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

NAMESPACE = "http://www.omg.org/spec/BPMN/20100524/MODEL"
#: Attributes and extension elements of ours, such as outcomes="forward query" on a user task.
EXTENSIONS = "https://sahulat.invalid/bpmn"


class Kind(StrEnum):
    """The kinds of node that are supported, by their element names."""

    START = "startEvent"
    END = "endEvent"
    USER_TASK = "userTask"
    SERVICE_TASK = "serviceTask"
    EXCLUSIVE = "exclusiveGateway"
    PARALLEL = "parallelGateway"


#: What a token waits at until the world says that it is done.
TASKS = frozenset({Kind.USER_TASK, Kind.SERVICE_TASK})


@dataclass(frozen=True, slots=True)
class Node:
    """A node: `lane` is the name of the innermost lane it lies in, so a role; flows are ids in the file's order."""

    id: str
    kind: Kind
    name: str = ""
    lane: str | None = None
    documentation: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    extensions: tuple[str, ...] = ()
    default: str | None = None
    incoming: tuple[str, ...] = ()
    outgoing: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What to call it when speaking to people."""
        return self.name or self.id

    @property
    def outcomes(self) -> tuple[str, ...]:
        """The outcomes a user task may have, from our attribute `outcomes`."""
        return tuple(self.attributes.get("outcomes", "").split())


@dataclass(frozen=True, slots=True)
class Flow:
    """A sequence flow; `condition` is FEEL source, as written."""

    id: str
    source: str
    target: str
    name: str = ""
    condition: str | None = None
    documentation: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane: a role's name and the nodes that lie directly in it."""

    id: str
    name: str
    nodes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Model:
    """A process: nodes and flows by id in the file's order, and the XML that they were read from."""

    id: str
    name: str
    nodes: Mapping[str, Node]
    flows: Mapping[str, Flow]
    lanes: tuple[Lane, ...] = ()
    documentation: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    extensions: tuple[str, ...] = ()
    source: bytes = b""

    def user_tasks(self) -> tuple[Node, ...]:
        """The tasks that people do."""
        return tuple(node for node in self.nodes.values() if node.kind is Kind.USER_TASK)

    def service_tasks(self) -> tuple[Node, ...]:
        """The tasks that run by themselves."""
        return tuple(node for node in self.nodes.values() if node.kind is Kind.SERVICE_TASK)

    def conditions(self) -> tuple[tuple[Flow, str], ...]:
        """Every flow with its condition's FEEL source, for the host to compile in its own scope of names."""
        return tuple((flow, flow.condition) for flow in self.flows.values() if flow.condition is not None)
