"""The pages of a small demo country, walked in a browser as guest, citizen, clerk and assistant commissioner."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connections
from playwright.sync_api import Page

from sahulat.foundation.access.types import Actor
from sahulat.kernel import clock
from sahulat.platform.documents.public import issued_documents, revoke
from sahulat.platform.places.public import data_folder
from sahulat.project.demo.world import World
from tests.browser.harness import CITIZEN, DESK, PageFaults, Visitor, check_page

DOMICILE = "punjab/district-administration/domicile-certificate"
LICENCE = "punjab/local-government/trade-licence"
SYSTEM = Actor.system(request_id="test")
SAVE = "main form > .s-actions button >> nth=0"
PRESS = "main form button.govuk-button"
"""The first real button of a page's form."""

FOREIGN_WORDS = r"""() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent.closest("script, style, svg, code, kbd, bdi")) continue;
    if (parent.closest("[lang]").lang !== "ur") continue;
    const words = node.data.replace(/https?:\S+/g, "").match(/[A-Za-z][A-Za-z'’]+/g) ?? [];
    if (words.length >= 3) found.push(node.data.trim().slice(0, 120));
  }
  return found;
}"""
"""Texts of an Urdu page with three or more Latin words, which no mark says to be another language or a name."""


def quiet(text: str) -> None:
    """Say nothing."""


@dataclass(slots=True)
class Country:
    """What a walk wants to know: a document that was issued, and the code on it."""

    document_id: UUID
    code: str
    withdrawn: bool = False

    def withdraw(self) -> None:
        """Withdraw the document. Safe to repeat."""
        if not self.withdrawn:
            revoke(actor=SYSTEM, now=clock.now(), document_id=self.document_id, reason="mistake")
        self.withdrawn = True


def a_country(cases: int = 12) -> Country:
    """Load a small country with at least one finished case.

    In a thread: the browser's event loop runs in this one, and signing wants its own.
    """
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(_load, cases).result()


def _load(cases: int) -> Country:
    try:
        World(now=clock.now(), seed=7, data=data_folder(), say=quiet, cases=cases, everywhere=False).load()
        issued, _ = next(iter(issued_documents()))
    finally:
        connections.close_all()
    return Country(issued.id, issued.token)


@dataclass(slots=True)
class Walk:
    """One language, width and way (with or without scripts), and the faults found on the way."""

    browser: Visitor
    origin: str
    language: str
    width: int
    scripts: bool = True
    dark: bool = False
    picked: frozenset[str] = frozenset()
    """The names of the pages to look at; all when empty."""
    faults: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    double: Page | None = None

    def someone(self, persona: str = "") -> Page:
        """A person with a browser of their own, signed in at the demo's door if named."""
        page = self.browser.page(language=self.language, width=self.width, scripts=self.scripts, dark=self.dark)
        if persona:
            self.go(page, "demo/")
            page.locator(f'button[name="persona"][value="{persona}"]').click()
            page.wait_for_load_state()
        return page

    def go(self, page: Page, path: str) -> None:
        """Open an address of this language, or one with its own slash at the front."""
        page.goto(f"{self.origin}{path}" if path.startswith("/") else f"{self.origin}/{self.language}/{path}")

    def open(self, page: Page, path: str, name: str) -> None:
        """Open an address and look at the page."""
        if self.wanted(name):
            self.go(page, path)
            self.look(page, name)

    def press(self, page: Page, selector: str, name: str) -> None:
        """Press a button and look at the page that comes."""
        page.locator(selector).first.click()
        page.wait_for_load_state()
        self.look(page, name)

    def wanted(self, name: str) -> bool:
        """Whether this walk looks at the page of that name."""
        return not self.picked or name in self.picked

    def look(self, page: Page, name: str) -> None:
        """Check the page that is open; all faults are told at the end."""
        if not self.wanted(name):
            return
        self.seen.append(name)
        shown = page if self.scripts else self.scripted(page)
        try:
            check_page(shown, name=name if self.scripts else f"{name}-plain")
        except PageFaults as found:
            self.faults += [f"{name}: {fault}" for fault in found.faults]
        if self.language == "ur":
            self.faults += [f"{name}: not in Urdu: {text}" for text in shown.evaluate(FOREIGN_WORDS)]
        if shown.evaluate("document.documentElement.scrollWidth > innerWidth"):
            self.faults.append(f"{name}: the page scrolls sideways")

    def scripted(self, page: Page) -> Page:
        """The very same page where scripts run, since axe is one."""
        address, content = page.url, page.content()
        if self.double is None:
            self.double = self.browser.page(language=self.language, width=self.width, dark=self.dark)
        self.double.context.clear_cookies()
        self.double.context.add_cookies(page.context.cookies())  # type: ignore[arg-type]
        self.double.route(address, lambda route: route.fulfill(body=content, content_type="text/html"))
        self.double.goto(address)
        self.double.unroute(address)
        return self.double

    def links(self, page: Page, part: str) -> list[str]:
        """The addresses of the main column's links that have `part` in them, each once, in order."""
        found: list[str] = page.locator(f'main a[href*="{part}"]').evaluate_all(
            "links => links.map(link => link.getAttribute('href'))"
        )
        return list(dict.fromkeys(found))

    def weigh(self, page: Page, name: str, budget: int) -> None:
        """Open the page that is open once more, in a browser that has nothing yet, and weigh what comes."""
        cookies: list[Any] = list(page.context.cookies())
        fresh = self.browser.page(language=self.language, width=self.width, cookies=cookies)
        fresh.goto(page.url)
        try:
            check_page(fresh, name=name, budget=budget, picture=False)
        except PageFaults as found:
            self.faults += [f"{name}: {fault}" for fault in found.faults if fault.startswith(("weight", "fetched"))]
        fresh.context.close()

    def finish(self) -> None:
        """Raise what was found."""
        if self.faults:
            raise PageFaults(f"{self.language} {self.width}", self.faults)
        missed = self.picked - set(self.seen)
        assert not missed, f"pages never came to: {missed}"


