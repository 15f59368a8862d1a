"""The pages for signing up and in, in both languages, and what happens to sessions."""

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client

from sahulat.foundation.messaging.public import Address, AddressKind, handset_messages
from sahulat.kernel import clock
from sahulat.kernel.clock import FixedClock
from sahulat.kernel.identifiers import Mobile
from sahulat.kernel.text import Text
from sahulat.platform.accounts.models import Session
from sahulat.platform.accounts.models.sessions import SessionStore, key_hash
from sahulat.platform.accounts.testing import MOBILE, an_account, signed_in
from sahulat.platform.organisations.operations import end_appointment
from sahulat.platform.organisations.testing import SYSTEM, a_post, appointed
from sahulat.platform.people.testing import a_person

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
PASSWORD = "three mangoes a day"


@pytest.fixture(autouse=True)
def at() -> FixedClock:
    """The clock that the pages see."""
    fixed = FixedClock(NOW)
    previous = clock.install(fixed)
    yield fixed
    clock.install(previous)


def last_code() -> str:
    """The code in the newest message to the test's phone."""
    address = Address(kind=AddressKind.MOBILE, value=Mobile.parse(MOBILE).e164)
    found = re.search(r"\b[0-9]{6}\b", handset_messages(address)[0].text)
    assert found is not None
    return found.group()


def is_signed_in(client: Client) -> bool:
    """May this browser see its own security page?"""
    return client.get("/en/account/security/").status_code == 200


