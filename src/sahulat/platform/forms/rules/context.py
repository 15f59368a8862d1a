"""Answers as FEEL sees them: dates as dates, numbers as numbers, what is unanswered as null."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sahulat.platform.forms.types import Field, Kind

TODAY = "today"


def feel_value(field: Field, value: Any) -> Any:
    """One answer as a FEEL value."""
    if value is None:
        return None
    if field.kind is Kind.NUMBER:
        return Decimal(str(value))
    if field.kind is Kind.DATE:
        return date.fromisoformat(value)
    if field.kind is Kind.MONTH:
        return date.fromisoformat(f"{value}-01")
    if field.kind is Kind.GROUP:
        return [{sub.name: feel_value(sub, row.get(sub.name)) for sub in field.fields} for row in value]
    return value


def feel_values(fields: Sequence[Field], answers: Mapping[str, Any], today: date | None) -> dict[str, Any]:
    """All answers by name, and `today`."""
    values = {f.name: feel_value(f, answers.get(f.name)) for f in fields if f.holds_answer}
    values[TODAY] = today
    return values


def json_value(value: Any) -> Any:
    """A FEEL value as an answer: the other way round, for computed fields."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else format(value.normalize(), "f")
    if isinstance(value, list | tuple):
        return [json_value(one) for one in value]
    if isinstance(value, dict):
        return {key: json_value(one) for key, one in value.items()}
    return value if value is None or isinstance(value, bool | int | str) else str(value)
