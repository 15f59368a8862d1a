"""Signing up, and signing in by code or password. Nobody learns from a refusal whether a phone has an account."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password

from sahulat.foundation.access.public import EVERYONE, authorise, operation
from sahulat.foundation.access.types import Actor, Assurance
from sahulat.foundation.events.public import record
from sahulat.kernel.identifiers import Mobile
from sahulat.kernel.ids import new_id
from sahulat.kernel.refusals import N_, Refusal
from sahulat.platform.accounts.events import AccountOpened
from sahulat.platform.accounts.models import Account
from sahulat.platform.accounts.operations.codes import AskedSignUp, RightCode, WrongCode
from sahulat.platform.accounts.operations.limits import Limited
from sahulat.platform.accounts.operations.passwords import PasswordHash
from sahulat.platform.accounts.permissions import OPEN_FOR_ANOTHER
from sahulat.platform.accounts.queries import accounts_with, choices
from sahulat.platform.accounts.rules.limits import (
    FROM_NETWORK,
    GUESSES_OF_CODE,
    GUESSES_OF_PASSWORD,
    per_code,
    per_mobile,
    per_network,
)
from sahulat.platform.accounts.types import AccountChoice, Purpose, SignedIn
from sahulat.platform.people.public import mobile_hash, register_person
from sahulat.platform.people.types import NewPerson

# On a phone with more passwords than these, more are checked: that alone the clock tells.
CHECKS = 3
# Made when the process starts: made at the first use, that one would take twice as long.
NOBODYS_PASSWORD = make_password("nobody has this password")


class WrongSignIn(Refusal):
    """Phone and password don't go together, or there is no such account: the same words for both."""

    code = "accounts.wrong-sign-in"
    status = 422
    message = N_("Mobile number and password do not go together. Try again, or sign in with a code.")


class NoDemo(Refusal):
    """Signing in by one tap exists in a demo only."""

    code = "accounts.no-demo"
    status = 403
    message = N_("This is not a demo. Sign in with your own number.")


@Limited((GUESSES_OF_CODE, per_code), (FROM_NETWORK, per_network))
@operation(EVERYONE)
def sign_up(*, actor: Actor, now: datetime, code_id: UUID, code: str, password: str, network: str) -> SignedIn:
    """Open the account that `request_sign_up` asked for, once the phone is proved; the password may be empty.

    A phone may be shared, so other accounts on it are no hindrance; but somebody of exactly this name is signed
    in to the account they have (`known_before`), where no password is set: two of one name may share the phone, and
    neither chooses the other's. A used code is refused. Raises WrongCode, TooManyTries, FieldsRefused.
    """
    authorise(actor, EVERYONE)
    used = RightCode.take(code_id, code, Purpose.SIGN_UP, now)
    contact_hash = bytes(used.contact_hash)
    hashed = PasswordHash.of(password, contact_hash) if password else ""
    asked = AskedSignUp.of(used)
    for choice in choices(contact_hash):
        if choice.names == asked.names:
            known = _signed_in(actor, now, Account.objects.get(id=choice.account_id), Assurance.CODE)
            return replace(known, known_before=True)
    person_id = register_person(
        actor=actor,
        now=now,
        person=NewPerson(names=asked.names, language=asked.language, mobile=asked.mobile, mobile_verified_at=now),
    )
    account = _open(actor, now, person_id, asked.mobile, hashed)
    return _signed_in(actor, now, account, Assurance.CODE)


@Limited((GUESSES_OF_CODE, per_code), (FROM_NETWORK, per_network))
@operation(EVERYONE)
def sign_in_by_code(
    *, actor: Actor, now: datetime, code_id: UUID, code: str, network: str, account_id: UUID | None = None
) -> SignedIn | tuple[AccountChoice, ...]:
    """Sign in with a code. Where several people share the phone, the answer is the choice of their accounts.

    Then call again with the same code and the account chosen; only a sign-in uses the code up. Raises WrongCode
    for a wrong, used or old one, TooManyTries.
    """
    authorise(actor, EVERYONE)
    found = RightCode.look(code_id, code, Purpose.SIGN_IN, now)
    accounts = accounts_with(bytes(found.contact_hash))
    if account_id is None and len(accounts) > 1:
        return choices(bytes(found.contact_hash))
    account = next((each for each in accounts if account_id in (None, each.id)), None)
    if account is None:
        raise WrongCode
    RightCode.take(code_id, code, Purpose.SIGN_IN, now)
    return _signed_in(actor, now, account, Assurance.CODE)


@Limited((GUESSES_OF_PASSWORD, per_mobile), (FROM_NETWORK, per_network))
@operation(EVERYONE)
def sign_in_by_password(*, actor: Actor, now: datetime, mobile: Mobile, password: str, network: str) -> SignedIn:
    """Sign in with phone and password. Raises WrongSignIn, TooManyTries.

    On a shared phone the password decides whose account it is; two who chose the same must use a code.
    """
    authorise(actor, EVERYONE)
    accounts = [account for account in accounts_with(mobile_hash(mobile)) if account.password]
    # Always so many true checks, so that the clock doesn't tell whether a phone has an account, nor how many.
    for _ in range(CHECKS - len(accounts)):
        check_password(password, NOBODYS_PASSWORD)
    right = [account for account in accounts if check_password(password, account.password)]
    if len(right) != 1:
        raise WrongSignIn
    return _signed_in(actor, now, right[0], Assurance.PASSWORD)


@operation(EVERYONE)
def sign_in_for_demo(*, actor: Actor, now: datetime, account_id: UUID) -> SignedIn:
    """Sign in as one of a demo's people, without code or password. Raises NoDemo wherever it isn't a demo."""
    authorise(actor, EVERYONE)
    if not settings.SAHULAT_DEMO:
        raise NoDemo
    return _signed_in(actor, now, Account.objects.get(id=account_id), Assurance.CODE)


@operation(OPEN_FOR_ANOTHER)
def open_account(*, actor: Actor, now: datetime, person_id: UUID, mobile: Mobile, password: str = "") -> UUID:
    """Give a registered person an account: for a demo's people and officers, whom the installation registers.

    Safe to repeat: the account that a person has stands.
    """
    authorise(actor, OPEN_FOR_ANOTHER)
    known = Account.objects.filter(person_id=person_id).first()
    if known is not None:
        return known.id
    hashed = PasswordHash.of(password, mobile_hash(mobile)) if password else ""
    return _open(actor, now, person_id, mobile, hashed).id


def _open(actor: Actor, now: datetime, person_id: UUID, mobile: Mobile, password: str) -> Account:
    account = Account.objects.create(
        id=new_id(now), person_id=person_id, mobile_hash=mobile_hash(mobile), password=password, opened_at=now
    )
    record(
        actor=actor,
        now=now,
        action="accounts.open-account",
        subject_type="accounts.account",
        subject_id=account.id,
        person_id=person_id,
        event=AccountOpened(account_id=account.id, person_id=person_id),
    )
    return account


def _signed_in(actor: Actor, now: datetime, account: Account, assurance: Assurance) -> SignedIn:
    record(
        actor=actor,
        now=now,
        action="accounts.sign-in",
        subject_type="accounts.account",
        subject_id=account.id,
        person_id=account.person_id,
        details={"assurance": assurance.name.lower()},
    )
    return SignedIn(account.id, account.person_id, assurance, now)
