"""The whole journey in a real browser: each page is looked at by axe and by the geometry check.

`make test` runs English at 1280 px and Urdu at 360 px without scripts; the other combinations are marked slow.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connections
from playwright.sync_api import Page

from sahulat.foundation.files.testing import an_image
from sahulat.foundation.jobs.testing import settle
from sahulat.kernel import clock
from sahulat.kernel.clock import FixedClock
from sahulat.platform.cases.testing import PASSWORD
from sahulat.platform.documents.public import IssuedDocument
from tests.browser.harness import CITIZEN, DESK, PageFaults, Visitor, check_page, needs_chromium, open_browser, serve
from tests.journeys.world import ANSWERS, CITIZEN_MOBILE, OFFICERS, SERVICE, a_world, newest_code

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
pytestmark = [pytest.mark.browser, needs_chromium]


@pytest.fixture(scope="module")
def browser() -> Iterator[Visitor]:
    """Chromium, once for this file."""
    # Playwright drives the browser by an event loop in this thread; Django takes that for an asynchronous view.
    with pytest.MonkeyPatch.context() as patch, open_browser() as visitor:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield visitor


@pytest.fixture
def standing(committed: Any) -> Iterator[FixedClock]:
    """A fresh database with the world in it, and a clock that is pushed."""
    fixed = FixedClock(NOW)
    previous = clock.install(fixed)
    cache.clear()
    a_world(NOW)
    yield fixed
    clock.install(previous)


@pytest.fixture
def origin(standing: FixedClock) -> Iterator[str]:
    """A running server on that database."""
    with serve() as address:
        yield address


@dataclass(slots=True)
class Walk:
    """One combination of language, width and scripts, walked from page to page."""

    browser: Visitor
    origin: str
    language: str
    width: int
    scripts: bool
    folder: Path
    faults: list[str] = field(default_factory=list)
    double: Page | None = None

    def someone(self) -> Page:
        """A person with a browser of their own."""
        return self.browser.page(language=self.language, width=self.width, scripts=self.scripts)

    def open(self, page: Page, path: str, name: str, budget: int | None = None) -> None:
        """Open an address and look at the page."""
        page.goto(f"{self.origin}/{self.language}/{path}")
        self.look(page, name, budget)

    def look(self, page: Page, name: str, budget: int | None = None) -> None:
        """Check the page that is open; all faults are told at the end."""
        try:
            if self.scripts:
                check_page(page, name=name, budget=budget)
            else:
                check_page(self.scripted(page), name=f"{name}-plain")
        except PageFaults as found:
            self.faults += [f"{name}: {fault}" for fault in found.faults]

    def scripted(self, page: Page) -> Page:
        """The very same page where scripts run, since axe is one."""
        address, content = page.url, page.content()
        if self.double is None:
            self.double = self.browser.page(language=self.language, width=self.width)
        self.double.context.add_cookies(page.context.cookies())  # type: ignore[arg-type]
        self.double.route(address, lambda route: route.fulfill(body=content, content_type="text/html"))
        self.double.goto(address)
        self.double.unroute(address)
        return self.double

    def go(self, page: Page, selector: str, name: str) -> None:
        """Follow a link or press a button, and look at the page that comes."""
        page.locator(selector).first.click()
        page.wait_for_load_state()
        self.look(page, name)

    def fill(self, page: Page, answers: dict[str, str]) -> None:
        """Fill what this page asks."""
        for name, value in answers.items():
            found = page.locator(f'main [name="{name}"]')
            if found.count() == 0:
                continue
            kind = found.first.evaluate("each => each.type")
            if kind in ("radio", "checkbox"):
                page.locator(f'main [name="{name}"][value="{value}"]').check()
            elif kind == "select-one":
                found.select_option(value)
            else:
                found.fill(value)

    def attach(self, page: Page, name: str) -> None:
        """Attach a photo."""
        photo = self.folder / name
        photo.write_bytes(an_image("JPEG", width=600, height=400))
        page.locator('main input[type="file"]').set_input_files(photo)


SAVE = 'main form button[name="save"]:visible >> nth=-1'
PRESS = "main form[method=post] button.govuk-button"


def sign_up(walk: Walk, page: Page) -> None:
    """From the refusal over the sign-up back to where one wanted to go."""
    walk.go(page, 'main a[href*="sign-in"]', "sign-in")
    walk.go(page, 'main a[href*="sign-up"]', "sign-up")
    walk.go(page, PRESS, "sign-up-errors")
    walk.fill(page, {"name-ur": "عائشہ بانو", "name-en": "Ayesha Bano", "mobile": CITIZEN_MOBILE})
    walk.go(page, PRESS, "sign-up-code")
    walk.fill(page, {"code": newest_code(CITIZEN_MOBILE)})
    walk.go(page, PRESS, "form-start")


def apply(walk: Walk, page: Page) -> str:
    """From home to the receipt; the reference."""
    walk.open(page, "", "home", CITIZEN)
    page.locator('input[name="q"]').fill("domicile" if walk.language == "en" else "ڈومیسائل")
    walk.go(page, 'form[role="search"] button', "services")
    walk.go(page, f'main a[href*="{SERVICE}"]', "service")
    walk.go(page, 'main a[href*="/apply/"]', "sign-in-needed")
    sign_up(walk, page)
    walk.go(page, PRESS, "form-person")
    walk.go(page, SAVE, "form-person-errors")
    walk.fill(page, ANSWERS)
    walk.go(page, SAVE, "form-home")
    walk.fill(page, ANSWERS)
    walk.go(page, 'main button[name="later"]', "form-saved")
    walk.open(page, "applications/", "applications-begun")
    page.locator('main a[href*="/form/"]').first.click()
    walk.go(page, "main a.govuk-button", "form-home-again")
    walk.fill(page, ANSWERS)
    walk.go(page, SAVE, "form-proof")
    walk.fill(page, ANSWERS)
    walk.attach(page, "bill.jpg")
    walk.go(page, SAVE, "form-check")
    walk.go(page, PRESS, "receipt")
    return page.url.split("/")[-3]


def officer(walk: Walk, role: str) -> Page:
    """An officer at the inbox."""
    page = walk.someone()
    walk.open(page, "sign-in/password/?next=" + f"/{walk.language}/desk/", "password-sign-in")
    walk.fill(page, {"mobile": OFFICERS[role][1], "password": PASSWORD})
    page.locator(PRESS).first.click()
    page.wait_for_url("**/desk/")
    walk.look(page, f"inbox-{role}", DESK)
    return page


def query_back(walk: Walk) -> None:
    """The clerk looks, and asks for a better photo."""
    page = officer(walk, "clerk")
    walk.go(page, "a.s-inbox-name", "task")
    walk.go(page, 'main a[href*="/numbers/"]', "task-number-shown")
    walk.go(page, 'a[href$="/query-back/"]', "query-back")
    walk.go(page, PRESS, "query-back-errors")
    page.locator('main [value="proof_of_address"]').check()
    page.locator('main [name="reason"]').fill("تصویر دھندلی ہے۔ روشنی میں دوبارہ کھینچیں۔")
    walk.go(page, PRESS, "inbox-empty")
    walk.open(page, "desk/?view=waiting", "inbox-waiting")


def mend(walk: Walk, page: Page, reference: str) -> None:
    """The citizen mends only that."""
    walk.open(page, f"applications/{reference}/", "case-asked")
    walk.go(page, 'main a[href$="/mend/"]', "mend")
    walk.go(page, PRESS, "form-mending")
    walk.attach(page, "better.jpg")
    walk.go(page, SAVE, "form-check-mending")
    walk.go(page, PRESS, "case-mended")


def forward(walk: Walk) -> None:
    """The clerk notes and passes it on."""
    page = officer(walk, "clerk")
    page.locator("a.s-inbox-name").first.click()
    page.locator('textarea[name="note"]').fill("اب تصویر صاف ہے۔")
    walk.go(page, ".s-note-sheet button", "task-noted")
    walk.go(page, 'a[href$="/forward/"]', "forward")
    page.locator('textarea[name="note"]').fill("پتا درست ہے، منظوری کے لیے پیش ہے۔")
    page.locator(PRESS).first.click()
    page.wait_for_url("**/desk/")


def approve(walk: Walk) -> None:
    """The assistant commissioner sees the certificate, and signs by a fresh sign-in."""
    page = officer(walk, "assistant-commissioner")
    walk.go(page, "a.s-inbox-name", "task-to-decide")
    walk.go(page, 'a[href$="/refuse/"]', "refuse")
    page.go_back()
    walk.go(page, 'button[form="prepare"]', "approve")
    walk.fill(page, {"secret": "something else"})
    walk.go(page, "button:has(~ *), main form button >> nth=0", "approve-errors")
    walk.fill(page, {"secret": PASSWORD})
    page.locator('form:has([name="sha256"]) button').click()
    page.wait_for_url("**/desk/")
    with ThreadPoolExecutor(1) as worker:
        worker.submit(work).result()


def work() -> None:
    """Do what the worker would do, in a thread without the browser's event loop."""
    settle(clock.now())
    connections["default"].close()


