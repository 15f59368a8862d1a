"""Arithmetic by operand types (DMN 1.5, Tables 55-61): the slow way round, where no fast path fits.

Each raises Undefined when there is no result. The evaluation has set FEEL's decimal context.
"""

from __future__ import annotations

import decimal
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from sahulat.kernel.refusals import N_
from sahulat.notation.feel.diagnostics import Undefined
from sahulat.notation.feel.temporal import (
    YearsMonths,
    add_months,
    midnight_utc,
    months_duration,
    shift,
    shift_months,
    shift_time,
)
from sahulat.notation.feel.values import NUMBER, unlike, within_limits

_MICROSECOND = timedelta(microseconds=1)
_Rule = Callable[[Any, Any], Any]


def arithmetic(operator: str, a: Any, b: Any) -> Any:
    """a operator b. Raises Undefined for null, for types without a rule, and for a result outside all limits."""
    if a is None or b is None:
        raise Undefined("feel.null", N_("'%(operator)s' was given null."), operator=operator)
    try:
        if type(a) in NUMBER and type(b) in NUMBER:
            return _NUMERIC[operator](a, b)
        rule = _RULES.get((operator, type(a), type(b)))
        if rule is None:
            raise unlike(f"'{operator}'", a, b)
        return rule(a, b)
    except decimal.DivisionByZero as error:
        raise Undefined("feel.division-by-zero", N_("Division by zero.")) from error
    except (decimal.DecimalException, OverflowError, ValueError) as error:
        raise _no_result(operator) from error


def negate(a: Any) -> Any:
    """-a for numbers and durations. Raises Undefined."""
    if type(a) in NUMBER:
        return -a
    if type(a) is timedelta:
        try:
            return -a
        except OverflowError as error:
            raise _no_result("-") from error
    if type(a) is YearsMonths:
        return YearsMonths(-a.total)
    if a is None:
        raise Undefined("feel.null", N_("'%(operator)s' was given null."), operator="-")
    raise unlike("'-'", a)


def _no_result(operator: str) -> Undefined:
    return Undefined("feel.no-result", N_("'%(operator)s' has no result that fits."), operator=operator)


def _add(a: Any, b: Any) -> Any:
    return within_limits(a + b) if type(a) is int and type(b) is int else a + b


def _subtract(a: Any, b: Any) -> Any:
    return within_limits(a - b) if type(a) is int and type(b) is int else a - b


def _multiply(a: Any, b: Any) -> Any:
    return within_limits(a * b) if type(a) is int and type(b) is int else a * b


def _divide(a: Any, b: Any) -> Any:
    if b == 0:
        raise decimal.DivisionByZero
    return Decimal(a) / Decimal(b)


def _power(a: Any, b: Any) -> Any:
    return Decimal(a) ** Decimal(b)


def _date_plus(day: date, by: timedelta) -> date:
    """A date moved by a duration: from its midnight, then cut to the date (PT36H is one day)."""
    return (midnight_utc(day) + by).date()


def _scaled(length: timedelta, factor: Any) -> timedelta:
    micros = Decimal(length // _MICROSECOND) * Decimal(factor)
    return timedelta(microseconds=int(micros.to_integral_value()))


def _shortened(length: timedelta, divisor: Any) -> timedelta:
    micros = _divide(length // _MICROSECOND, divisor)
    return timedelta(microseconds=int(micros.to_integral_value()))


def _difference(a: datetime, b: datetime) -> timedelta:
    if (a.tzinfo is None) is not (b.tzinfo is None):
        raise unlike("'-'", a, b)
    return a - b if a.tzinfo is None else a.astimezone(UTC) - b.astimezone(UTC)


def _time_difference(a: time, b: time) -> timedelta:
    offsets = a.utcoffset(), b.utcoffset()
    if (offsets[0] is None) is not (offsets[1] is None):
        raise unlike("'-'", a, b)
    day = date(2000, 1, 1)
    wall = datetime.combine(day, a.replace(tzinfo=None)) - datetime.combine(day, b.replace(tzinfo=None))
    return wall - (offsets[0] or timedelta(0)) + (offsets[1] or timedelta(0))


_NUMERIC: dict[str, _Rule] = {"+": _add, "-": _subtract, "*": _multiply, "/": _divide, "**": _power}
_RULES: dict[tuple[str, type, type], _Rule] = {
    ("+", str, str): lambda a, b: a + b,
    ("+", timedelta, timedelta): lambda a, b: a + b,
    ("-", timedelta, timedelta): lambda a, b: a - b,
    ("/", timedelta, timedelta): lambda a, b: _divide(a // _MICROSECOND, b // _MICROSECOND),
    ("+", YearsMonths, YearsMonths): lambda a, b: months_duration(a.total + b.total),
    ("-", YearsMonths, YearsMonths): lambda a, b: months_duration(a.total - b.total),
    ("/", YearsMonths, YearsMonths): lambda a, b: _divide(a.total, b.total),
    ("+", date, timedelta): _date_plus,
    ("-", date, timedelta): lambda a, b: _date_plus(a, -b),
    ("+", date, YearsMonths): lambda a, b: add_months(a, b.total),
    ("-", date, YearsMonths): lambda a, b: add_months(a, -b.total),
    ("-", date, date): lambda a, b: a - b,
    ("+", datetime, timedelta): shift,
    ("-", datetime, timedelta): lambda a, b: shift(a, -b),
    ("+", datetime, YearsMonths): lambda a, b: shift_months(a, b.total),
    ("-", datetime, YearsMonths): lambda a, b: shift_months(a, -b.total),
    ("-", datetime, datetime): _difference,
    ("-", date, datetime): lambda a, b: _difference(midnight_utc(a), b),
    ("-", datetime, date): lambda a, b: _difference(a, midnight_utc(b)),
    ("+", time, timedelta): shift_time,
    ("-", time, timedelta): lambda a, b: shift_time(a, -b),
    ("-", time, time): _time_difference,
    ("+", timedelta, date): lambda a, b: _date_plus(b, a),
    ("+", timedelta, datetime): lambda a, b: shift(b, a),
    ("+", timedelta, time): lambda a, b: shift_time(b, a),
    ("+", YearsMonths, date): lambda a, b: add_months(b, a.total),
    ("+", YearsMonths, datetime): lambda a, b: shift_months(b, a.total),
}
for _number in NUMBER:
    _RULES["*", timedelta, _number] = _scaled
    _RULES["*", _number, timedelta] = lambda a, b: _scaled(b, a)
    _RULES["/", timedelta, _number] = _shortened
    _RULES["*", YearsMonths, _number] = lambda a, b: months_duration(int(a.total * b))
    _RULES["*", _number, YearsMonths] = lambda a, b: months_duration(int(b.total * a))
    _RULES["/", YearsMonths, _number] = lambda a, b: months_duration(int(_divide(a.total, b)))
