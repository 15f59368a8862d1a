"""Answers back to inputs: what the page's fields show of what was saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sahulat.kernel.identifiers import Cnic, Mobile
from sahulat.platform.forms.rules.values import ADDRESS_PARTS
from sahulat.platform.forms.types import Field, Kind, Page


def inputs_of(page: Page, answers: Mapping[str, Any]) -> dict[str, str]:
    """The page's inputs by name."""
    raw: dict[str, str] = {}
    for one in page.fields:
        _put(one, answers.get(one.name), one.name, raw)
    return raw


def _put(one: Field, value: Any, name: str, raw: dict[str, str]) -> None:
    if one.kind is Kind.GROUP:
        _put_rows(one, value or [], name, raw)
    elif value is not None:
        raw.update(_WRITERS.get(one.kind, _plain)(one, value, name))


def _put_rows(one: Field, rows: list[dict[str, Any]], name: str, raw: dict[str, str]) -> None:
    least = (one.least or 1) if one.required is True else 0
    raw[f"{name}-rows"] = str(max(len(rows), least))
    for number, row in enumerate(rows):
        for sub in one.fields:
            _put(sub, row.get(sub.name), f"{name}-{number}-{sub.name}", raw)


def _dated(one: Field, value: str, name: str) -> dict[str, str]:
    parts = zip(("year", "month", "day"), value.split("-"), strict=False)
    return {f"{name}-{part}": text if part == "year" else str(int(text)) for part, text in parts}


def _address(one: Field, value: Mapping[str, str], name: str) -> dict[str, str]:
    return {f"{name}-{part}": value.get(part, "") for part in ADDRESS_PARTS}


def _yes_no(one: Field, value: bool, name: str) -> dict[str, str]:
    return {name: "yes" if value else "no"}


def _nothing(one: Field, value: Any, name: str) -> dict[str, str]:
    return {}


def _plain(one: Field, value: Any, name: str) -> dict[str, str]:
    return {name: _shown(one, str(value))}


_WRITERS: dict[Kind, Callable[[Field, Any, str], dict[str, str]]] = {
    Kind.DATE: _dated,
    Kind.MONTH: _dated,
    Kind.ADDRESS: _address,
    Kind.YES_NO: _yes_no,
    Kind.DECLARATION: _yes_no,
    Kind.FILE: _nothing,
}


def _shown(one: Field, value: str) -> str:
    if one.kind is Kind.CNIC:
        return Cnic.parse(value).formatted
    return Mobile.parse(value).formatted if one.kind is Kind.MOBILE else value