def guest_pages(walk: Walk, country: Country) -> Iterator[Page]:
    """What everybody sees. Yields the page at each place whose weight is of interest."""
    page = walk.someone()
    walk.open(page, "", "home")
    yield page
    for path, name in (
        ("services/", "services"),
        (f"services/{LICENCE}/", "licence"),
        ("services/?q=zzzz", "nothing-found"),
        ("help/", "help"),
        ("sign-in/", "sign-in"),
        ("nowhere/", "not-found"),
        ("applications/", "sign-in-first"),
        ("demo/", "door"),
        ("verify/", "check"),
        ("verify/wrong-code/", "check-wrong"),
        (f"verify/{country.code}/", "check-holds"),
        ("design-system/", "design-system"),
    ):
        walk.open(page, path, name)
    if walk.wanted("check-withdrawn"):
        country.withdraw()
    walk.open(page, f"verify/{country.code}/", "check-withdrawn")
    walk.go(page, f"services/{DOMICILE}/")
    walk.look(page, "service")
    yield page
    for path, name in (("sign-in/password/", "password"), ("sign-up/", "sign-up")):
        walk.open(page, path, name)
        if walk.wanted(f"{name}-errors"):
            walk.go(page, path)
            walk.press(page, PRESS, f"{name}-errors")
    walk.go(page, "sign-in/")
    page.locator('main [name="mobile"]').fill("0300 0000099")
    walk.press(page, PRESS, "sign-in-code")


def citizen_pages(walk: Walk) -> Iterator[Page]:
    """What a citizen with three applications sees."""
    page = walk.someone("citizen")
    for path, name in (
        ("my/", "account"),
        ("documents/", "documents"),
        ("my/messages/", "messages"),
        ("my/record/", "record"),
        ("account/security/", "security"),
        ("account/password/", "password-change"),
        ("sign-out/", "sign-out"),
    ):
        walk.open(page, path, name)
    walk.go(page, "applications/")
    walk.look(page, "applications")
    yield page
    for number, case in enumerate(walk.links(page, "/applications/")):
        walk.go(page, case)
        walk.look(page, f"case-{number}")
        if number == 0:
            yield page
        for act in ("mend", "withdraw"):
            for address in walk.links(page, f"/{act}/"):
                walk.open(page, address, act)
        walk.open(page, f"{case}received/", "receipt")


def form_pages(walk: Walk) -> Iterator[Page]:
    """The forms of both services, empty, refused, and with two entries in the group that repeats."""
    page = walk.someone("citizen")
    for service, first, later in (
        (DOMICILE, "person", ("home", "proof")),
        (LICENCE, "business", ("premises", "papers")),
    ):
        walk.go(page, f"services/{service}/")
        page.locator("main a.govuk-button").first.click()
        page.wait_for_load_state()
        walk.look(page, f"{first}-start")
        if "/form/" not in page.url:
            page.locator(PRESS).first.click()
            page.wait_for_load_state()
        form = page.url.split("/page/")[0].removeprefix(walk.origin)
        for name in (first, *later):
            walk.go(page, f"{form}/page/{name}/")
            if f"/page/{name}/" not in page.url:
                continue
            walk.look(page, f"form-{name}")
            if name == first:
                yield page
            if page.locator('button[name^="add-"]').count():
                walk.press(page, 'button[name^="add-"]', f"form-{name}-added")
            walk.press(page, SAVE, f"form-{name}-errors")
        for path in ("check", "saved", "discard"):
            walk.open(page, f"{form}/{path}/", f"form-{path}")


def desk_pages(walk: Walk, persona: str) -> Iterator[Page]:
    """An officer's piles, search, a task and every act on it, refused for want of words."""
    page = walk.someone(persona)
    walk.look(page, f"{persona}-inbox")
    yield page
    for view in ("office", "late", "soon", "waiting"):
        walk.open(page, f"desk/?view={view}", f"{persona}-{view}")
    walk.open(page, "desk/?q=zzzz", f"{persona}-nothing-found")
    walk.go(page, "desk/")
    task = walk.links(page, "/desk/tasks/")[0]
    walk.go(page, task)
    walk.look(page, f"{persona}-task")
    yield page
    for act in ("query-back", "forward", "refuse", "approve"):
        way = 'button[form="prepare"]' if act == "approve" else f'.s-bar a[href$="/{act}/"]'
        if not page.locator(way).count():
            continue
        if act == "approve":
            page.locator(way).click()
            page.wait_for_url("**/approve/")
        else:
            walk.go(page, f"{task}{act}/")
        walk.look(page, f"{persona}-{act}")
        if act != "forward" and walk.wanted(f"{persona}-{act}-errors"):
            walk.press(page, PRESS, f"{persona}-{act}-errors")
        walk.go(page, task)
    walk.open(page, "account/security/", f"{persona}-security")


def walk_everything(walk: Walk, country: Country) -> None:
    """Every page, and the weight of those that somebody comes to first."""
    for pages, budget in (
        (citizen_pages(walk), CITIZEN),
        (form_pages(walk), CITIZEN),
        (desk_pages(walk, "clerk"), DESK),
        (desk_pages(walk, "commissioner"), DESK),
        (guest_pages(walk, country), CITIZEN),
    ):
        for number, page in enumerate(pages):
            if walk.scripts and not walk.picked:
                walk.weigh(page, f"weight-{number}", budget)
    walk.finish()
