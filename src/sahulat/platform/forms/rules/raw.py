"""Answers turned back into the inputs of a page, as a browser would send them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sahulat.platform.forms.types import Field, Kind


def raw_inputs(fields: tuple[Field, ...], answers: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """Answers as the inputs of a page; files are left out.

    A place and a choice are their codes, a date and a month as ISO 8601 writes them, an address {line, area, postal},
    a group a list of such mappings, yes or no a bool.
    """
    raw: dict[str, str] = {}
    for each in fields:
        if each.is_asked and answers.get(each.name) is not None:
            raw.update(_inputs(each, answers[each.name], f"{prefix}{each.name}"))
    return raw


def _inputs(one: Field, value: Any, name: str) -> dict[str, str]:
    if one.kind is Kind.GROUP:
        rows = {f"{name}-rows": str(len(value))}
        for number, entry in enumerate(value):
            rows.update(raw_inputs(one.fields, entry, f"{name}-{number}-"))
        return rows
    if one.kind is Kind.ADDRESS:
        return {f"{name}-{part}": str(text) for part, text in value.items()}
    if one.kind in (Kind.DATE, Kind.MONTH) and str(value).count("-") in (1, 2):
        parts = str(value).split("-")
        return dict(zip((f"{name}-year", f"{name}-month", f"{name}-day"), parts, strict=False))
    if isinstance(value, bool):
        return {name: "yes" if value else "no"}
    return {name: str(value)}
