"""One-time codes: asking for one, and using one up. Whoever asks can't tell whether the phone has an account."""

from __future__ import annotations

import json
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext, override

from sahulat.foundation.access.public import EVERYONE, SIGNED_IN, authorise, operation
from sahulat.foundation.access.types import Actor, Basis, DataClass, Grounds
from sahulat.foundation.keys.public import decrypt, encrypt, mac, new_data_key, newest_data_key, verify_mac
from sahulat.foundation.messaging.public import Address, AddressKind, send
from sahulat.kernel.digits import without_separators
from sahulat.kernel.identifiers import Mobile
from sahulat.kernel.ids import new_id
from sahulat.kernel.refusals import N_, Refusal
from sahulat.kernel.text import Text
from sahulat.platform.accounts.models import OneTimeCode
from sahulat.platform.accounts.operations.limits import Limited
from sahulat.platform.accounts.queries import accounts_with, own_account
from sahulat.platform.accounts.rules.limits import (
    CODES_FROM_ANYWHERE,
    CODES_FROM_ANYWHERE_A_DAY,
    CODES_TO_PHONE,
    CODES_TO_PHONE_A_DAY,
    FROM_NETWORK,
    per_account,
    per_mobile,
    per_mobile_and_network,
    per_network,
)
from sahulat.platform.accounts.types import Purpose
from sahulat.platform.people.public import mobile_hash, mobile_of

DIGITS = 6
LASTS = timedelta(minutes=10)
CODE_SHAPE = re.compile(r"[0-9]{6}")
SEALED_FIELD = "accounts.one-time-code"

CODE_TEXT = N_("%(name)s: your code is %(code)s. It works for 10 minutes. Nobody from an office will ask you for it.")
NO_ACCOUNT_TEXT = N_(
    "%(name)s: somebody asked to sign in with this number, but it has no account yet. To open one: %(address)s"
)
TO_SEND_CODE = N_("To send you a code")
ASKING = (
    (CODES_TO_PHONE, per_mobile_and_network),
    (CODES_TO_PHONE_A_DAY, per_mobile_and_network),
    (CODES_FROM_ANYWHERE, per_mobile),
    (CODES_FROM_ANYWHERE_A_DAY, per_mobile),
    (FROM_NETWORK, per_network),
)


class WrongCode(Refusal):
    """Not this code, or used, or too old, or for something else: which of them is nobody's business."""

    code = "accounts.wrong-code"
    status = 422
    message = N_("This code is not right or no longer works. Check the last message, or ask for a new code.")


class NoPhone(Refusal):
    """There is no proved phone to send a code to."""

    code = "accounts.no-phone"
    status = 409
    message = N_("You have no phone number that we can send a code to. Use your password.")


class NoCodesThere(Refusal):
    """Codes go to the configured countries only: messages to far numbers cost much, and swindlers earn by them."""

    code = "accounts.no-codes-there"
    status = 422
    message = N_("Codes go only to numbers that begin with %(codes)s. Enter such a number.")


@Limited(*ASKING)
@operation(EVERYONE)
def request_code(*, actor: Actor, now: datetime, mobile: Mobile, language: str, network: str) -> UUID:
    """Send a sign-in code to a phone and return the code's id; the answer is the same for every phone.

    A phone without an account is told so by message, which only who holds it reads. Not safe to repeat: each
    time sends another. Raises NoCodesThere, TooManyTries.
    """
    authorise(actor, EVERYONE)
    _refuse_far(mobile)
    contact_hash = mobile_hash(mobile)
    row, code = _make(Purpose.SIGN_IN, contact_hash, now)
    message = CODE_TEXT if accounts_with(contact_hash) else NO_ACCOUNT_TEXT
    _send(actor, now, row, mobile, language, message, code)
    return row.id


@Limited(*ASKING)
@operation(EVERYONE)
def request_sign_up(*, actor: Actor, now: datetime, names: Text, mobile: Mobile, language: str, network: str) -> UUID:
    """Keep names and phone of somebody who wants an account and send the code; `sign_up` then opens it.

    The answer is the same whether or not the phone has an account. Not safe to repeat. Raises NoCodesThere,
    TooManyTries.
    """
    authorise(actor, EVERYONE)
    _refuse_far(mobile)
    row, code = _make(Purpose.SIGN_UP, mobile_hash(mobile), now)
    asked = {"names": names.to_json(), "mobile": mobile.e164, "language": language}
    owner = f"accounts.codes.{now:%Y-%m}"
    row.key_id = newest_data_key(owner) or new_data_key(now=now, owner=owner)
    row.sealed = encrypt(row.key_id, json.dumps(asked).encode(), field=SEALED_FIELD)
    row.save(update_fields=["key", "sealed"])
    _send(actor, now, row, mobile, language, CODE_TEXT, code)
    return row.id


