"""Filling a form in the browser, without JavaScript, in both languages."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sahulat.foundation.files.testing import a_pdf
from sahulat.kernel import clock
from sahulat.platform.accounts.models import Account
from sahulat.platform.accounts.testing import an_account, signed_in
from sahulat.platform.catalogue.testing import FORM, KEY, a_published_service, small_files
from sahulat.platform.forms.models import Draft
from sahulat.platform.places.testing import load_country

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
ABOUT = {"full_name": "Ayesha Bano", "district": "pk-punjab-multan", "has_shop": "no", "save": "yes"}
MORE = {"born_on-day": "14", "born_on-month": "3", "born_on-year": "2001", "save": "yes"}
GROUP = """\
      - name: shops
        kind: group
        required: false
        most: 3
        fields: [{name: title, kind: text}, {name: own, kind: yes-no}]
"""
TEXTS = {"en": "  shops: {label: Shops, title: {label: Title}, own: {label: Your own}}\ntask:",
         "ur": "  shops: {label: دکانیں, title: {label: عنوان}, own: {label: اپنی}}\ntask:"}  # fmt: skip

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(tmp_path: Path) -> Account:
    load_country(NOW)
    files = small_files()
    texts = {f"text/{code}.yaml": files[f"text/{code}.yaml"].replace("task:", more) for code, more in TEXTS.items()}
    a_published_service(tmp_path, NOW, {"form.yaml": FORM + GROUP, **texts})
    return an_account(NOW)


@pytest.fixture
def browser(account: Account) -> Client:
    return signed_in(Client(), account, clock.now())


def begun(browser: Client, lang: str = "en") -> str:
    """Start, and come to the first page."""
    answer = browser.post(f"/{lang}/apply/{KEY}/")
    assert answer.status_code == 302, answer.content
    return str(answer["Location"])


@pytest.mark.parametrize("lang", ["en", "ur"])
def test_two_pages_are_filled_and_checked(browser: Client, lang: str) -> None:
    first = begun(browser, lang)
    assert browser.get(first).status_code == 200
    second = browser.post(first, ABOUT)["Location"]
    check = browser.post(second, MORE)["Location"]
    assert check.endswith("/check/")
    page = browser.get(check).content.decode()
    assert "Ayesha Bano" in page
    assert ("Multan" if lang == "en" else "ملتان") in page
    assert ("14 March 2001" if lang == "en" else "14 مارچ 2001") in page


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "This date hasn&#x27;t come yet"), ("ur", "یہ تاریخ ابھی آئی نہیں")]
)
def test_errors_stand_in_a_summary_that_links_to_the_field(browser: Client, lang: str, words: str) -> None:
    first = begun(browser, lang)
    second = browser.post(first, ABOUT)["Location"]
    answer = browser.post(second, {**MORE, "born_on-year": "2062"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert 'href="#born_on-day"' in page
    assert 'id="born_on-day"' in page
    assert 'value="2062"' in page


def test_the_rest_can_be_done_later(browser: Client) -> None:
    first = begun(browser)
    later = browser.post(first, {"full_name": "Ayesha", "later": "yes"})["Location"]
    assert later.endswith("/saved/")
    assert Draft.objects.get().answers == {"full_name": "Ayesha"}
    assert browser.get(f"/en/apply/{KEY}/")["Location"] == first


def test_rows_are_added_and_removed_by_buttons(browser: Client) -> None:
    browser.post(begun(browser), ABOUT)
    second = begun(browser)
    added = browser.post(second, {**MORE, "shops-rows": "0", "add-shops": "yes"}).content.decode()
    assert 'name="shops-0-title"' in added
    both = {**MORE, "shops-rows": "2", "shops-0-title": "A", "shops-0-own": "yes", "shops-1-title": "B"}
    removed = browser.post(second, {**both, "remove-shops-0": "yes"}).content.decode()
    assert 'value="B"' in removed
    assert 'name="shops-1-title"' not in removed


def test_a_file_comes_with_its_page_and_is_offered_again(browser: Client) -> None:
    browser.post(begun(browser), ABOUT)
    second = begun(browser)
    browser.post(second, {**MORE, "scan": SimpleUploadedFile("bill.pdf", a_pdf())})
    page = browser.get(second).content.decode()
    assert "bill.pdf" in page
    address = browser.get(f"/en/form/{Draft.objects.get().id}/file/scan/")["Location"]
    assert "/f/" in address


def test_an_upload_that_is_too_large_is_refused_in_words(browser: Client) -> None:
    browser.post(begun(browser), ABOUT)
    second = begun(browser)
    answer = browser.post(second, {**MORE, "scan": SimpleUploadedFile("bill.pdf", b"%PDF-" + b"x" * 1_500_000)})
    assert answer.status_code == 422
    assert "smaller than 1 MB" in answer.content.decode()


def test_a_session_that_ended_while_typing_loses_nothing(browser: Client, account: Account) -> None:
    first = begun(browser)
    browser.cookies.clear()
    answer = browser.post(first, ABOUT)
    assert answer.status_code in (302, 401)
    assert b"Ayesha" not in b"".join(str(value).encode() for value in browser.session.values())
    session = browser.session
    again = signed_in(Client(), account, clock.now())
    store = again.session
    store["forms.unsaved"] = session["forms.unsaved"]
    store.save()
    page = again.get(first).content.decode()
    assert 'value="Ayesha Bano"' in page
    assert again.get(first).content.decode().count('value="Ayesha Bano"') == 0


def test_another_persons_form_answers_like_one_that_never_was(browser: Client) -> None:
    first = begun(browser)
    never = first.replace(str(Draft.objects.get().id), str(uuid4()))
    other = signed_in(Client(), an_account(NOW, mobile="+923019999999"), clock.now())
    for ask in (other.get, other.post):
        hers, none = ask(first), ask(never)
        assert hers.status_code == none.status_code == 404
        assert _without_numbers(hers.content) == _without_numbers(none.content)
    assert other.post(first, ABOUT).status_code == 404
    assert Client().get(first).status_code == Client().get(never).status_code
    assert Draft.objects.get().answers == {}


def _without_numbers(page: bytes) -> str:
    """A page without what differs in each answer: ids, and the token against forged forms."""
    return re.sub(r"[0-9a-f]{8}[0-9a-f-]{24,}|[A-Za-z0-9]{64}|nonce-?=?\S+", "", page.decode())


def test_throwing_away_asks_first(browser: Client) -> None:
    begun(browser)
    draft = Draft.objects.get()
    assert browser.get(f"/en/form/{draft.id}/discard/").status_code == 200
    assert browser.post(f"/en/form/{draft.id}/discard/").status_code == 302
    assert not Draft.objects.get().is_open


def test_a_condition_goes_to_the_browser_and_the_question_is_there_without_it(browser: Client) -> None:
    page = browser.get(begun(browser)).content.decode()
    assert "data-shown-when=" in page
    assert 'name="shop"' in page


def test_a_page_left_open_for_a_day_still_saves(browser: Client) -> None:
    first = begun(browser)
    Draft.objects.update(saved_at=NOW - timedelta(days=1))
    assert browser.post(first, ABOUT).status_code == 302
