"""What the world tells a process (occurrences) and what a process tells the world (effects). No data, no time.

A path names a token's place: the node's id, with #2, #3 … where several tokens are at one node. Paths are used
again in a loop's next round, so links and rows carry the host's own ids.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Completed:
    """The task at `path` is done."""

    path: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The question at `path` is answered: this flow's condition is the first that holds, or none does."""

    path: str
    flow: str | None


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A person's task begins: open it."""

    path: str
    node: str


@dataclass(frozen=True, slots=True)
class RunTask:
    """An automatic task begins: run it, then say Completed."""

    path: str
    node: str


@dataclass(frozen=True, slots=True)
class CloseTask:
    """A task ends without having been done: close it. No construct of this cut does that; interrupting events will."""

    path: str


@dataclass(frozen=True, slots=True)
class Ask:
    """A decision: evaluate the conditions in order and answer with the first flow that holds, else with None.

    `conditions` are (flow id, FEEL source); `default` is the flow taken for None, if there is one.
    """

    path: str
    node: str
    conditions: tuple[tuple[str, str], ...]
    default: str | None


@dataclass(frozen=True, slots=True)
class Ended:
    """No token is left: the process has ended."""


@dataclass(frozen=True, slots=True)
class Incident:
    """The process can't go on at `path` by itself; `why` is a code. A later answer may repair it."""

    path: str
    why: str


@dataclass(frozen=True, slots=True)
class Stale:
    """The occurrence came too late or was never expected: nothing waits at `path` for it. The marking stays."""

    path: str


NO_FLOW_HOLDS = "bpmn.no-flow-holds"
WAITS_FOR_EVER = "bpmn.waits-for-ever"
TOO_MANY_TOKENS = "bpmn.too-many-tokens"

Occurrence: TypeAlias = Completed | Answered
Effect: TypeAlias = OpenTask | RunTask | CloseTask | Ask | Ended | Incident | Stale