def receive(walk: Walk, page: Page, reference: str) -> None:
    """The certificate is there; who looked is there; the check says valid."""
    walk.open(page, f"applications/{reference}/", "case-granted")
    walk.open(page, "documents/", "documents")
    walk.open(page, "my/record/", "record")
    walk.open(page, "my/messages/", "messages")
    walk.open(page, "my/", "account")
    walk.open(page, "applications/", "applications")
    walk.open(page, "help/", "help")
    walk.open(page, "verify/", "check")
    stranger = walk.someone()
    walk.open(stranger, f"verify/{IssuedDocument.objects.get().token}/", "check-valid", CITIZEN)
    assert stranger.locator(".s-answer--done").count() == 1
    cache.clear()
    walk.open(walk.someone(), "", "home-measured", CITIZEN)


@pytest.mark.parametrize(
    ("language", "width", "scripts"),
    [
        ("en", 1280, True),
        ("ur", 360, False),
        pytest.param("ur", 360, True, marks=pytest.mark.slow),
        pytest.param("ur", 1280, True, marks=pytest.mark.slow),
        pytest.param("en", 360, True, marks=pytest.mark.slow),
        pytest.param("en", 360, False, marks=pytest.mark.slow),
    ],
)
def test_every_page_of_the_journey_is_accessible_and_lies_right(
    browser: Visitor, origin: str, standing: FixedClock, tmp_path: Path, language: str, width: int, scripts: bool
) -> None:
    walk = Walk(browser, origin, language, width, scripts, tmp_path)
    citizen = walk.someone()
    reference = apply(walk, citizen)
    walk.open(citizen, f"applications/{reference}/", "case", None)
    query_back(walk)
    standing.push(timedelta(hours=3))
    mend(walk, citizen, reference)
    forward(walk)
    approve(walk)
    receive(walk, citizen, reference)
    assert not walk.faults, "\n".join(["", *walk.faults])
