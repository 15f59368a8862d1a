"""FEEL's values as Python's: their types' names, equality, order, and how a host's data comes in."""

from __future__ import annotations

import decimal
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from sahulat.kernel.refusals import N_
from sahulat.notation.feel.diagnostics import BudgetSpent, Run, Undefined
from sahulat.notation.feel.temporal import YearsMonths

# DMN 1.5, 10.3.2.3.1: decimal128, so 34 digits, half even. Errors trap, and become null with a diagnostic.
FEEL_CONTEXT = decimal.Context(
    prec=34,
    rounding=decimal.ROUND_HALF_EVEN,
    Emin=-6143,
    Emax=6144,
    traps=[decimal.InvalidOperation, decimal.DivisionByZero, decimal.Overflow],
)
MAX_INTEGER = 10**34
NUMBER = frozenset({int, Decimal})
_NAMES: dict[type, str] = {
    type(None): "null",
    bool: "boolean",
    int: "number",
    Decimal: "number",
    str: "string",
    date: "date",
    datetime: "date and time",
    time: "time",
    timedelta: "days and time duration",
    YearsMonths: "years and months duration",
    list: "list",
    dict: "context",
}
_ORDERED = frozenset({str, date, timedelta, YearsMonths})
_KEPT = frozenset(_NAMES) - {list, dict, Decimal, int}
MAX_NESTING = 100
_DAY_ONE = date(2000, 1, 1)


def type_name(value: object) -> str:
    """FEEL's name of a value's type."""
    return _NAMES.get(type(value), "unknown")


def equal(a: Any, b: Any, run: Run, nesting: int = 0) -> bool | None:
    """a = b (Table 53): null equals null alone; values of unlike types have no answer, None.

    Lists and contexts are charged to the run, since a value may hold another one twice. Raises BudgetSpent.
    """
    if a is None or b is None:
        return a is b
    kind = type(a)
    if kind in NUMBER and type(b) in NUMBER:
        return bool(a == b)
    if kind is not type(b):
        return None
    if kind is list:
        return _equal_lists(a, b, run, nesting)
    if kind is dict:
        if a.keys() != b.keys():
            return False
        return _equal_lists(list(a.values()), [b[key] for key in a], run, nesting)
    if kind in (datetime, time):
        pair = _comparable(a, b)
        return None if pair is None else bool(pair[0] == pair[1])
    return bool(a == b)


def order(a: Any, b: Any) -> int | None:
    """-1, 0 or 1 as a is below, equal to or above b (Table 54); None when they can't be ordered."""
    kind = type(a)
    if kind in NUMBER and type(b) in NUMBER:
        pair: tuple[Any, Any] | None = (a, b)
    elif kind is not type(b):
        return None
    elif kind in _ORDERED:
        pair = (a, b)
    elif kind in (datetime, time):
        pair = _comparable(a, b)
    else:
        return None
    if pair is None:
        return None
    return int(pair[0] > pair[1]) - int(pair[0] < pair[1])


def admit(value: Any, nesting: int = 0) -> Any:
    """A host's value as FEEL's: floats become decimals, tuples lists, mappings contexts, by copy.

    Raises TypeError for a type that FEEL has no word for, ValueError for NaN, infinity and data nested too deep:
    both are faults of the host.
    """
    kind = type(value)
    if kind is int:
        return value if -MAX_INTEGER < value < MAX_INTEGER else _admit_number(Decimal(value))
    if kind in _KEPT:
        return value
    if nesting > MAX_NESTING:
        raise ValueError("the data is nested too deep for FEEL")
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, (Decimal, float)):
        return _admit_number(value)
    if isinstance(value, (list, tuple)):
        return [admit(item, nesting + 1) for item in value]
    if isinstance(value, Mapping):
        return {str(key): admit(item, nesting + 1) for key, item in value.items()}
    raise TypeError(f"FEEL has no type for {kind.__name__}")


def within_limits(number: int) -> int | Decimal:
    """A whole number, rounded to 34 digits where it has more."""
    return number if -MAX_INTEGER < number < MAX_INTEGER else FEEL_CONTEXT.plus(Decimal(number))


def whole(value: object) -> int | None:
    """A number's whole part as an int (truncated), or None when it isn't a number."""
    return int(value) if isinstance(value, (int, Decimal)) and not isinstance(value, bool) else None


def unlike(operation: str, *operands: object) -> Undefined:
    """The refusal of an operation on types for which it isn't defined."""
    return Undefined(
        "feel.type",
        N_("%(operation)s is not defined for %(types)s."),
        operation=operation,
        types=", ".join(type_name(operand) for operand in operands),
    )


def _admit_number(value: Decimal | float) -> Decimal:
    number = Decimal(repr(value)) if isinstance(value, float) else value
    if not number.is_finite():
        raise ValueError("FEEL has neither NaN nor infinity")
    try:
        return FEEL_CONTEXT.plus(number)
    except decimal.Overflow as error:
        raise ValueError("FEEL's numbers end at 1e6145") from error


def _equal_lists(a: list[Any], b: list[Any], run: Run, nesting: int) -> bool | None:
    if nesting > MAX_NESTING:
        raise BudgetSpent
    if len(a) != len(b):
        return False
    run.charge(len(a))
    answer: bool | None = True
    for left, right in zip(a, b, strict=True):
        same = equal(left, right, run, nesting + 1)
        if same is False:
            return False
        if same is None:
            answer = None
    return answer


def _comparable(a: Any, b: Any) -> tuple[Any, Any] | None:
    """Two instants, or two times, on one scale; None when only one of them knows its offset."""
    if (a.utcoffset() is None) is not (b.utcoffset() is None):
        return None
    if a.utcoffset() is None:
        return a, b
    # Python compares by the wall clock where both share a zone: wrong in the doubled hour.
    return _elapsed(a), _elapsed(b)


def _elapsed(at: datetime | time) -> timedelta:
    """How long after a fixed instant, or after midnight in UTC: never outside what a timedelta holds."""
    wall = datetime.combine(_DAY_ONE, at) if isinstance(at, time) else at
    return wall.replace(tzinfo=None) - datetime.combine(_DAY_ONE, time()) - (at.utcoffset() or timedelta(0))