class TestSigningIn:
    @pytest.mark.parametrize("language", ["en", "ur"])
    def test_a_stranger_signs_up_and_comes_back_to_where_they_were(self, client: Client, language: str) -> None:
        going_on = f"/{language}/account/security/"
        form = {"name-ur": "عائشہ بی بی", "name-en": "", "mobile": MOBILE, "next": going_on}
        response = client.post(f"/{language}/sign-up/", form)
        assert response.status_code == 302
        page = client.get(response["Location"])
        assert f'lang="{language}"' in page.content.decode()
        response = client.post(response["Location"], {"code": last_code(), "next": going_on})
        assert (response.status_code, response["Location"]) == (302, going_on)
        assert client.get(going_on).status_code == 200

    @pytest.mark.parametrize(
        ("language", "words"), [("en", "You have an account already"), ("ur", "آپ کا اکاؤنٹ پہلے سے ہے")]
    )
    def test_whoever_signs_up_again_is_told_so_and_that_no_password_was_saved(
        self, client: Client, language: str, words: str
    ) -> None:
        form = {"name-ur": "عائشہ بی بی", "name-en": "", "mobile": MOBILE}
        first = client.post(f"/{language}/sign-up/", form)
        client.post(first["Location"], {"code": last_code()})
        again = Client()
        second = again.post(f"/{language}/sign-up/", form)
        page = again.post(second["Location"], {"code": last_code(), "password": PASSWORD}).content.decode()
        assert words in page
        assert f'href="/{language}/"' in page
        assert f'href="/{language}/account/security/"' in page
        assert is_signed_in(again)

    def test_a_code_signs_in(self, client: Client) -> None:
        an_account(NOW)
        response = client.post("/en/sign-in/", {"mobile": MOBILE})
        assert client.post(response["Location"], {"code": last_code()})["Location"] == "/en/"
        assert is_signed_in(client)

    def test_a_wrong_code_is_said_at_the_field(self, client: Client) -> None:
        an_account(NOW)
        address = client.post("/en/sign-in/", {"mobile": MOBILE})["Location"]
        response = client.post(address, {"code": "abc"})
        page = response.content.decode()
        assert response.status_code == 422
        assert 'href="#code"' in page
        assert "ask for a new code" in page

    def test_a_mistyped_number_is_refused_and_kept_in_the_field(self, client: Client) -> None:
        response = client.post("/en/sign-in/", {"mobile": "0300 12"})
        assert response.status_code == 422
        assert 'value="0300 12"' in response.content.decode()

    def test_names_in_the_wrong_script_are_refused_each_at_its_field(self, client: Client) -> None:
        response = client.post("/en/sign-up/", {"name-ur": "Ayesha", "name-en": "عائشہ", "mobile": MOBILE})
        page = response.content.decode()
        assert response.status_code == 422
        assert 'href="#name-ur"' in page
        assert 'href="#name-en"' in page

    def test_the_answers_to_a_known_and_an_unknown_number_are_the_same_page(self, client: Client) -> None:
        an_account(NOW)
        pages = []
        for mobile in (MOBILE, "0300 0000099"):
            response = client.post("/en/sign-in/", {"mobile": mobile})
            page = client.get(response["Location"]).content.decode()
            # Outside the main part stands the demo's phone, which is another's hand. Ids and tokens differ each time.
            page = page.partition("<main")[2].partition("</main>")[0]
            pages.append((response.status_code, re.sub(r'[0-9a-f]{8}-[0-9a-f-]{27}|value="[A-Za-z0-9]{64}"', "", page)))
        assert pages[0] == pages[1]

    def test_too_many_codes_are_refused_with_how_long_to_wait(self, client: Client) -> None:
        for _ in range(5):
            client.post("/en/sign-in/", {"mobile": MOBILE})
        response = client.post("/en/sign-in/", {"mobile": MOBILE})
        assert response.status_code == 429
        assert "Wait 15 minutes" in response.content.decode()

    def test_people_who_share_a_phone_choose_their_name(self, client: Client) -> None:
        an_account(NOW)
        zahra = an_account(NOW, person_id=a_person(NOW, mobile=MOBILE, names=Text({"en": "Zahra"})))
        address = client.post("/en/sign-in/", {"mobile": MOBILE})["Location"]
        code = last_code()
        page = client.post(address, {"code": code}).content.decode()
        assert "Zahra" in page
        response = client.post(address, {"code": code, "account": str(zahra.id)})
        assert response.status_code == 302
        assert is_signed_in(client)

    def test_a_password_signs_in_and_a_wrong_one_does_not(self, client: Client) -> None:
        an_account(NOW, password=PASSWORD)
        wrong = client.post("/en/sign-in/password/", {"mobile": MOBILE, "password": "wrong"})
        assert wrong.status_code == 422
        assert "wrong" not in wrong.content.decode().partition("<form")[2].partition("</form")[0]
        assert client.post("/en/sign-in/password/", {"mobile": MOBILE, "password": PASSWORD}).status_code == 302
        assert is_signed_in(client)

    @pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com/", "javascript:alert(1)"])
    def test_nobody_is_led_elsewhere_by_signing_in(self, client: Client, elsewhere: str) -> None:
        an_account(NOW, password=PASSWORD)
        form = {"mobile": MOBILE, "password": PASSWORD, "next": elsewhere}
        assert client.post("/en/sign-in/password/", form)["Location"] == "/en/"

    def test_the_session_key_changes_with_the_sign_in(self, client: Client) -> None:
        store = SessionStore()
        store["planted"] = "before"
        store.save()
        client.cookies["session"] = str(store.session_key)
        an_account(NOW, password=PASSWORD)
        client.post("/en/sign-in/password/", {"mobile": MOBILE, "password": PASSWORD})
        assert client.cookies["session"].value != store.session_key
        assert not Session.objects.filter(key_hash=key_hash(str(store.session_key))).exists()

    def test_the_form_is_refused_without_its_token(self) -> None:
        strict = Client(enforce_csrf_checks=True)
        assert strict.post("/en/sign-in/", {"mobile": MOBILE}).status_code == 403


