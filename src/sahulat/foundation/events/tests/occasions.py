"""Events and handlers of these tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar
from uuid import UUID

from django.db import connection

from sahulat.foundation.access.types import Actor, Assurance, Channel
from sahulat.foundation.events.models.outbox import subscribe
from sahulat.foundation.events.public import record
from sahulat.foundation.events.types import Envelope, Event

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
CLERK = Actor(UUID(int=1), UUID(int=2), UUID(int=3), None, Channel.WEB, Assurance.PASSWORD, "session-key", "request-7")


@dataclass(frozen=True)
class Painted(Event):
    """A wall was painted."""

    type: ClassVar[str] = "tests.painted.v2"
    wall: UUID
    coat: int
    colour: str = "white"

    @property
    def key(self) -> UUID:
        return self.wall


@dataclass(frozen=True)
class Unheard(Event):
    """Nobody asked to hear of this."""

    type: ClassVar[str] = "tests.unheard.v1"
    wall: UUID

    @property
    def key(self) -> str:
        return str(self.wall)


class Handler:
    """Notes what it handled, in memory and as a database effect; fails for the coats in `poison`."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        self.heard: list[Envelope] = []
        self.poison: set[int] = set()
        self.says: Event | None = None

    def __call__(self, envelope: Envelope, *, now: datetime) -> None:
        self.heard.append(envelope)
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO tests_heard (wall, coat) VALUES (%s, %s)",
                [str(envelope.body["wall"]), envelope.body["coat"]],
            )
        if envelope.body["coat"] in self.poison:
            raise LookupError("a personal value")
        if self.says is not None:
            record(
                actor=Actor.system(), now=now, action="tests.answer", subject_type="wall", subject_id=UUID(int=5),
                event=self.says,
            )  # fmt: skip

    @property
    def coats(self) -> list[int]:
        return [int(str(envelope.body["coat"])) for envelope in self.heard]


painter = Handler()
subscribe(Painted, "tests.painter", painter)

A, B = UUID(int=0xA), UUID(int=0xB)


def paint(coat: int, wall: UUID = A, *, now: datetime = NOW, actor: Actor = CLERK) -> UUID:
    """Record one act with its event."""
    return record(
        actor=actor, now=now, action="tests.paint", subject_type="wall", subject_id=wall, person_id=UUID(int=4),
        details={"coat": coat}, event=Painted(wall=wall, coat=coat),
    )  # fmt: skip
