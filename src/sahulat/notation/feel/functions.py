"""The built-in functions of this cut (DMN 1.5, 10.3.4), each as the standard has it; the rest come later.

`today()` and `now()` are not among them: a host gives the instant as a variable, so that an evaluation repeats.
"""

from __future__ import annotations

import decimal
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from sahulat.kernel.refusals import N_
from sahulat.notation.feel import temporal
from sahulat.notation.feel.diagnostics import Run, Undefined
from sahulat.notation.feel.operators import arithmetic
from sahulat.notation.feel.temporal import YearsMonths
from sahulat.notation.feel.values import FEEL_CONTEXT, NUMBER, equal, order, type_name, unlike

Implementation = Callable[..., Any]
_ANY_NUMBER = 99


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A function: fewest and most arguments, and what it does, given the run and its arguments' values."""

    arity: tuple[int, int]
    apply: Implementation
    # Does it answer null for null without a word, as `not` does?
    takes_null: bool = False


def text_of(value: Any) -> str:
    """A scalar as string() writes it. Raises Undefined for lists and contexts, which this cut doesn't write."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if type(value) is int:
        return str(value)
    if isinstance(value, Decimal):
        plain = f"{value:f}"
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    if isinstance(value, (date, time, timedelta, YearsMonths)):
        return temporal.written(value)
    raise unlike("string", value)


def _malformed(function: str) -> Undefined:
    return Undefined("feel.malformed", N_("The text given to %(function)s can't be read as one."), function=function)


def _string(run: Run, value: Any) -> str | None:
    return None if value is None else text_of(value)


def _number(run: Run, value: Any, grouping: Any = None, point: Any = None) -> Any:
    if type(value) is not str:
        raise unlike("number", value)
    if grouping not in (None, " ", ",", ".") or point not in (None, ",", ".") or (point and grouping == point):
        raise _malformed("number")
    plain = value.replace(grouping, "") if grouping else value
    if point == ",":
        plain = "x" if "." in plain else plain.replace(",", ".")
    digits = plain.removeprefix("-")
    if not digits.isascii() or not digits.replace(".", "", 1).isdigit() or digits.endswith(".") or len(plain) > 6_200:
        raise _malformed("number")
    return FEEL_CONTEXT.create_decimal(plain)


def _not(run: Run, value: Any) -> bool | None:
    if value is None:
        return None
    if type(value) is not bool:
        raise unlike("not", value)
    return not value


def _date(run: Run, *values: Any) -> date:
    if len(values) == 2:
        raise unlike("date", *values)
    found: date | None = None
    if len(values) == 3:
        found = _date_of_numbers(values)
    elif type(values[0]) is datetime:
        found = values[0].date()
    elif type(values[0]) is date:
        found = values[0]
    elif type(values[0]) is str:
        found = temporal.parse_date(values[0])
    else:
        raise unlike("date", *values)
    if found is None:
        raise _malformed("date")
    return found


def _date_of_numbers(values: tuple[Any, ...]) -> date | None:
    if any(type(value) not in NUMBER for value in values):
        raise unlike("date", *values)
    if any(value != int(value) for value in values):
        return None
    try:
        return date(*(int(value) for value in values))
    except (ValueError, OverflowError):
        return None


def _date_and_time(run: Run, *values: Any) -> datetime:
    if len(values) == 2:
        day, clock = values
        if not isinstance(day, date) or type(clock) is not time:
            raise unlike("date and time", *values)
        return datetime.combine(day.date() if isinstance(day, datetime) else day, clock)
    if type(values[0]) is not str:
        raise unlike("date and time", *values)
    found = temporal.parse_date_and_time(values[0] if "T" in values[0] else f"{values[0]}T00:00:00")
    if found is None:
        raise _malformed("date and time")
    return found


def _time(run: Run, value: Any) -> time:
    if type(value) is time:
        return value
    if type(value) is datetime and (value.tzinfo is None or value.tzinfo.utcoffset(None) is not None):
        return value.timetz()
    if type(value) is date:
        return time(tzinfo=UTC)
    if type(value) is not str:
        raise unlike("time", value)
    found = temporal.parse_time(value)
    if found is None:
        raise _malformed("time")
    return found


def _duration(run: Run, value: Any) -> timedelta | YearsMonths:
    if type(value) is not str:
        raise unlike("duration", value)
    found = temporal.parse_duration(value)
    if found is None:
        raise _malformed("duration")
    return found


def _years_and_months(run: Run, start: Any, end: Any) -> YearsMonths:
    if not isinstance(start, date) or type(start) is not type(end) or order(start, end) is None:
        raise unlike("years and months duration", start, end)
    return YearsMonths(temporal.months_between(start, end))


def _texts(function: str, *values: Any) -> None:
    if any(type(value) is not str for value in values):
        raise unlike(function, *values)


def _of_texts(function: str, compute: Callable[..., Any]) -> Implementation:
    def apply(run: Run, *values: Any) -> Any:
        _texts(function, *values)
        run.charge(sum(len(value) for value in values) // 64)
        return compute(*values)

    return apply


def _substring(run: Run, text: Any, start: Any, length: Any = None) -> str:
    _texts("substring", text)
    if type(start) not in NUMBER or (length is not None and type(length) not in NUMBER):
        raise unlike("substring", text, start, length)
    first = int(start)
    if first == 0 or abs(first) > len(text):
        raise _out_of_range("substring")
    begin = first - 1 if first > 0 else len(text) + first
    if length is None:
        return str(text[begin:])
    if length < 1:
        raise _out_of_range("substring")
    return str(text[begin : begin + int(length)])


def _out_of_range(function: str) -> Undefined:
    return Undefined("feel.out-of-range", N_("%(function)s was given a position that isn't there."), function=function)


def _before(text: str, match: str) -> str:
    return text.partition(match)[0] if match and match in text else ""


def _after(text: str, match: str) -> str:
    return text.partition(match)[2] if match in text and match else (text if not match else "")


def _list(run: Run, value: Any) -> list[Any]:
    """A list, or one value as a list of it (10.3.2.9.4). Charges its length."""
    items = value if type(value) is list else [value]
    run.charge(len(items))
    return items


def _items(run: Run, values: tuple[Any, ...]) -> list[Any]:
    """The items of f([a, b]) and of f(a, b) alike."""
    return _list(run, values[0]) if len(values) == 1 else _list(run, list(values))


def _count(run: Run, value: Any) -> int:
    return len(_list(run, value))


def _numbers(function: str, items: list[Any]) -> list[Any]:
    if any(type(item) not in NUMBER for item in items):
        raise unlike(function, *items[:5])
    return items


def _sum(run: Run, *values: Any) -> Any:
    items = _numbers("sum", _items(run, values))
    if not items:
        return None
    total: Any = 0
    for item in items:
        total = arithmetic("+", total, item)
    return total


def _mean(run: Run, *values: Any) -> Any:
    items = _items(run, values)
    total = _sum(run, items)
    return None if total is None else arithmetic("/", total, len(items))


def _extreme(function: str, wanted: int) -> Implementation:
    def apply(run: Run, *values: Any) -> Any:
        items = _items(run, values)
        if not items:
            return None
        best = items[0]
        for item in items:
            compared = order(item, best)
            if compared is None:
                raise unlike(function, item, best)
            best = item if compared == wanted else best
        return best

    return apply


def _decisive(function: str, decisive: bool) -> Implementation:
    """all and any: one decisive item settles it; else anything but a boolean makes it null."""

    def apply(run: Run, *values: Any) -> bool | None:
        items = _items(run, values)
        if any(item is decisive for item in items):
            return decisive
        strange = [item for item in items if item is not None and type(item) is not bool]
        if strange:
            raise unlike(function, strange[0])
        return None if any(item is None for item in items) else not decisive

    return apply


def _list_contains(run: Run, value: Any, element: Any) -> bool:
    return any(equal(item, element, run) is True for item in _list(run, value))


def _append(run: Run, value: Any, *more: Any) -> list[Any]:
    return [*_list(run, value), *more]


def _concatenate(run: Run, *values: Any) -> list[Any]:
    return [item for value in values for item in _list(run, value)]


def _distinct(run: Run, value: Any) -> list[Any]:
    found: list[Any] = []
    for item in _list(run, value):
        run.charge(len(found))
        if not any(equal(item, other, run) is True for other in found):
            found.append(item)
    return found


def _of_number(function: str, compute: Callable[[Decimal], Decimal]) -> Implementation:
    def apply(run: Run, value: Any) -> Any:
        if type(value) not in NUMBER:
            raise unlike(function, value)
        return value if type(value) is int else compute(value)

    return apply


def _abs(run: Run, value: Any) -> Any:
    if type(value) is YearsMonths:
        return YearsMonths(abs(value.total))
    if type(value) in NUMBER or type(value) is timedelta:
        return abs(value)
    raise unlike("abs", value)


def _decimal(run: Run, value: Any, scale: Any) -> Decimal:
    if type(value) not in NUMBER or type(scale) not in NUMBER:
        raise unlike("decimal", value, scale)
    places = int(scale)
    if not -6111 <= places <= 6176:
        raise _out_of_range("decimal")
    number = Decimal(value)
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent >= -places:
        return number
    return number.quantize(Decimal((0, (1,), -places)))


def _modulo(run: Run, dividend: Any, divisor: Any) -> Any:
    if type(dividend) not in NUMBER or type(divisor) not in NUMBER:
        raise unlike("modulo", dividend, divisor)
    quotient = arithmetic("/", dividend, divisor)
    whole = Decimal(quotient).to_integral_value(rounding=decimal.ROUND_FLOOR)
    return arithmetic("-", dividend, arithmetic("*", divisor, whole))


BUILT_INS: dict[str, BuiltIn] = {
    "not": BuiltIn((1, 1), _not, takes_null=True),
    "string": BuiltIn((1, 1), _string, takes_null=True),
    "number": BuiltIn((1, 3), _number),
    "date": BuiltIn((1, 3), _date),
    "date and time": BuiltIn((1, 2), _date_and_time),
    "time": BuiltIn((1, 1), _time),
    "duration": BuiltIn((1, 1), _duration),
    "years and months duration": BuiltIn((2, 2), _years_and_months),
    "string length": BuiltIn((1, 1), _of_texts("string length", len)),
    "contains": BuiltIn((2, 2), _of_texts("contains", lambda text, match: match in text)),
    "starts with": BuiltIn((2, 2), _of_texts("starts with", lambda text, match: text.startswith(match))),
    "ends with": BuiltIn((2, 2), _of_texts("ends with", lambda text, match: text.endswith(match))),
    "upper case": BuiltIn((1, 1), _of_texts("upper case", str.upper)),
    "lower case": BuiltIn((1, 1), _of_texts("lower case", str.lower)),
    "substring": BuiltIn((2, 3), _substring),
    "substring before": BuiltIn((2, 2), _of_texts("substring before", _before)),
    "substring after": BuiltIn((2, 2), _of_texts("substring after", _after)),
    "count": BuiltIn((1, 1), _count),
    "sum": BuiltIn((1, _ANY_NUMBER), _sum),
    "mean": BuiltIn((1, _ANY_NUMBER), _mean),
    "min": BuiltIn((1, _ANY_NUMBER), _extreme("min", -1)),
    "max": BuiltIn((1, _ANY_NUMBER), _extreme("max", 1)),
    "all": BuiltIn((1, _ANY_NUMBER), _decisive("all", False), takes_null=True),
    "any": BuiltIn((1, _ANY_NUMBER), _decisive("any", True), takes_null=True),
    "list contains": BuiltIn((2, 2), _list_contains, takes_null=True),
    "append": BuiltIn((2, _ANY_NUMBER), _append, takes_null=True),
    "concatenate": BuiltIn((1, _ANY_NUMBER), _concatenate),
    "distinct values": BuiltIn((1, 1), _distinct),
    "reverse": BuiltIn((1, 1), lambda run, value: _list(run, value)[::-1]),
    "abs": BuiltIn((1, 1), _abs),
    "floor": BuiltIn((1, 1), _of_number("floor", lambda n: n.to_integral_value(rounding=decimal.ROUND_FLOOR))),
    "ceiling": BuiltIn((1, 1), _of_number("ceiling", lambda n: n.to_integral_value(rounding=decimal.ROUND_CEILING))),
    "decimal": BuiltIn((2, 2), _decimal),
    "modulo": BuiltIn((2, 2), _modulo),
}


def apply(function: str, run: Run, arguments: list[Any]) -> Any:
    """A built-in's value. Raises Undefined where it has none, null among the arguments included."""
    built_in = BUILT_INS[function]
    if not built_in.takes_null and arguments[0] is None:
        raise Undefined("feel.null", N_("%(function)s was given null."), function=function)
    try:
        return built_in.apply(run, *arguments)
    except (decimal.DecimalException, OverflowError) as error:
        types = ", ".join(type_name(argument) for argument in arguments)
        raise Undefined(
            "feel.no-result",
            N_("%(function)s has no result that fits for %(types)s."),
            function=function,
            types=types,
        ) from error
