"""A page as it was entered: its answers and errors, and the buttons of repeated groups."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sahulat.kernel.refusals import FieldError
from sahulat.platform.forms.rules.values import Unacceptable, read_value
from sahulat.platform.forms.types import Asking, Field, Kind, Page

Raw = Mapping[str, str]
ROWS_AT_MOST = 50


@dataclass(slots=True)
class Entered:
    """What a page's inputs gave: values by name (None: left blank), and what can't be taken."""

    values: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, FieldError] = field(default_factory=dict)


def rows_of(one: Field, raw: Raw) -> int:
    """How many rows of a group came with the page."""
    text = raw.get(f"{one.name}-rows", "")
    count = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
    return min(count, one.most or ROWS_AT_MOST, ROWS_AT_MOST)


def read_entered(page: Page, raw: Raw, kept: Mapping[str, Any], asking: Asking) -> Entered:
    """Read all inputs of the page. Files come another way: for them what the draft has kept stays."""
    entered = Entered()
    for one in page.fields:
        if one.kind is Kind.GROUP:
            _read_rows(one, raw, kept, entered, asking)
        elif one.kind is Kind.FILE:
            if one.name in kept:
                entered.values[one.name] = kept[one.name]
        elif one.is_asked:
            try:
                entered.values[one.name] = read_value(one, raw, one.name, asking)
            except Unacceptable as wrong:
                entered.errors[one.name] = wrong.error
    return entered


def _read_rows(one: Field, raw: Raw, kept: Mapping[str, Any], entered: Entered, asking: Asking) -> None:
    """Rows left blank everywhere vanish; errors are numbered as the rows that stay."""
    rows: list[dict[str, Any]] = []
    for number in range(rows_of(one, raw)):
        row: dict[str, Any] = {}
        wrong: dict[str, FieldError] = {}
        for sub in one.fields:
            try:
                value = read_value(sub, raw, f"{one.name}-{number}-{sub.name}", asking)
            except Unacceptable as refused:
                wrong[sub.name] = refused.error
                continue
            if value is not None:
                row[sub.name] = value
        if row or wrong:
            for name, error in wrong.items():
                entered.errors[f"{one.name}.{len(rows)}.{name}"] = error
            rows.append(row)
    entered.values[one.name] = rows or None


_BUTTON = re.compile(r"^(add|remove)-([a-z][a-z0-9_-]*?)(?:-(\d{1,3}))?$", re.ASCII)


def pressed(page: Page, raw: Raw) -> tuple[str, Field, int] | None:
    """("add" or "remove", group, row) when a group's button sent the page; None when it was save."""
    for name in raw:
        match = _BUTTON.match(name)
        if match is None:
            continue
        for one in page.fields:
            if one.kind is Kind.GROUP and one.name == match[2]:
                return match[1], one, int(match[3] or 0)
    return None


def after_button(page: Page, raw: Raw) -> tuple[dict[str, str], str | None]:
    """The page's inputs after the button's work, and the id to which the reader goes on; unchanged when it was save.

    Adding appends an empty row; removing takes one out and moves the later ones up.
    """
    button = pressed(page, raw)
    if button is None:
        return dict(raw), None
    action, one, row = button
    inputs = {name: value for name, value in raw.items() if _BUTTON.match(name) is None}
    count = rows_of(one, raw)
    if action == "add":
        inputs[f"{one.name}-rows"] = str(min(count + 1, one.most or ROWS_AT_MOST))
        return inputs, f"{one.name}-{count}"
    moved: dict[str, str] = {}
    own = re.compile(rf"^{re.escape(one.name)}-(\d+)-(.+)$", re.ASCII)
    for name, value in inputs.items():
        match = own.match(name)
        if match is None or int(match[1]) < row:
            moved[name] = value
        elif int(match[1]) > row:
            moved[f"{one.name}-{int(match[1]) - 1}-{match[2]}"] = value
    moved[f"{one.name}-rows"] = str(max(count - 1, 0))
    return moved, one.name
