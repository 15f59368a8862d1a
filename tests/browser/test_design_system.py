"""Every component in both languages, at three widths, by day and by night, with and without scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.harness import CITIZEN, DESK, Visitor, check_page, needs_chromium, open_browser, serve, traffic_of

pytestmark = [pytest.mark.browser, needs_chromium]


@pytest.fixture(scope="module")
def browser() -> Iterator[Visitor]:
    with open_browser() as visitor:
        yield visitor


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    with serve() as address:
        yield address


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("address", ["design-system/", "design-system/desk/", "nothing-here/"])
def test_every_part_is_accessible_and_lies_right(
    browser: Visitor, origin: str, language: str, width: int, address: str
) -> None:
    page = browser.page(language=language, width=width)
    response = page.goto(f"{origin}/{language}/{address}")
    assert response is not None
    assert response.status == (404 if address == "nothing-here/" else 200)
    check_page(page, name=address.strip("/").replace("/", "-"))


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize("address", ["design-system/", "design-system/desk/"])
def test_night_keeps_the_contrast(browser: Visitor, origin: str, language: str, address: str) -> None:
    page = browser.page(language=language, width=360, dark=True)
    page.goto(f"{origin}/{language}/{address}")
    check_page(page, name=f"{address.strip('/').replace('/', '-')}-dark")


@pytest.mark.parametrize("language", ["en", "ur"])
def test_a_citizens_page_with_every_part_keeps_to_its_budget(browser: Visitor, origin: str, language: str) -> None:
    page = browser.page(language=language)
    page.goto(f"{origin}/{language}/nothing-here/")
    check_page(page, name="refusal", budget=CITIZEN, picture=False)
    full = browser.page(language=language)
    full.goto(f"{origin}/{language}/design-system/desk/")
    check_page(full, name="desk", budget=DESK, picture=False)


def test_nothing_comes_from_elsewhere(browser: Visitor, origin: str) -> None:
    page = browser.page(language="ur")
    page.goto(f"{origin}/ur/design-system/")
    page.wait_for_load_state("networkidle")
    assert all(address.startswith(origin) for address in traffic_of(page).bytes_by_address)


def test_without_scripts_every_question_is_there(browser: Visitor, origin: str) -> None:
    page = browser.page(scripts=False)
    page.goto(f"{origin}/en/design-system/")
    assert page.get_by_label("Owner's name").is_visible()


def test_with_scripts_a_question_appears_when_its_answer_is_chosen(browser: Visitor, origin: str) -> None:
    page = browser.page()
    page.goto(f"{origin}/en/design-system/")
    assert not page.get_by_label("Owner's name").is_visible()
    page.get_by_label("Rented").check()
    assert page.get_by_label("Owner's name").is_visible()


def test_the_switch_keeps_the_page(browser: Visitor, origin: str) -> None:
    page = browser.page()
    page.goto(f"{origin}/en/design-system/?a=1")
    page.get_by_role("navigation", name="Language").get_by_role("link", name="اردو").click()
    assert page.url == f"{origin}/ur/design-system/?a=1"
    assert page.locator("html").get_attribute("dir") == "rtl"


def test_an_error_in_the_summary_leads_to_its_field(browser: Visitor, origin: str) -> None:
    page = browser.page()
    page.goto(f"{origin}/en/design-system/")
    page.get_by_role("link", name="This date has not come yet").click()
    assert page.evaluate("document.activeElement.id") == "since-year"


def test_keys_move_through_the_inbox(browser: Visitor, origin: str) -> None:
    page = browser.page(width=1280)
    page.goto(f"{origin}/en/design-system/desk/")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == "Bashir Ahmed"
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == "Ayesha Bano"
    page.get_by_label("Your note").focus()
    page.keyboard.type("jk")
    assert page.get_by_label("Your note").input_value() == "jk"
