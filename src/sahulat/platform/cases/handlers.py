"""Reactions to what the rooms below tell."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sahulat.foundation.access.types import Actor
from sahulat.foundation.events.types import Envelope
from sahulat.platform.cases.operations import record_issued


def on_document_issued(envelope: Envelope, *, now: datetime) -> None:
    """A case's document is issued: its process goes on to its end."""
    actor = Actor.system(request_id=envelope.correlation)
    record_issued(actor=actor, now=now, case_id=UUID(str(envelope.body["case_ref"])))
