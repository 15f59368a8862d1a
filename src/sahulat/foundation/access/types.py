"""Values of the access room: the actor, the channel, the grounds for seeing personal data. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from uuid import UUID


class Channel(StrEnum):
    """By which way an act reached us."""

    WEB = "web"
    API = "api"
    SMS = "sms"
    USSD = "ussd"
    VOICE = "voice"
    COUNTER = "counter"
    COMMAND = "command"
    SYSTEM = "system"


class Assurance(IntEnum):
    """How sure we are that the actor is who the account says; higher is surer."""

    NONE = 0
    CODE = 1
    PASSWORD = 2
    STEPPED_UP = 3


class Basis(StrEnum):
    """On what legal basis somebody looks at a person's data."""

    LAW = "law"
    CONSENT = "consent"
    PUBLIC_TASK = "public_task"
    VITAL = "vital"
    SELF = "self"


class DataClass(StrEnum):
    """How confidential a record is, least first."""

    OPEN = "open"
    PUBLIC = "public"
    RESTRICTED = "restricted"
    CONFIDENTIAL = "confidential"
    SECRET = "secret"  # noqa: S105 - a class of data


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why personal data is looked at: the purpose in a few words that the person may read, and the basis."""

    purpose: str
    basis: Basis

    def __post_init__(self) -> None:
        """Refuse grounds that say nothing: a programming error, so a ValueError."""
        if not self.purpose.strip():
            raise ValueError("Grounds need a purpose.")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: account, person, post, for whom, by which channel, how surely known, in which session.

    Stands in every audit row and event. `session_id` names the session; only its hash is ever stored.
    """

    account_id: UUID | None
    person_id: UUID | None
    post_id: UUID | None
    on_behalf_of: UUID | None
    channel: Channel
    assurance: Assurance
    session_id: str | None
    request_id: str

    @classmethod
    def anonymous(cls, *, request_id: str, channel: Channel = Channel.WEB, session_id: str | None = None) -> Actor:
        """Somebody who has not signed in."""
        return cls(None, None, None, None, channel, Assurance.NONE, session_id, request_id)

    @classmethod
    def system(cls, *, request_id: str = "system") -> Actor:
        """The installation itself: handlers, jobs, schedules. `request_id` names what caused the act."""
        return cls(None, None, None, None, Channel.SYSTEM, Assurance.NONE, None, request_id)

    @property
    def is_signed_in(self) -> bool:
        """Whether an account stands behind the act."""
        return self.account_id is not None

    @property
    def is_system(self) -> bool:
        """Whether the installation itself acts."""
        return self.channel is Channel.SYSTEM and self.account_id is None
