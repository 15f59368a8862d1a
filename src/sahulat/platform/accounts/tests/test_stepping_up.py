"""Stepping up: over one challenge, in one session, once, for five minutes."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest

from sahulat.foundation.access.public import SignInNeeded
from sahulat.foundation.access.types import Actor
from sahulat.platform.accounts import operations
from sahulat.platform.accounts.operations.codes import NoPhone
from sahulat.platform.accounts.testing import actor_of, an_account
from sahulat.platform.accounts.tests.test_signing_in import last_code, wrong
from sahulat.platform.people.testing import a_person

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
PASSWORD = "three mangoes a day"
CHALLENGE = hashlib.sha256(b"the certificate").digest()
OTHER = hashlib.sha256(b"another certificate").digest()


def officer() -> Actor:
    """An account's owner with a password."""
    return actor_of(an_account(NOW, password=PASSWORD))


def verify(actor: Actor, challenge: bytes = CHALLENGE, now: datetime = NOW) -> None:
    """Use the proof."""
    operations.verify_step_up(actor=actor, now=now, challenge=challenge)


def test_a_password_proves_once() -> None:
    actor = officer()
    operations.step_up(actor=actor, now=NOW, challenge=CHALLENGE, secret=PASSWORD)
    verify(actor)
    with pytest.raises(operations.StepUpNeeded):
        verify(actor)


def test_a_code_proves_once_and_is_used_up() -> None:
    actor = officer()
    operations.request_step_up_code(actor=actor, now=NOW, language="en")
    code = last_code()
    operations.step_up(actor=actor, now=NOW, challenge=CHALLENGE, secret=code)
    verify(actor)
    with pytest.raises(operations.WrongSecret):
        operations.step_up(actor=actor, now=NOW, challenge=CHALLENGE, secret=code)


def test_a_proof_over_one_thing_is_none_over_another() -> None:
    actor = officer()
    operations.step_up(actor=actor, now=NOW, challenge=CHALLENGE, secret=PASSWORD)
    with pytest.raises(operations.StepUpNeeded):
        verify(actor, OTHER)


def test_a_proof_is_good_for_five_minutes() -> None:
    actor = officer()
    operations.step_up(actor=actor, now=NOW, challenge=CHALLENGE, secret=PASSWORD)
    with pytest.raises(operations.StepUpNeeded):
        verify(actor, now=NOW + timedelta(minutes=5))


def test_a_proof_counts_in_its_own_session_only() -> None:
    account = an_account(NOW, password=PASSWORD)
    here = actor_of(account)
    there = actor_of(account, session_id="0195f000-0000-7000-8000-000000000001")
    operations.step_up(actor=here, now=NOW, challenge=CHALLENGE, secret=PASSWORD)
    with pytest.raises(operations.StepUpNeeded):
        verify(there)


def test_the_proof_of_one_officer_serves_no_other() -> None:
    actor = officer()
    other = actor_of(an_account(NOW, mobile="0300 0000009", password=PASSWORD))
    operations.step_up(actor=actor, now=NOW, challenge=CHALLENGE, secret=PASSWORD)
    with pytest.raises(operations.StepUpNeeded):
        verify(other)


def test_ten_wrong_secrets_close_the_way_even_for_the_right_one() -> None:
    actor = officer()
    for _ in range(10):
        with pytest.raises(operations.WrongSecret):
            operations.step_up(actor=actor, now=NOW, challenge=CHALLENGE, secret="not this one")
    with pytest.raises(operations.TooManyTries):
        operations.step_up(actor=actor, now=NOW, challenge=CHALLENGE, secret=PASSWORD)


def test_an_officer_who_signs_all_morning_is_never_shut_out() -> None:
    actor = officer()
    for _ in range(25):
        operations.step_up(actor=actor, now=NOW, challenge=CHALLENGE, secret=PASSWORD)


def test_an_officer_without_a_password_signs_all_morning_with_codes() -> None:
    actor = actor_of(an_account(NOW))
    for second in range(25):
        at = NOW + timedelta(seconds=second)
        operations.request_step_up_code(actor=actor, now=at, language="en")
        operations.step_up(actor=actor, now=at, challenge=CHALLENGE, secret=last_code())


def test_codes_that_nobody_uses_are_bounded() -> None:
    actor = actor_of(an_account(NOW))
    for _ in range(5):
        operations.request_step_up_code(actor=actor, now=NOW, language="en")
    with pytest.raises(operations.TooManyTries):
        operations.request_step_up_code(actor=actor, now=NOW, language="en")


def test_only_the_last_code_counts() -> None:
    actor = officer()
    operations.request_step_up_code(actor=actor, now=NOW, language="en")
    first = last_code()
    operations.request_step_up_code(actor=actor, now=NOW + timedelta(seconds=1), language="en")
    secret = first if first != last_code() else wrong(first)
    with pytest.raises(operations.WrongSecret):
        operations.step_up(actor=actor, now=NOW + timedelta(seconds=2), challenge=CHALLENGE, secret=secret)


def test_whoever_has_no_proved_phone_gets_no_code() -> None:
    account = an_account(NOW, person_id=a_person(NOW), password=PASSWORD)
    with pytest.raises(NoPhone):
        operations.request_step_up_code(actor=actor_of(account), now=NOW, language="en")


def test_whoever_is_not_signed_in_proves_nothing() -> None:
    with pytest.raises(SignInNeeded):
        operations.step_up(actor=Actor.anonymous(request_id="test"), now=NOW, challenge=CHALLENGE, secret=PASSWORD)


def test_a_challenge_is_a_sha256() -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        operations.step_up(actor=officer(), now=NOW, challenge=b"short", secret=PASSWORD)
