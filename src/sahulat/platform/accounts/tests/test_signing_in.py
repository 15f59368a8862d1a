"""Signing up and in: by code, by password, on a shared phone, too often."""

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher

from sahulat.foundation.access.public import Forbidden
from sahulat.foundation.access.types import Actor, Assurance
from sahulat.foundation.messaging.public import Address, AddressKind, handset_messages
from sahulat.kernel.identifiers import Mobile
from sahulat.kernel.refusals import FieldsRefused
from sahulat.kernel.text import Text
from sahulat.platform.accounts import operations
from sahulat.platform.accounts.models import Account, OneTimeCode
from sahulat.platform.accounts.permissions import OPEN_FOR_ANOTHER, OWN
from sahulat.platform.accounts.testing import MOBILE, actor_of, an_account
from sahulat.platform.accounts.types import SignedIn
from sahulat.platform.people.models import Person
from sahulat.platform.people.testing import AYESHA, a_person

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
NOBODY = Actor.anonymous(request_id="test")
PHONE = Mobile.parse(MOBILE)
PASSWORD = "three mangoes a day"


class CountingHasher(Argon2PasswordHasher):
    """Argon2, counting its checks."""

    checks = 0

    def verify(self, password: str, encoded: str) -> bool:
        """Count, then check."""
        CountingHasher.checks += 1
        return super().verify(password, encoded)


def last_message(mobile: Mobile = PHONE) -> str:
    """The text of the newest message to a phone."""
    return handset_messages(Address(kind=AddressKind.MOBILE, value=mobile.e164))[0].text


def last_code(mobile: Mobile = PHONE) -> str:
    """The code in it."""
    found = re.search(r"\b[0-9]{6}\b", last_message(mobile))
    assert found is not None
    return found.group()


def wrong(code: str) -> str:
    """Another code."""
    return f"{(int(code) + 1) % 1_000_000:06d}"


def ask(now: datetime = NOW, mobile: Mobile = PHONE, network: str = "198.51.100.7") -> UUID:
    """Ask for a sign-in code."""
    return operations.request_code(actor=NOBODY, now=now, mobile=mobile, language="en", network=network)


def ask_to_sign_up(now: datetime = NOW, names: Text = AYESHA) -> UUID:
    """Ask for an account."""
    return operations.request_sign_up(actor=NOBODY, now=now, names=names, mobile=PHONE, language="en", network="n")


def enter_code(code_id: UUID, code: str, now: datetime = NOW, account_id: UUID | None = None) -> object:
    """Sign in with a code."""
    return operations.sign_in_by_code(
        actor=NOBODY, now=now, code_id=code_id, code=code, network="n", account_id=account_id
    )


def open_with(code_id: UUID, code: str, password: str = "") -> SignedIn:
    """Sign up with a code."""
    return operations.sign_up(actor=NOBODY, now=NOW, code_id=code_id, code=code, password=password, network="n")


def try_password(password: str, now: datetime = NOW, mobile: Mobile = PHONE) -> SignedIn:
    """Sign in with a password."""
    return operations.sign_in_by_password(actor=NOBODY, now=now, mobile=mobile, password=password, network="n")


