"""A field's condition as the browser gets it: FEEL's tree over the page's inputs, as the page's script reads it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sahulat.notation.feel import Expression
from sahulat.platform.forms.types import Field, Kind

BROWSER_KINDS = (Kind.CHOICE, Kind.YES_NO, Kind.PLACE, Kind.DECLARATION, Kind.TEXT, Kind.NUMBER)


def shown_when(condition: Expression | None, on_page: Mapping[str, Field], prefix: str = "") -> str | None:
    """JSON of the condition, or None when the browser can't tell: then the server alone decides.

    Only inputs of the same page count, called `prefix` and their name.
    """
    if condition is None:
        return None
    tree = condition.to_browser()
    if tree is None or not set(condition.names) <= set(on_page):
        return None
    if any(on_page[name].kind not in BROWSER_KINDS for name in condition.names):
        return None
    return json.dumps(_renamed(tree, prefix))


def _renamed(tree: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    if "name" in tree:
        return {"name": [prefix + ".".join(tree["name"])]}
    if "of" in tree:
        return {"op": tree["op"], "of": [_renamed(part, prefix) for part in tree["of"]]}
    return dict(tree)
