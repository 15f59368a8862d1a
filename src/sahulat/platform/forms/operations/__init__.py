"""Starting, saving, sealing and discarding drafts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sahulat.foundation.access.types import Actor
from sahulat.platform.forms.models import Draft
from sahulat.platform.forms.types import Answers, Sealed, Upload


def start_draft(*, actor: Actor, now: datetime, service_key: str) -> Draft:
    """Start an application on the service's current version. The person's open draft of it again, if there is one."""
    raise NotImplementedError


def start_mending(
    *,
    actor: Actor,
    now: datetime,
    mends: UUID,
    version_id: UUID,
    answers: Answers,
    only: Sequence[str],
    data_key_id: UUID,
) -> Draft:
    """A draft in which only the named fields of a submitted application can change. Safe to repeat per `mends`."""
    raise NotImplementedError


def save_page(
    *,
    actor: Actor,
    now: datetime,
    draft_id: UUID,
    page: str,
    raw: Mapping[str, str],
    uploads: Mapping[str, Upload],
) -> Answers:
    """Save one page as entered. Raises FieldsRefused; what was right is kept even then. DraftUnknown, DraftSealed."""
    raise NotImplementedError


def discard_draft(*, actor: Actor, now: datetime, draft_id: UUID) -> None:
    """Throw the draft away and shred its attachments' key. Safe to repeat."""
    raise NotImplementedError


def seal_draft(*, actor: Actor, now: datetime, draft_id: UUID) -> Sealed:
    """Drop hidden answers, check the rest, fix them: canonical JSON and hash. Inside the submitting operation.

    Safe to repeat: a sealed draft gives the same Sealed again. Raises DraftUnknown, DraftIncomplete.
    """
    raise NotImplementedError


def answer(value: Any) -> Any:
    """Placeholder."""
    raise NotImplementedError
