"""Pages in Debian's Chromium, and what must hold of each: axe, geometry in both directions, weight, no errors.

    with serve() as origin, open_browser() as browser:
        page = browser.page(language="ur", width=360)
        page.goto(f"{origin}/ur/")
        check_page(page, name="home", budget=CITIZEN)

`check_page` raises PageFaults with all that it found. Weight is what went over the wire since the page's context was
opened, so weigh the first page of a context (`budget=None` weighs nothing). Set SAHULAT_PICTURES to a folder to keep a
picture of every page that is checked.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "web" / "build" / "axe.min.js"
GEOMETRY = Path(__file__).with_name("geometry.js")
CHROMIUM = os.environ.get("SAHULAT_CHROMIUM", "/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
CITIZEN = 40_000
"""Bytes that a citizen's first page may bring over the wire, font included."""
DESK = 100_000
"""The same for an officer's page."""
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

needs_chromium = pytest.mark.skipif(
    shutil.which(CHROMIUM) is None and not os.environ.get("CI"), reason=f"no Chromium at {CHROMIUM}"
)


class PageFaults(AssertionError):
    """All that is wrong with one page."""

    def __init__(self, name: str, faults: list[str]) -> None:
        super().__init__(f"{name}: {len(faults)} faults\n" + "\n".join(f"  {fault}" for fault in faults))
        self.faults = faults


@dataclass
class Traffic:
    """What one page's context asked for: bytes over the wire by address, and what went wrong."""

    bytes_by_address: dict[str, int] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    elsewhere: set[str] = field(default_factory=set)

    def finished(self, request: Request) -> None:
        """Note one answered request."""
        sizes = request.sizes()
        if request.url.startswith(("http:", "https:")):
            body = max(sizes["responseBodySize"], 0)
            self.bytes_by_address[request.url] = self.bytes_by_address.get(request.url, 0) + body

    @property
    def weight(self) -> int:
        """Bytes of all answers' bodies, as compressed."""
        return sum(self.bytes_by_address.values())


@dataclass
class Visitor:
    """A running browser from which pages are opened."""

    browser: Browser
    traffic: dict[int, Traffic] = field(default_factory=dict)
    contexts: list[BrowserContext] = field(default_factory=list)

    def page(
        self,
        *,
        language: str = "en",
        width: int = 360,
        height: int = 800,
        dark: bool = False,
        scripts: bool = True,
        cookies: list[Any] | None = None,
    ) -> Page:
        """A page in a context of its own: no cookies but those given, nothing cached, Urdu or English asked for."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            locale={"ur": "ur-PK", "en": "en-GB"}.get(language, language),
            java_script_enabled=scripts,
            reduced_motion="reduce",
            device_scale_factor=2 if width < 500 else 1,
        )
        if cookies:
            context.add_cookies(cookies)
        self.contexts.append(context)
        page = context.new_page()
        traffic = Traffic()
        self.traffic[id(page)] = traffic
        _traffic_of[id(page)] = traffic
        page.on("requestfinished", traffic.finished)
        page.on("pageerror", lambda error: traffic.errors.append(f"script error: {error}"))
        page.on("console", lambda message: _note_console(traffic, message.type, message.text))
        return page

    def close(self) -> None:
        """Close all contexts."""
        for context in self.contexts:
            context.close()


_traffic_of: dict[int, Traffic] = {}


def _note_console(traffic: Traffic, kind: str, text: str) -> None:
    # A 4xx that a test provokes on purpose is reported by Chromium as a console error, and is none of the page.
    if kind == "error" and "Failed to load resource" not in text:
        traffic.errors.append(f"console: {text}")


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 64


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the platform logs its own requests."""


@contextmanager
def serve() -> Iterator[str]:
    """The platform in threads of this process, on a free port of localhost; gives its origin.

    Its threads have their own database connections: with the fixture `committed` they see what the test commits.
    """
    server = make_server("127.0.0.1", 0, get_wsgi_application(), server_class=_Server, handler_class=_Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def open_browser() -> Iterator[Visitor]:
    """Debian's Chromium, closed at the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        visitor = Visitor(browser)
        try:
            yield visitor
        finally:
            visitor.close()
            browser.close()


def traffic_of(page: Page) -> Traffic:
    """What a page of `Visitor.page` has fetched so far."""
    return _traffic_of[id(page)]


def check_page(page: Page, *, name: str, budget: int | None = None, picture: bool = True) -> None:
    """Check the page that is open: accessibility, geometry, weight, errors. Raises PageFaults with everything found."""
    page.evaluate("document.fonts.ready.then(() => null)")
    page.wait_for_load_state("networkidle")
    if picture:
        keep_picture(page, name)
    faults = [*accessibility_faults(page), *geometry_faults(page), *traffic_of(page).errors]
    if budget is not None:
        faults += weight_faults(page, budget)
    if faults:
        raise PageFaults(f"{name} at {page.url}", faults)


def accessibility_faults(page: Page) -> list[str]:
    """What axe-core finds."""
    if not AXE.is_file():
        raise FileNotFoundError("axe-core is not built yet. Run: python web/build.py")
    # By the protocol and not by a <script>, so that the page's own content security policy stays as strict as it is.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    options = {"runOnly": {"type": "tag", "values": AXE_RULES}, "resultTypes": ["violations"]}
    result = page.evaluate("(options) => axe.run(document, options)", options)
    return [
        f"axe {one['id']}: {one['help']}: {node['html'][:160]}" for one in result["violations"] for node in one["nodes"]
    ]


def geometry_faults(page: Page, direction: str | None = None) -> list[str]:
    """What the geometry check finds: boxes on the wrong side, overlaps, clipping, small targets."""
    expected = direction or expected_direction(page.url)
    found = page.evaluate(GEOMETRY.read_text(encoding="utf-8"), {"direction": expected})
    return [f"geometry {one['rule']}: {one['where']}: {one['what']}" for one in found]


def expected_direction(address: str) -> str | None:
    """The direction that the language in an address calls for, if it names one."""
    language = re.search(r"^\w+://[^/]+/([a-z]{2,3})(/|$)", address)
    if language is None:
        return None
    return "rtl" if language.group(1) in {"ur", "sd", "ps", "pnb", "skr", "bal"} else "ltr"


def weight_faults(page: Page, budget: int) -> list[str]:
    """Whether more came over the wire than the budget allows, and what came from another host."""
    traffic = traffic_of(page)
    host = page.evaluate("location.host")
    faults = [f"fetched from elsewhere: {url}" for url in traffic.bytes_by_address if f"//{host}/" not in url]
    if traffic.weight > budget:
        largest = sorted(traffic.bytes_by_address.items(), key=lambda item: -item[1])
        listed = ", ".join(f"{url.rsplit('/', 1)[-1] or '/'} {size}" for url, size in largest[:8])
        faults.append(f"weight: {traffic.weight} bytes, {budget} allowed: {listed}")
    return faults


def keep_picture(page: Page, name: str) -> None:
    """A picture of the whole page into SAHULAT_PICTURES, named page-language-width."""
    folder = os.environ.get("SAHULAT_PICTURES")
    if not folder:
        return
    language = page.evaluate("document.documentElement.lang")
    width = page.viewport_size["width"] if page.viewport_size else 0
    Path(folder).mkdir(parents=True, exist_ok=True)
    page.screenshot(path=Path(folder) / f"{name}-{language}-{width}.png", full_page=True)


def report(traffic: Traffic) -> str:
    """What was fetched, as JSON, for a failing test's output."""
    return json.dumps({"weight": traffic.weight, "by": traffic.bytes_by_address}, indent=1)