class TestSessions:
    def test_only_the_hash_of_a_key_is_stored(self, client: Client) -> None:
        signed_in(client, an_account(NOW), NOW)
        row = Session.objects.get()
        assert client.cookies["session"].value not in (row.content, bytes(row.key_hash).hex())
        assert bytes(row.key_hash) == key_hash(client.cookies["session"].value)

    def test_signing_out_everywhere_ends_the_other_sessions(self, client: Client) -> None:
        account = an_account(NOW)
        other, stranger = Client(), Client()
        signed_in(client, account, NOW)
        signed_in(other, account, NOW)
        signed_in(stranger, an_account(NOW, mobile="0300 0000009"), NOW)
        client.post("/en/account/security/end/", {"session": "others"})
        assert [is_signed_in(each) for each in (client, other, stranger)] == [True, False, True]
        client.post("/en/account/security/end/", {"session": "all"})
        assert not is_signed_in(client)

    def test_one_session_is_ended_from_the_list_and_nobody_elses(self, client: Client) -> None:
        account = an_account(NOW)
        other, stranger = Client(), Client()
        signed_in(client, account, NOW)
        signed_in(other, account, NOW)
        signed_in(stranger, an_account(NOW, mobile="0300 0000009"), NOW)
        rows = {
            key: Session.objects.get(key_hash=key_hash(each.cookies["session"].value)).id
            for key, each in (("other", other), ("stranger", stranger))
        }
        for row in rows.values():
            client.post("/en/account/security/end/", {"session": str(row)})
        assert [is_signed_in(each) for each in (client, other, stranger)] == [True, False, True]

    def test_signing_out_ends_this_session(self, client: Client) -> None:
        signed_in(client, an_account(NOW), NOW)
        key = client.cookies["session"].value
        client.post("/en/sign-out/")
        client.cookies["session"] = key
        assert not is_signed_in(client)

    def test_a_changed_password_ends_the_other_sessions(self, client: Client) -> None:
        account = an_account(NOW)
        other = signed_in(Client(), account, NOW)
        signed_in(client, account, NOW)
        client.post("/en/account/password/", {"send": "code"})
        form = {"password": PASSWORD, "again": PASSWORD, "code": last_code()}
        assert client.post("/en/account/password/", form).status_code == 302
        assert [is_signed_in(client), is_signed_in(other)] == [True, False]

    @pytest.mark.parametrize("language", ["en", "ur"])
    def test_the_first_password_is_asked_for_with_a_code(self, client: Client, language: str) -> None:
        signed_in(client, an_account(NOW), NOW)
        address = f"/{language}/account/password/"
        assert 'name="password"' not in client.get(address).content.decode()
        sent = client.post(address, {"send": "code"})
        page = client.get(sent["Location"]).content.decode()
        assert 'name="code"' in page
        assert 'name="password"' in page
        refused = client.post(address, {"password": PASSWORD, "again": PASSWORD})
        assert refused.status_code == 422
        assert 'href="#code"' in refused.content.decode()

    def test_two_different_new_passwords_are_refused(self, client: Client) -> None:
        signed_in(client, an_account(NOW), NOW)
        response = client.post("/en/account/password/", {"password": PASSWORD, "again": "else"})
        assert response.status_code == 422
        assert 'href="#again"' in response.content.decode()

    def test_a_session_ends_when_its_time_is_over(self, client: Client, at: FixedClock) -> None:
        signed_in(client, an_account(NOW), NOW)
        assert is_signed_in(client)
        at.push(timedelta(hours=13))
        assert not is_signed_in(client)

    def test_the_cookie_is_renewed_with_the_session_and_nothing_else_is_written(
        self, client: Client, at: FixedClock
    ) -> None:
        signed_in(client, an_account(NOW), NOW)
        assert "session" not in client.get("/en/account/security/").cookies
        at.push(timedelta(hours=1))
        response = client.get("/en/account/security/")
        assert response.cookies["session"]["max-age"] == 12 * 60 * 60
        row = Session.objects.get()
        assert (row.last_seen_at, row.expires_at) == (NOW + timedelta(hours=1), NOW + timedelta(hours=13))

    def test_whoever_signs_in_again_late_stays_signed_in(self, client: Client, at: FixedClock) -> None:
        an_account(NOW, password=PASSWORD)
        for _ in range(2):
            client.post("/en/sign-in/password/", {"mobile": MOBILE, "password": PASSWORD})
            assert is_signed_in(client)
            at.push(timedelta(hours=1))

    def test_a_session_in_use_ends_a_week_after_the_sign_in(self, client: Client, at: FixedClock) -> None:
        signed_in(client, an_account(NOW), NOW)
        for _ in range(20):
            at.push(timedelta(hours=8))
            assert is_signed_in(client)
        at.push(timedelta(hours=8))
        assert not is_signed_in(client)

    def test_a_session_in_a_post_ends_with_the_working_day(self, client: Client, at: FixedClock) -> None:
        account, post = an_account(NOW), a_post(NOW)
        appointed(NOW, account.person_id, post)
        signed_in(client, account, NOW, post_id=post)
        at.push(timedelta(hours=8))
        assert is_signed_in(client)
        at.push(timedelta(hours=8))
        assert not is_signed_in(client)

    def test_an_old_session_does_not_become_that_of_a_post(self, client: Client, at: FixedClock) -> None:
        account, post = an_account(NOW), a_post(NOW)
        appointed(NOW, account.person_id, post)
        signed_in(client, account, NOW)
        for _ in range(2):
            at.push(timedelta(hours=9))
            assert is_signed_in(client)
        client.post("/en/account/post/", {"post": str(post)})
        assert not is_signed_in(client)

    def test_a_device_is_named_in_words(self, client: Client) -> None:
        an_account(NOW, password=PASSWORD)
        agent = "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"
        client.post("/en/sign-in/password/", {"mobile": MOBILE, "password": PASSWORD}, headers={"user-agent": agent})
        assert "Chrome, Android" in client.get("/en/account/security/").content.decode()

    def test_pages_of_ones_own_ask_a_stranger_to_sign_in(self, client: Client) -> None:
        for address in ("account/security/", "account/password/", "account/post/", "sign-out/"):
            response = client.get(f"/en/{address}")
            assert response.status_code == 401, address
            assert "/en/sign-in/?next=" in response.content.decode()

    def test_a_guessed_code_address_tells_nothing(self, client: Client) -> None:
        address = f"/en/sign-in/code/{UUID(int=0)}/"
        assert client.get(address).status_code == 200
        assert client.post(address, {"code": "123456"}).status_code == 422


