"""Values of the audit room: a look, a checkpoint, a proof, a verdict. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sahulat.foundation.access.types import Basis, Channel

# What details may hold: never a personal value.
Detail = str | int | bool | None | list["Detail"] | dict[str, "Detail"]


class Kind(StrEnum):
    """What an audit row tells of."""

    ACT = "act"
    LOOK = "look"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Look:
    """That somebody looked at a person's data: who, when, at what, why."""

    id: UUID
    at: datetime
    person_id: UUID
    subject_type: str
    subject_id: UUID | None
    purpose: str
    basis: Basis
    channel: Channel
    account_id: UUID | None
    actor_person_id: UUID | None
    post_id: UUID | None
    on_behalf_of: UUID | None


@dataclass(frozen=True, slots=True)
class Act:
    """That something was done to a subject: who, when, what."""

    id: UUID
    at: datetime
    action: str
    subject_type: str
    subject_id: UUID | None
    details: Mapping[str, Detail]
    channel: Channel
    account_id: UUID | None
    actor_person_id: UUID | None
    post_id: UUID | None


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The signed state of the log: its size, its Merkle root, when, and the signature with the key's name."""

    size: int
    root: bytes
    at: datetime
    key_id: str
    signature: bytes


@dataclass(frozen=True, slots=True)
class InclusionProof:
    """That one entry stands at a position of the log of a checkpoint (RFC 6962, 2.1.1)."""

    audit_id: UUID
    position: int
    leaf: bytes
    path: tuple[bytes, ...]
    checkpoint: Checkpoint


class FaultKind(StrEnum):
    """What can be wrong with the log."""

    ROW_ALTERED = "row-altered"
    ROW_DELETED = "row-deleted"
    ROW_INSERTED = "row-inserted"
    CHAIN_BROKEN = "chain-broken"
    CHECKPOINT_ALTERED = "checkpoint-altered"
    CHECKPOINT_MISSING = "checkpoint-missing"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing found wrong: its kind, the row or the position it concerns, and a sentence."""

    kind: FaultKind
    what: str
    audit_id: UUID | None = None
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found: entries and checkpoints looked at, entries not yet chained, faults."""

    entries: int
    checkpoints: int
    waiting: int
    faults: tuple[Fault, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.faults
