"""Every page of the demo country: axe, geometry and weight, in both languages and widths, without scripts too.

`make test` looks at a sample of them, and at the keyboard; the whole is marked slow.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Page

from tests.browser.country import DOMICILE, PRESS, Country, Walk, a_country, walk_everything
from tests.browser.harness import Visitor, needs_chromium, open_browser, serve

pytestmark = [pytest.mark.browser, needs_chromium]

PHONE_SAMPLE = frozenset(
    {"home", "service", "check-holds", "case-0", "case-1", "form-home-errors", "commissioner-inbox"}
)
DESK_SAMPLE = frozenset({"home", "case-0", "clerk-inbox", "clerk-task", "commissioner-approve"})

WHERE = """() => {
  const at = document.activeElement;
  const box = at.getBoundingClientRect();
  const hit = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 20));
  const label = at.labels?.[0];
  const own = hit === null || hit === at || at.contains(hit) || hit.contains(at) || label?.contains(hit);
  return {
    name: at.name || at.id || (at.textContent ?? "").trim().slice(0, 40),
    place: [...document.querySelectorAll("*")].indexOf(at),
    main: Boolean(at.closest("main")),
    covered: box.width > 1 && !own,
    body: at === document.body,
  };
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Visitor]:
    """Chromium, once for this file."""
    # Playwright drives the browser by an event loop in this thread; Django takes that for an asynchronous view.
    with pytest.MonkeyPatch.context() as patch, open_browser() as visitor:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield visitor


@pytest.fixture
def country(committed: Any) -> Country:
    """A fresh database with a small demo country in it."""
    cache.clear()
    return a_country()


@pytest.fixture
def origin(country: Country) -> Iterator[str]:
    """A running server on that country."""
    with serve() as address:
        yield address


def test_a_sample_of_the_pages_holds(browser: Visitor, origin: str, country: Country) -> None:
    walk_everything(Walk(browser, origin, "ur", 360, picked=PHONE_SAMPLE), country)
    walk_everything(Walk(browser, origin, "en", 1280, picked=DESK_SAMPLE), country)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", ["en", "ur"])
def test_every_page_holds(
    browser: Visitor, origin: str, country: Country, language: str, width: int, scripts: bool
) -> None:
    walk_everything(Walk(browser, origin, language, width, scripts=scripts), country)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_every_page_holds_at_night(browser: Visitor, origin: str, country: Country) -> None:
    walk_everything(Walk(browser, origin, "ur", 360, dark=True), country)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("language", ["en", "ur"])
def test_every_page_flows_anew_at_four_times_its_size(
    browser: Visitor, origin: str, country: Country, language: str
) -> None:
    """1280 px seen at 400 % are 320 px (WCAG 1.4.10)."""
    walk_everything(Walk(browser, origin, language, 320), country)


def tabbed(page: Page, most: int = 80) -> list[dict[str, Any]]:
    """Where the focus goes by Tab alone, from the top of the page until it leaves it."""
    stops: list[dict[str, Any]] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop: dict[str, Any] = page.evaluate(WHERE)
        if stop["body"] or (stops and stop["place"] == stops[0]["place"]):
            return stops
        stops.append(stop)
    raise AssertionError(f"the focus never comes to the end: {[stop['name'] for stop in stops]}")


@pytest.mark.parametrize("language", ["en", pytest.param("ur", marks=pytest.mark.slow)])
def test_the_keyboard_goes_in_order_and_is_never_hidden(browser: Visitor, origin: str, language: str) -> None:
    walk = Walk(browser, origin, language, 1280)
    citizen = walk.someone("citizen")
    walk.go(citizen, f"services/{DOMICILE}/")
    citizen.locator("main a.govuk-button").first.click()
    citizen.locator(PRESS).first.click()
    citizen.wait_for_url("**/page/person/**")
    citizen.reload()
    stops = tabbed(citizen)
    places = [stop["place"] for stop in stops]
    assert places == sorted(places), [stop["name"] for stop in stops]
    assert [stop["name"] for stop in stops if stop["covered"]] == []
    asked = [stop["name"] for stop in stops if stop["main"] and stop["name"] not in ("save", "later")]
    assert asked == [
        "name",
        "name_ur",
        "father",
        "father_ur",
        "cnic",
        "born_on-day",
        "born_on-month",
        "born_on-year",
        "district",
    ]

    clerk = walk.someone("clerk")
    stops = tabbed(clerk)
    places = [stop["place"] for stop in stops]
    assert places == sorted(places), [stop["name"] for stop in stops]
    assert [stop["name"] for stop in stops if stop["covered"]] == []
    names = [stop["name"] for stop in stops if stop["main"]]
    assert names[0] == "q"
    assert len(names) >= clerk.locator("[data-row]").count()

    citizen.goto(f"{origin}/{language}/")
    citizen.keyboard.press("Tab")
    citizen.keyboard.press("Enter")
    citizen.keyboard.press("Tab")
    assert citizen.evaluate(WHERE)["name"] == "q", "the skip link leads past the menu"
