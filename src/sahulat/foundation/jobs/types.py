"""Values of the jobs room. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FailedJob:
    """A job that failed for good, until somebody has it tried again. Arguments hold no personal value."""

    id: int
    name: str
    queue: str
    attempts: int


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """When a part of a worker last showed that it lives: seconds ago, by the database's clock."""

    part: str
    seconds_ago: float


@dataclass(frozen=True, slots=True)
class JobsState:
    """How many jobs wait, are being done, have failed for good."""

    waiting: int
    doing: int
    failed: int
