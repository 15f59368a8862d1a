"""A field's condition as the browser gets it: over the page's inputs, in the shape that the page's script reads."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sahulat.notation.feel import Expression
from sahulat.platform.forms.types import Field, Kind

BROWSER_KINDS = (Kind.CHOICE, Kind.YES_NO, Kind.PLACE, Kind.DECLARATION, Kind.TEXT)


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
    found = _node(tree, on_page, prefix)
    return json.dumps(found) if found is not None else None


def _node(tree: Mapping[str, Any], on_page: Mapping[str, Field], prefix: str) -> list[Any] | None:
    if "name" in tree:
        # A yes-no question alone is a condition.
        return ["=", f"{prefix}{tree['name'][0]}", "yes"]
    if tree.get("op") in ("=", "in"):
        return _comparison(tree, prefix)
    if tree.get("op") in ("and", "or", "not"):
        parts = [_node(part, on_page, prefix) for part in tree["of"]]
        return None if any(part is None for part in parts) else [tree["op"], *parts]
    return None


def _comparison(tree: Mapping[str, Any], prefix: str) -> list[Any] | None:
    first, *others = tree["of"]
    if "name" not in first or len(first["name"]) != 1 or any("value" not in other for other in others):
        return None
    values = [_input_value(other["value"]) for other in others]
    if any(value is None for value in values):
        return None
    name = f"{prefix}{first['name'][0]}"
    return ["=", name, values[0]] if tree["op"] == "=" else ["in", name, values]


def _input_value(value: Any) -> str | None:
    """What the input holds for this value."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else None