@Limited((CODES_TO_PHONE, per_account), (CODES_TO_PHONE_A_DAY, per_account))
@operation(SIGNED_IN)
def request_step_up_code(*, actor: Actor, now: datetime, language: str) -> UUID:
    """Send the actor a code to step up with, to their own phone. Raises NoPhone, TooManyTries."""
    authorise(actor, SIGNED_IN)
    account = own_account(actor)
    mobile = mobile_of(account.person_id, actor=actor, now=now, grounds=Grounds(TO_SEND_CODE, Basis.SELF))
    if mobile is None:
        raise NoPhone
    row, code = _make(Purpose.STEP_UP, mobile_hash(mobile), now)
    row.account = account
    row.save(update_fields=["account"])
    _send(actor, now, row, mobile, language, CODE_TEXT, code)
    return row.id


@dataclass(frozen=True, slots=True)
class AskedSignUp:
    """Names, phone and language that a sign-up was asked for with."""

    names: Text
    mobile: Mobile
    language: str

    @classmethod
    def of(cls, row: OneTimeCode) -> AskedSignUp:
        """Open what `request_sign_up` sealed beside its code."""
        if row.key_id is None or row.sealed is None:
            raise LookupError("this code was not asked for a sign-up")
        asked = json.loads(decrypt(row.key_id, bytes(row.sealed), field=SEALED_FIELD))
        return cls(Text(asked["names"]), Mobile(asked["mobile"]), asked["language"])


class RightCode:
    """The row of a right code, locked. Both raise WrongCode for a wrong, used or old one, or another purpose's."""

    @staticmethod
    def look(code_id: UUID, typed: str, purpose: Purpose, now: datetime) -> OneTimeCode:
        """Check a code and leave it usable."""
        row = OneTimeCode.objects.select_for_update().filter(id=code_id, purpose=purpose).first()
        if row is None or row.used_at is not None or row.expires_at <= now:
            raise WrongCode
        if not verify_mac("accounts.code", _told(row.id, without_separators(typed)), bytes(row.code_mac)):
            raise WrongCode
        return row

    @staticmethod
    def take(code_id: UUID, typed: str, purpose: Purpose, now: datetime) -> OneTimeCode:
        """Check a code and use it up: it works once."""
        row = RightCode.look(code_id, typed, purpose, now)
        row.used_at = now
        row.save(update_fields=["used_at"])
        return row

    @staticmethod
    def take_newest(account_id: UUID, typed: str, now: datetime) -> OneTimeCode:
        """Use up the last code that `request_step_up_code` sent to an account; earlier ones are worth nothing.

        So ten codes sent don't make a guess ten times as good. A code used rightly doesn't count among those
        sent: an officer who signs with codes all morning is never shut out.
        """
        last = OneTimeCode.objects.filter(account_id=account_id, purpose=Purpose.STEP_UP).order_by("-id").first()
        if last is None or not CODE_SHAPE.fullmatch(without_separators(typed)):
            raise WrongCode
        taken = RightCode.take(last.id, typed, Purpose.STEP_UP, now)
        Limited.give_back_at((CODES_TO_PHONE, CODES_TO_PHONE_A_DAY), str(account_id), taken.made_at)
        return taken


def _refuse_far(mobile: Mobile) -> None:
    # Calling codes are no beginnings of one another, so the first digits decide.
    codes: tuple[str, ...] = tuple(getattr(settings, "SAHULAT_CALLING_CODES", ("92",)))
    if not mobile.digits.startswith(codes):
        # Each in an isolate from left to right, else an Urdu sentence shows the plus behind the digits.
        raise NoCodesThere(codes=", ".join(f"\u2066+{code}\u2069" for code in codes))


def _make(purpose: Purpose, contact_hash: bytes, now: datetime) -> tuple[OneTimeCode, str]:
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    code_id = new_id(now)
    row = OneTimeCode.objects.create(
        id=code_id,
        purpose=purpose,
        contact_hash=contact_hash,
        code_mac=mac("accounts.code", _told(code_id, code)),
        made_at=now,
        expires_at=now + LASTS,
    )
    return row, code


def _told(code_id: UUID, code: str) -> bytes:
    return f"{code_id}:{code}".encode()


def _send(
    actor: Actor, now: datetime, row: OneTimeCode, mobile: Mobile, language: str, message: str, code: str
) -> None:
    with override(language):
        address = f"{settings.SAHULAT_ORIGIN}/{language}/sign-up/"
        text = gettext(message) % {"name": settings.SAHULAT_NAME, "code": code, "address": address}
    send(
        actor=actor,
        now=now,
        address=Address(kind=AddressKind.MOBILE, value=mobile.e164),
        text=text,
        lang=language,
        data_class=DataClass.SECRET,
        reference=row.purpose,
        unique=f"accounts.code:{row.id}",
        expires_at=row.expires_at,
    )
