"""The job of accounts: forgetting what has run out."""

from __future__ import annotations

from datetime import datetime

from sahulat.foundation.access.types import Actor
from sahulat.foundation.jobs.public import job
from sahulat.platform.accounts.operations import forget_what_ran_out


@job(name="accounts.forget", queue="house")
def forget(now: datetime) -> None:
    """Delete old tries, codes, proofs and sessions. Safe to repeat."""
    forget_what_ran_out(actor=Actor.system(request_id="accounts.forget"), now=now)
