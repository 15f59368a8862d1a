"""A host of processes for tests: answers from a dictionary, and a list of what it was asked to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sahulat.platform.processes.queries import register_host, the_host
from sahulat.platform.processes.types import OpenTask


@dataclass(slots=True)
class RecordingHost:
    """The Host of processes.types: keeps what it hears."""

    place_id: UUID
    answers: dict[str, Any] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)
    automatic_at_once: bool = False

    def data(self, *, case_ref: UUID) -> Mapping[str, Any]:
        """The answers."""
        return self.answers

    def place(self, *, case_ref: UUID, answer: str) -> UUID | None:
        """The one place."""
        return self.place_id

    def on_opened(self, *, task: OpenTask, now: datetime) -> None:
        """Keep the node."""
        self.heard.append(f"opened {task.node}")

    def on_automatic(self, *, task: OpenTask, now: datetime) -> bool:
        """Keep the action; done at once, or later, as the test wants it."""
        self.heard.append(f"run {task.action}")
        return self.automatic_at_once

    def on_ended(self, *, case_ref: UUID, instance_id: UUID, outcome: str, now: datetime) -> None:
        """Keep the last outcome."""
        self.heard.append(f"ended {outcome}")

    def on_incident(self, *, case_ref: UUID, instance_id: UUID, why: str, now: datetime) -> None:
        """Keep why."""
        self.heard.append(f"incident {why}")


@contextmanager
def hosted_by(host: RecordingHost) -> Iterator[RecordingHost]:
    """Let `host` be the host for a while, and the former one again after it."""
    former = the_host()
    register_host(host)
    try:
        yield host
    finally:
        register_host(former)