class TestSigningUp:
    def test_name_and_phone_and_the_right_code_open_an_account(self) -> None:
        signed_in = open_with(ask_to_sign_up(), last_code())
        assert Person.objects.get(id=signed_in.person_id).names == AYESHA
        assert Account.objects.get(id=signed_in.account_id).password == ""

    def test_nothing_is_registered_before_the_phone_is_proved(self) -> None:
        code_id = ask_to_sign_up()
        with pytest.raises(operations.WrongCode):
            open_with(code_id, wrong(last_code()))
        assert Person.objects.count() == Account.objects.count() == 0

    def test_a_password_is_kept_as_argon2_only(self) -> None:
        signed_in = open_with(ask_to_sign_up(), last_code(), PASSWORD)
        stored = Account.objects.get(id=signed_in.account_id).password
        assert stored.startswith("argon2")
        assert PASSWORD not in stored

    @pytest.mark.parametrize(
        "password",
        ["short", "password123", "x" * 201, " " * 12, "a" + " " * 20, "03000000001", "+92 300 0000001", "۰۳۰۰۰۰۰۰۰۰۱"],
    )
    def test_a_password_that_is_guessed_first_is_refused_and_the_code_still_works(self, password: str) -> None:
        code_id, code = ask_to_sign_up(), last_code()
        with pytest.raises(FieldsRefused) as refused:
            open_with(code_id, code, password)
        assert list(refused.value.errors) == ["password"]
        assert open_with(code_id, code, PASSWORD)

    def test_signing_up_again_under_the_same_name_finds_the_account(self) -> None:
        first = open_with(ask_to_sign_up(), last_code())
        second = open_with(ask_to_sign_up(), last_code())
        assert (second.account_id, second.known_before) == (first.account_id, True)
        assert not first.known_before

    def test_signing_up_again_sets_no_password(self) -> None:
        first = open_with(ask_to_sign_up(), last_code())
        open_with(ask_to_sign_up(), last_code(), PASSWORD)
        assert Account.objects.get(id=first.account_id).password == ""

    def test_another_person_on_the_same_phone_gets_an_account_of_their_own(self) -> None:
        first = open_with(ask_to_sign_up(), last_code())
        second = open_with(ask_to_sign_up(names=Text({"en": "Zahra"})), last_code())
        assert second.account_id != first.account_id

    def test_what_was_asked_is_not_stored_in_clear(self) -> None:
        ask_to_sign_up()
        sealed = bytes(OneTimeCode.objects.get().sealed or b"")
        assert b"Ayesha" not in sealed
        assert b"0000001" not in sealed


class TestCodes:
    def test_a_code_signs_in(self) -> None:
        account = an_account(NOW)
        assert enter_code(ask(), last_code()) == SignedIn(account.id, account.person_id, Assurance.CODE, NOW)

    def test_urdu_digits_and_blanks_are_the_same_code(self) -> None:
        an_account(NOW)
        code_id = ask()
        urdu = last_code().translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
        assert isinstance(enter_code(code_id, f" {urdu[:3]} {urdu[3:]} "), SignedIn)

    def test_a_code_works_once(self) -> None:
        an_account(NOW)
        code_id, code = ask(), last_code()
        enter_code(code_id, code)
        with pytest.raises(operations.WrongCode):
            enter_code(code_id, code)

    def test_a_code_stops_working_after_ten_minutes(self) -> None:
        an_account(NOW)
        code_id, code = ask(), last_code()
        with pytest.raises(operations.WrongCode):
            enter_code(code_id, code, NOW + timedelta(minutes=10))

    def test_a_code_for_signing_up_signs_nobody_in(self) -> None:
        an_account(NOW)
        code_id = ask_to_sign_up()
        with pytest.raises(operations.WrongCode):
            enter_code(code_id, last_code())

    def test_a_code_belongs_to_its_own_asking(self) -> None:
        an_account(NOW)
        first, code = ask(), last_code()
        second = ask()
        with pytest.raises(operations.WrongCode):
            enter_code(second, code if code != last_code() else wrong(code))
        assert isinstance(enter_code(first, code), SignedIn)

    def test_five_wrong_guesses_spend_a_code_and_the_right_one_comes_too_late(self) -> None:
        an_account(NOW)
        code_id, code = ask(), last_code()
        for _ in range(5):
            with pytest.raises(operations.WrongCode):
                enter_code(code_id, wrong(code))
        with pytest.raises(operations.TooManyTries):
            enter_code(code_id, code)

    def test_the_sixth_code_in_a_quarter_of_an_hour_is_refused_and_one_later_is_not(self) -> None:
        for _ in range(5):
            ask()
        with pytest.raises(operations.TooManyTries) as refused:
            ask(NOW + timedelta(minutes=5))
        assert refused.value.params == {"minutes": 10}
        assert ask(NOW + timedelta(minutes=15, seconds=1))

    @pytest.mark.parametrize("far", ["+44 7400 123456", "+1 201 555 0123"])
    def test_no_code_goes_to_a_country_that_is_not_configured(self, far: str, settings: object) -> None:
        mobile = Mobile.parse(far)
        with pytest.raises(operations.NoCodesThere) as refused:
            ask(mobile=mobile)
        assert "+92" in str(refused.value.params["codes"])
        with pytest.raises(operations.NoCodesThere):
            operations.request_sign_up(actor=NOBODY, now=NOW, names=AYESHA, mobile=mobile, language="en", network="n")
        settings.SAHULAT_CALLING_CODES = ("92", "44", "1")  # type: ignore[attr-defined]
        assert ask(mobile=mobile)

    def test_who_asks_for_anothers_codes_shuts_out_nobody_but_themselves(self) -> None:
        an_account(NOW)
        for _ in range(5):
            ask(network="203.0.113.66")
        with pytest.raises(operations.TooManyTries):
            ask(network="203.0.113.66")
        assert isinstance(enter_code(ask(), last_code()), SignedIn)

    def test_a_phone_gets_only_so_many_messages_from_all_networks_together(self) -> None:
        an_account(NOW)
        valid = ask()
        code = last_code()
        for number in range(24):
            ask(network=f"203.0.113.{number}")
        with pytest.raises(operations.TooManyTries):
            ask(network="203.0.113.200")
        assert isinstance(enter_code(valid, code), SignedIn), "a code still valid keeps working"

    def test_one_machine_cannot_ask_for_the_codes_of_a_whole_town(self) -> None:
        for number in range(300):
            ask(mobile=Mobile.parse(f"0300 1{number:06d}"), network="203.0.113.9")
        with pytest.raises(operations.TooManyTries):
            ask(mobile=Mobile.parse("0300 2000000"), network="203.0.113.9")
        assert ask(mobile=Mobile.parse("0300 2000000"), network="203.0.113.10")

    def test_people_who_share_a_phone_choose_their_name_after_proving_the_phone(self) -> None:
        first = an_account(NOW)
        second = an_account(NOW, person_id=a_person(NOW, mobile=MOBILE, names=Text({"en": "Zahra"})))
        code_id, code = ask(), last_code()
        choices = enter_code(code_id, code)
        assert isinstance(choices, tuple)
        assert {each.account_id for each in choices} == {first.id, second.id}
        signed_in = enter_code(code_id, code, account_id=second.id)
        assert isinstance(signed_in, SignedIn)
        assert signed_in.account_id == second.id

    def test_the_account_of_another_phone_cannot_be_chosen(self) -> None:
        an_account(NOW)
        other = an_account(NOW, mobile="0300 0000009")
        code_id = ask()
        with pytest.raises(operations.WrongCode):
            enter_code(code_id, last_code(), account_id=other.id)