class TestPosts:
    def test_whoever_holds_one_post_acts_in_it_from_the_sign_in_on(self, client: Client) -> None:
        account, post = an_account(NOW, password=PASSWORD), a_post(NOW)
        appointed(NOW, account.person_id, post)
        client.post("/en/sign-in/password/", {"mobile": MOBILE, "password": PASSWORD})
        assert client.get("/en/account/security/").wsgi_request.actor.post_id == post

    def test_whoever_holds_two_chooses(self, client: Client) -> None:
        account = an_account(NOW, password=PASSWORD)
        clerk, assistant = a_post(NOW), a_post(NOW, role="assistant")
        for post in (clerk, assistant):
            appointed(NOW, account.person_id, post)
        response = client.post("/en/sign-in/password/", {"mobile": MOBILE, "password": PASSWORD})
        assert response["Location"].startswith("/en/account/post/")
        client.post("/en/account/post/", {"post": str(assistant)})
        assert client.get("/en/account/security/").wsgi_request.actor.post_id == assistant
        client.post("/en/account/post/", {"post": "self"})
        assert client.get("/en/account/security/").wsgi_request.actor.post_id is None

    def test_nobody_acts_in_a_post_that_they_do_not_hold(self, client: Client) -> None:
        signed_in(client, an_account(NOW), NOW)
        response = client.post("/en/account/post/", {"post": str(a_post(NOW))})
        assert response.status_code == 403
        assert client.get("/en/account/security/").wsgi_request.actor.post_id is None

    def test_a_post_is_gone_from_the_session_when_the_appointment_ends(self, client: Client, at: FixedClock) -> None:
        account, post = an_account(NOW), a_post(NOW)
        appointment = appointed(NOW, account.person_id, post)
        signed_in(client, account, NOW, post_id=post)
        assert client.get("/en/account/security/").wsgi_request.actor.post_id == post
        later = NOW + timedelta(hours=1)
        end_appointment(actor=SYSTEM, now=NOW, appointment_id=appointment, ends_at=later)
        at.push(timedelta(hours=1))
        assert client.get("/en/account/security/").wsgi_request.actor.post_id is None

    def test_a_step_up_code_is_sent_and_leads_back(self, client: Client) -> None:
        signed_in(client, an_account(NOW), NOW)
        response = client.post("/en/account/confirm/code/", {"next": "/en/account/security/"})
        assert response["Location"] == "/en/account/security/"
        assert last_code()
