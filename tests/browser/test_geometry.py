"""The geometry check sees faults that are planted, axe does not, and a sound page is let through."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sahulat.foundation.ui.public import component
from tests.browser.harness import ROOT, Visitor, accessibility_faults, geometry_faults, needs_chromium, open_browser

pytestmark = [pytest.mark.browser, needs_chromium]
STOCK = ROOT / "web" / "node_modules" / "govuk-frontend" / "dist" / "govuk" / "govuk-frontend.min.css"
OURS = ROOT / "src" / "sahulat" / "foundation" / "ui" / "static" / "ui" / "built" / "citizen.css"


@pytest.fixture(scope="module")
def browser() -> Iterator[Visitor]:
    with open_browser() as visitor:
        yield visitor


def sample() -> str:
    """Radios, boxes, an error, a table, breadcrumbs, a way back: what the stock sheet lays wrong."""
    radios = {"name": "house", "fieldset": {"legend": {"text": "گھر کس کا ہے؟"}}, "errorMessage": {"text": "چنیں"}}
    radios["items"] = [{"value": "own", "text": "اپنا"}, {"value": "rent", "text": "کرائے کا"}]
    crumbs = [{"text": "گھر", "href": "#"}, {"text": "خدمات", "href": "#"}, {"text": "ڈومیسائل"}]
    table = {
        "head": [{"text": "خدمت"}, {"text": "دن", "format": "numeric"}],
        "rows": [[{"text": "ڈومیسائل"}, {"text": "7", "format": "numeric"}]],
    }
    return "".join([
        component("back-link", {"href": "#", "text": "واپس"}),
        component("breadcrumbs", {"items": crumbs, "labelText": "راستہ"}),
        "<h1>اجزا</h1>",
        component("inset-text", {"text": "کوئی بھی کاغذ چلے گا۔"}),
        component("radios", radios),
        component("checkboxes", {"name": "c", "items": [{"value": "1", "text": "اجازت ہے"}]}),
        component("table", table),
    ])  # fmt: skip


def faults(
    browser: Visitor, sheet: Path | None, *, body: str = "", style: str = "", direction: str = "rtl"
) -> list[str]:
    """What the check says of a page with this sheet, these extra styles and this body."""
    page = browser.page(language="ur")
    styles = (sheet.read_text() if sheet else "") + style
    page.set_content(
        f'<!doctype html><html lang="ur" dir="{direction}"><title>t</title><style>{styles}</style>'
        f"<body><main>{body or sample()}</main></body></html>"
    )
    return geometry_faults(page, direction)


def rules(found: list[str]) -> set[str]:
    """The rules that were broken."""
    return {fault.split(":")[0].removeprefix("geometry ") for fault in found}


def test_our_sheet_is_let_through(browser: Visitor) -> None:
    assert faults(browser, OURS) == []


@pytest.mark.skipif(not STOCK.is_file(), reason="npm packages are not installed (make assets)")
def test_the_stock_sheet_is_caught_on_every_count(browser: Visitor) -> None:
    found = rules(faults(browser, STOCK))
    assert {"painted-elsewhere", "start-bar", "arrow", "order", "cell-alignment"} <= found


@pytest.mark.skipif(not STOCK.is_file(), reason="npm packages are not installed (make assets)")
def test_axe_is_blind_to_what_the_stock_sheet_breaks(browser: Visitor) -> None:
    page = browser.page(language="ur")
    verdicts = []
    for sheet in (STOCK, OURS):
        page.set_content(
            f'<!doctype html><html lang="ur" dir="rtl"><title>t</title><style>{sheet.read_text()}</style>'
            f"<body><main>{sample()}</main></body></html>"
        )
        verdicts.append(accessibility_faults(page))
    assert verdicts[0] == verdicts[1]


PLANTED = {
    "start-bar": ".govuk-inset-text{border-inline-start:0;border-left:10px solid}",
    "arrow": "[dir=rtl] .govuk-back-link::before{transform:none}",
    "painted-elsewhere": ".govuk-radios__label::before{left:6px;right:auto}",
    "cell-alignment": ".govuk-table__cell{text-align:left}",
    "order": ".govuk-breadcrumbs__list{display:flex;flex-direction:row-reverse}",
    "sideways": ".govuk-table{width:500px}",
    "texts-overlap": ".govuk-inset-text{margin-top:-60px}",
    "target": ".govuk-back-link{min-height:0;line-height:1;height:16px}",
}


@pytest.mark.parametrize("rule", PLANTED)
def test_a_planted_fault_is_caught(browser: Visitor, rule: str) -> None:
    assert rule in rules(faults(browser, OURS, style=PLANTED[rule]))


def test_a_clipped_word_is_caught(browser: Visitor) -> None:
    body = '<div style="width:60px;overflow:hidden;white-space:nowrap">ایک بہت لمبا جملہ جو کٹ جاتا ہے</div>'
    assert "clipped" in rules(faults(browser, OURS, body=body))


def test_a_page_that_runs_the_wrong_way_is_caught(browser: Visitor) -> None:
    page = browser.page(language="ur")
    page.set_content('<!doctype html><html lang="ur"><title>t</title><body><main>سلام</main></body></html>')
    assert "language" in rules(geometry_faults(page, "rtl"))