class TestNobodyLearnsWhoHasAnAccount:
    def test_asking_for_a_code_answers_alike_and_only_the_phone_is_told(self) -> None:
        stranger = Mobile.parse("0300 0000099")
        an_account(NOW)
        known, unknown = ask(), ask(mobile=stranger)
        assert (type(known), known.version) == (type(unknown), unknown.version)
        assert "code is" in last_message()
        assert "no account" in last_message(stranger)
        assert re.search(r"\b[0-9]{6}\b", last_message(stranger)) is None

    def test_a_wrong_code_is_refused_alike(self) -> None:
        an_account(NOW)
        known, unknown = ask(), ask(mobile=Mobile.parse("0300 0000099"))
        code = wrong(last_code())
        refusals = set()
        for code_id in (known, unknown):
            with pytest.raises(operations.WrongCode) as refused:
                enter_code(code_id, code)
            refusals.add((refused.value.code, refused.value.status, str(refused.value)))
        assert len(refusals) == 1

    def test_a_wrong_password_and_an_unknown_phone_are_refused_alike(self) -> None:
        an_account(NOW, password=PASSWORD)
        refusals = set()
        for mobile in (PHONE, Mobile.parse("0300 0000099")):
            with pytest.raises(operations.WrongSignIn) as refused:
                try_password("not this one", mobile=mobile)
            refusals.add((refused.value.code, refused.value.status, str(refused.value)))
        assert len(refusals) == 1


