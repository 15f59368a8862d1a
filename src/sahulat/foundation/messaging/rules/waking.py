"""Who is told, inside the sender's transaction, that a message waits: the queue of jobs, put here by plugin.

`operations` can't name a job, which stands above it; so the plugin leaves a call here.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol
from uuid import UUID


class Waker(Protocol):
    """Sees to it that a kept message is delivered after commit."""

    def __call__(self, *, message_id: UUID, now: datetime) -> None: ...


_wakers: list[Waker] = []


def wake_by(waker: Waker) -> None:
    """Let `waker` hear of each message. Registering the same one again changes nothing."""
    if waker not in _wakers:
        _wakers.append(waker)


def wake(message_id: UUID, now: datetime) -> None:
    """Tell whoever listens that a message was kept."""
    for waker in _wakers:
        waker(message_id=message_id, now=now)
