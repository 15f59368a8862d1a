"""Our templates against GOV.UK Frontend's own fixtures: the same DOM for the same options."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.utils.safestring import mark_safe
from lxml import html as parser

from sahulat.foundation.ui.public import component

ROOT = Path(__file__).resolve().parents[5]
FIXTURES = ROOT / "web" / "node_modules" / "govuk-frontend" / "dist" / "govuk" / "components"
COMPONENTS = (
    "back-link",
    "breadcrumbs",
    "button",
    "checkboxes",
    "date-input",
    "details",
    "error-message",
    "error-summary",
    "fieldset",
    "file-upload",
    "hint",
    "input",
    "inset-text",
    "label",
    "notification-banner",
    "pagination",
    "panel",
    "radios",
    "select",
    "skip-link",
    "summary-list",
    "table",
    "tag",
    "textarea",
    "warning-text",
)
# GOV.UK's options that we leave out on purpose, and why.
LEFT_OUT = {
    "javascript": "our upload is the browser's own, which works without a script",
    "attributes as a string": "our attributes are dictionaries, so that they are always escaped",
}
# A word that we chose otherwise.
OUR_WORDS = {"Success": "Done"}
pytestmark = pytest.mark.skipif(not FIXTURES.is_dir(), reason="npm packages are not installed (make assets)")


def cases() -> list[Any]:
    """Every fixture of every component that we offer."""
    found = []
    for name in COMPONENTS:
        file = FIXTURES / name / "fixtures.json"
        for fixture in json.loads(file.read_text())["fixtures"] if file.is_file() else []:
            found.append(pytest.param(name, fixture, id=f"{name}: {fixture['name']}"))
    return found


def trusted(value: Any, key: str = "") -> Any:
    """The options with their `html` marked safe, as our views mark what they made themselves."""
    if isinstance(value, dict):
        return {k: trusted(v, k) for k, v in value.items()}
    if isinstance(value, list):
        return [trusted(v, key) for v in value]
    return mark_safe(value) if isinstance(value, str) and key.lower().endswith("html") else value  # noqa: S308


def left_out(options: Any) -> str | None:
    """Why a fixture is not for us, if it is not."""
    text = json.dumps(options)
    if '"javascript": true' in text:
        return LEFT_OUT["javascript"]
    if '"attributes": "' in text or '"val":' in text:
        return LEFT_OUT["attributes as a string"]
    return None


def outline(markup: str) -> Any:
    """A DOM as nested tuples, blanks evened out, classes and attributes in any order."""
    root = parser.fragment_fromstring(markup, create_parent="div")

    def words(text: str | None) -> str:
        evened = " ".join((text or "").split())
        return OUR_WORDS.get(evened, evened)

    def walk(node: Any) -> Any:
        given = {
            k: " ".join(sorted(v.split())) if k == "class" else " ".join(v.split()) for k, v in node.attrib.items()
        }
        inside = [(walk(child), words(child.tail)) for child in node if isinstance(child.tag, str)]
        return (node.tag, tuple(sorted(given.items())), words(node.text), tuple(inside))

    return walk(root)


@pytest.mark.parametrize(("name", "fixture"), cases())
def test_a_component_gives_the_dom_of_govuk_frontend(name: str, fixture: dict[str, Any]) -> None:
    reason = left_out(fixture["options"])
    if reason:
        pytest.skip(reason)
    ours = component(name, trusted(fixture["options"]))
    assert outline(ours) == outline(fixture["html"])


def test_html_that_nobody_vouched_for_is_escaped() -> None:
    shown = component("hint", {"html": "<script>alert(1)</script>"})
    assert "<script>" not in shown