class TestPasswords:
    def test_phone_and_password_sign_in_with_more_assurance(self) -> None:
        account = an_account(NOW, password=PASSWORD)
        assert try_password(PASSWORD) == SignedIn(account.id, account.person_id, Assurance.PASSWORD, NOW)

    def test_the_number_of_another_phone_is_no_own_number(self) -> None:
        assert an_account(NOW, password="0300 0000099").password

    def test_every_password_costs_the_same_checks_whoever_has_an_account(self, settings: object) -> None:
        settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]  # type: ignore[attr-defined]
        costs = []
        for people in range(4):
            if people:
                person_id = a_person(NOW, mobile=MOBILE)
                an_account(NOW, person_id=person_id, password=f"{PASSWORD} {people}")
            CountingHasher.checks = 0
            with pytest.raises(operations.WrongSignIn):
                try_password("not this one")
            costs.append(CountingHasher.checks)
        assert costs == [3, 3, 3, 3]

    def test_an_account_without_a_password_lets_no_password_in(self) -> None:
        an_account(NOW)
        with pytest.raises(operations.WrongSignIn):
            try_password("")

    def test_on_a_shared_phone_the_password_decides(self) -> None:
        an_account(NOW, password=PASSWORD)
        zahra = a_person(NOW, mobile=MOBILE, names=Text({"en": "Zahra"}))
        second = an_account(NOW, person_id=zahra, password="another four words")
        assert try_password("another four words").account_id == second.id

    def test_ten_wrong_passwords_close_the_phone_for_a_while_even_for_the_right_one(self) -> None:
        an_account(NOW, password=PASSWORD)
        for _ in range(10):
            with pytest.raises(operations.WrongSignIn):
                try_password("not this one")
        with pytest.raises(operations.TooManyTries):
            try_password(PASSWORD)
        assert try_password(PASSWORD, NOW + timedelta(minutes=16))

    def test_the_first_password_needs_a_fresh_code_so_that_a_stolen_session_cannot_sign(self) -> None:
        account = an_account(NOW)
        actor = actor_of(account)
        for secret in ("", "123456", PASSWORD):
            with pytest.raises(operations.WrongCode):
                operations.set_password(actor=actor, now=NOW, password=PASSWORD, current=secret, code=secret)
        operations.request_step_up_code(actor=actor, now=NOW, language="en")
        code = last_code()
        with pytest.raises(FieldsRefused):
            operations.set_password(actor=actor, now=NOW, password="short", code=code)
        operations.set_password(actor=actor, now=NOW, password=PASSWORD, code=code)
        assert try_password(PASSWORD).account_id == account.id

    def test_no_code_replaces_the_current_password(self) -> None:
        actor = actor_of(an_account(NOW, password=PASSWORD))
        operations.request_step_up_code(actor=actor, now=NOW, language="en")
        with pytest.raises(operations.WrongPassword):
            operations.set_password(actor=actor, now=NOW, password="another four words", code=last_code())

    def test_changing_a_password_needs_the_current_one(self) -> None:
        account = an_account(NOW, password=PASSWORD)
        actor = actor_of(account)
        with pytest.raises(operations.WrongPassword):
            operations.set_password(actor=actor, now=NOW, password="another four words", current="wrong")
        operations.set_password(actor=actor, now=NOW, password="another four words", current=PASSWORD)
        assert try_password("another four words")


def test_nobody_opens_an_account_for_somebody_else() -> None:
    account = an_account(NOW)
    with pytest.raises(Forbidden):
        operations.open_account(actor=actor_of(account), now=NOW, person_id=a_person(NOW), mobile=PHONE)


def test_signing_in_by_one_tap_exists_in_a_demo_only(settings: object) -> None:
    account = an_account(NOW)
    assert operations.sign_in_for_demo(actor=NOBODY, now=NOW, account_id=account.id)
    settings.SAHULAT_DEMO = False  # type: ignore[attr-defined]
    with pytest.raises(operations.NoDemo):
        operations.sign_in_for_demo(actor=NOBODY, now=NOW, account_id=account.id)


def test_what_ran_out_is_forgotten_and_nothing_sooner() -> None:
    ask_to_sign_up()
    system = Actor.system(request_id="test")
    assert operations.forget_what_ran_out(actor=system, now=NOW + timedelta(hours=23)) == 0
    assert operations.forget_what_ran_out(actor=system, now=NOW + timedelta(days=2)) == 6
    assert OneTimeCode.objects.count() == 0


def test_the_two_questions_about_an_account_agree() -> None:
    accounts = [an_account(NOW), an_account(NOW, mobile="0300 0000009")]
    for actor in (NOBODY, Actor.system(request_id="test"), *(actor_of(each) for each in accounts)):
        for permission in (OWN, OPEN_FOR_ANOTHER):
            seen = set(Account.objects.filter(permission.visible(actor)).values_list("id", flat=True))
            assert seen == {each.id for each in accounts if permission.allows(actor, each)}
