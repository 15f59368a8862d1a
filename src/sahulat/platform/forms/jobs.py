"""The job of forms: throwing away drafts that nobody finished."""

from __future__ import annotations

from datetime import datetime

from sahulat.foundation.access.types import Actor
from sahulat.foundation.jobs.public import job
from sahulat.platform.forms.operations import discard_old_drafts


@job(name="forms.discard-old-drafts", queue="house")
def discard_old(now: datetime) -> None:
    """Discard drafts that are over their day. Safe to repeat."""
    discard_old_drafts(actor=Actor.system(request_id="forms.discard-old-drafts"), now=now)
