"""Passwords: Argon2 by Django's hashers, at least ten characters, none of the common ones."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from sahulat.foundation.access.public import authorise, operation
from sahulat.foundation.access.types import Actor
from sahulat.foundation.events.public import record
from sahulat.kernel.identifiers import Mobile, NotAMobile
from sahulat.kernel.refusals import N_, FieldError, FieldsRefused, Refusal
from sahulat.platform.accounts.models import Account, Session
from sahulat.platform.accounts.operations.codes import RightCode
from sahulat.platform.accounts.operations.limits import Limited
from sahulat.platform.accounts.permissions import OWN
from sahulat.platform.accounts.queries import this_session
from sahulat.platform.accounts.rules.limits import GUESSES_OF_PASSWORD, STEP_UPS, per_account
from sahulat.platform.people.public import mobile_hash

SHORTEST, LONGEST = 10, 200
TOO_SHORT = N_("Choose a password of at least %(least)s characters. Three words in a row are easy to remember.")
TOO_LONG = N_("Choose a password of at most %(most)s characters.")
TOO_COMMON = N_("Many people use this password, so it is guessed first. Choose another.")
OWN_NUMBER = N_("This is your phone number, which others know. Choose another password.")


class WrongPassword(Refusal):
    """The current password is another."""

    code = "accounts.wrong-password"
    status = 422
    message = N_("This is not your current password. Type it again.")


@Limited((GUESSES_OF_PASSWORD, per_account), (STEP_UPS, per_account))
@operation(OWN)
def set_password(*, actor: Actor, now: datetime, password: str, current: str = "", code: str = "") -> None:
    """Give the actor's account a password, or another one; every other session ends.

    A session alone is not enough, since the password steps up: another one needs the `current` one, the first
    one the last `code` of `request_step_up_code`. A refusal leaves the code usable. Raises WrongPassword,
    WrongCode, TooManyTries, FieldsRefused for a password that is easily guessed.
    """
    account = Account.objects.select_for_update().filter(OWN.visible(actor)).first()
    authorise(actor, OWN, account)
    if account is None:
        return
    if account.password and not check_password(current, account.password):
        raise WrongPassword
    if not account.password:
        RightCode.take_newest(account.id, code, now)
    account.password = PasswordHash.of(password, bytes(account.mobile_hash))
    account.save(update_fields=["password"])
    Session.objects.filter(account=account).exclude(this_session(actor)).delete()
    record(
        actor=actor,
        now=now,
        action="accounts.set-password",
        subject_type="accounts.account",
        subject_id=account.id,
        person_id=account.person_id,
    )


class PasswordHash(str):
    """The hash of a password that passed the rules: the only thing that is ever stored."""

    __slots__ = ()

    @classmethod
    def of(cls, password: str, contact_hash: bytes) -> PasswordHash:
        """Check a new password for the account of a phone and hash it.

        Raises FieldsRefused, with the error under "password".
        """
        error = _fault(password, contact_hash)
        if error is not None:
            raise FieldsRefused({"password": error})
        return cls(make_password(password))


def _fault(password: str, contact_hash: bytes) -> FieldError | None:
    # A run of blanks counts as one: ten of them are typed as soon as none.
    if len(" ".join(password.split())) < SHORTEST:
        return FieldError(TOO_SHORT, {"least": SHORTEST})
    if len(password) > LONGEST:
        return FieldError(TOO_LONG, {"most": LONGEST})
    if _is_number(password, contact_hash):
        return FieldError(OWN_NUMBER)
    try:
        CommonPasswordValidator().validate(password)
    except ValidationError:
        return FieldError(TOO_COMMON)
    return None


def _is_number(password: str, contact_hash: bytes) -> bool:
    try:
        return mobile_hash(Mobile.parse(password)) == contact_hash
    except NotAMobile:
        return False
