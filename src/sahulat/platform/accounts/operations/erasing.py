"""What is left of an account when its person is erased: a closed row that nobody can find or enter."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sahulat.foundation.access.public import SYSTEM, authorise, operation
from sahulat.foundation.access.types import Actor
from sahulat.foundation.events.public import record
from sahulat.platform.accounts.models import Account, OneTimeCode, Session, StepUpProof


@operation(SYSTEM)
def forget_account(*, actor: Actor, now: datetime, person_id: UUID) -> None:
    """End the sessions of an erased person's account and blank its phone's hash and its password.

    The row stays, since the audit names it. Codes and proofs of the account go at once. Safe to repeat.
    """
    authorise(actor, SYSTEM)
    account = Account.objects.select_for_update().filter(person_id=person_id).first()
    if account is None:
        return
    for rows in (Session.objects, OneTimeCode.objects, StepUpProof.objects):
        rows.filter(account=account).delete()
    if not account.mobile_hash and not account.password:
        return
    account.mobile_hash, account.password = b"", ""
    account.closed_at = account.closed_at or now
    account.save(update_fields=["mobile_hash", "password", "closed_at"])
    record(
        actor=actor,
        now=now,
        action="accounts.forget-account",
        subject_type="accounts.account",
        subject_id=account.id,
        person_id=person_id,
    )
