"""Stepping up: a fresh proof of who is there, over exactly what they are about to do, good once."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth.hashers import check_password

from sahulat.foundation.access.public import SIGNED_IN, authorise, operation
from sahulat.foundation.access.types import Actor
from sahulat.foundation.events.public import record
from sahulat.foundation.keys.public import keyed_hash
from sahulat.kernel.ids import new_id
from sahulat.kernel.refusals import N_, Refusal
from sahulat.platform.accounts.models import StepUpProof
from sahulat.platform.accounts.operations.codes import RightCode, WrongCode
from sahulat.platform.accounts.operations.limits import Limited
from sahulat.platform.accounts.queries import own_account
from sahulat.platform.accounts.rules.limits import STEP_UPS, per_account

GOOD_FOR = timedelta(minutes=5)
CHALLENGE_BYTES = 32


class WrongSecret(Refusal):
    """Neither the password nor the last code that was sent."""

    code = "accounts.wrong-secret"
    status = 422
    message = N_("This is neither your password nor the last code that we sent. Type it again.")


class StepUpNeeded(Refusal):
    """There is no fresh proof over this, or it was used."""

    code = "accounts.step-up-needed"
    status = 403
    message = N_("Confirm with your password or a new code that it is you. A confirmation works once, for 5 minutes.")


@Limited((STEP_UPS, per_account))
@operation(SIGNED_IN)
def step_up(*, actor: Actor, now: datetime, challenge: bytes, secret: str) -> UUID:
    """Prove with a password, or with a code of `request_step_up_code`, who is there; return the proof's id.

    `challenge` is the SHA-256 of what is about to be done (32 bytes). The proof holds in this session only, for
    five minutes, for one `verify_step_up`. Raises WrongSecret, TooManyTries; ValueError for another length.
    """
    if len(challenge) != CHALLENGE_BYTES:
        raise ValueError("a challenge is a SHA-256")
    authorise(actor, SIGNED_IN)
    account = own_account(actor)
    method = "password" if account.password and check_password(secret, account.password) else "code"
    if method == "code" and not _right_code(account.id, secret, now):
        raise WrongSecret
    proof = StepUpProof.objects.create(
        id=new_id(now),
        account=account,
        session_id_hash=_session_hash(actor),
        challenge=challenge,
        made_at=now,
    )
    record(
        actor=actor,
        now=now,
        action="accounts.step-up",
        subject_type="accounts.account",
        subject_id=account.id,
        person_id=account.person_id,
        details={"method": method},
    )
    return proof.id


@operation(SIGNED_IN)
def verify_step_up(*, actor: Actor, now: datetime, challenge: bytes) -> None:
    """Use up the actor's proof over a challenge; call it inside the operation that it is for. Raises StepUpNeeded.

    If that operation is refused later on, the proof is unused again.
    """
    authorise(actor, SIGNED_IN)
    account = own_account(actor)
    proof = (
        StepUpProof.objects.select_for_update()
        .filter(
            account=account,
            session_id_hash=_session_hash(actor),
            challenge=challenge,
            used_at__isnull=True,
            made_at__gt=now - GOOD_FOR,
        )
        .order_by("-made_at")
        .first()
    )
    if proof is None:
        raise StepUpNeeded
    proof.used_at = now
    proof.save(update_fields=["used_at"])


def _right_code(account_id: UUID, secret: str, now: datetime) -> bool:
    try:
        RightCode.take_newest(account_id, secret, now)
    except WrongCode:
        return False
    return True


def _session_hash(actor: Actor) -> bytes:
    return keyed_hash("accounts.step-up-session", actor.session_id or "")
