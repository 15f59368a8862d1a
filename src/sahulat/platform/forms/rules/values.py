"""From what a person entered to a typed answer, field by field. Blank is None, never an error by itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from sahulat.kernel.digits import to_ascii_digits
from sahulat.kernel.identifiers import Cnic, Mobile
from sahulat.kernel.refusals import FieldError, Refusal
from sahulat.platform.forms.rules import messages
from sahulat.platform.forms.types import Asking, Field, Kind, Period

Raw = Mapping[str, str]
ADDRESS_PARTS = ("line", "area", "postal")
EARLIEST, LATEST = 1850, 2150
LONGEST_TEXT = 4000
_NUMBER = re.compile(r"^[+-]?\d{1,15}(\.\d{1,6})?$", re.ASCII)


class Unacceptable(Exception):
    """Carries the error of one field out of its reader."""

    def __init__(self, message: str, **params: object) -> None:
        super().__init__(message)
        self.error = FieldError(message, params)


# Latin with its accents, the Arabic script with its supplements, punctuation, signs of currencies: what our languages
# are written with, and what a certificate can print.
_LETTERS = (
    (0x20, 0x7E), (0xA0, 0x36F), (0x600, 0x6FF), (0x750, 0x77F), (0x8A0, 0x8FF), (0x1E00, 0x1EFF), (0x2000, 0x206F),
    (0x20A0, 0x20CF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC),
)  # fmt: skip


def _is_printable(sign: str) -> bool:
    return sign in "\n\t" or any(first <= ord(sign) <= last for first, last in _LETTERS)


_JOINERS = "\u200c\u200d"  # they shape words of the Arabic script, and nothing else
_LINE_ENDS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\r": "\n"})


def _is_arabic(sign: str) -> bool:
    return unicodedata.category(sign) in ("Lo", "Mn") and any(
        first <= ord(sign) <= last for first, last in _LETTERS if first in (0x600, 0x750, 0x8A0, 0xFB50, 0xFE70)
    )


def _without_invisible(text: str) -> str:
    """Without signs that only steer, such as those that turn a direction round: on paper they could make one name
    look like another. They come in unnoticed when something is copied, so they are left out rather than refused.
    """
    kept: list[str] = []
    for sign, after in zip(text, text[1:] + " ", strict=False):
        joins = sign in _JOINERS and kept and _is_arabic(kept[-1]) and _is_arabic(after)
        if joins or unicodedata.category(sign) != "Cf":
            kept.append(sign)
    return "".join(kept)


def clean(text: str) -> str:
    """What was typed, in NFC, without blanks around it and without control signs."""
    visible = _without_invisible(text.replace("\r\n", "\n").translate(_LINE_ENDS))
    tidy = unicodedata.normalize("NFC", visible)
    if not all(_is_printable(sign) for sign in tidy):
        raise Unacceptable(messages.STRANGE_LETTERS)
    return tidy.strip()


def read_value(field: Field, raw: Raw, prefix: str, asking: Asking) -> Any:
    """The answer to one question of a page, or None when it was left blank. Raises Unacceptable.

    `prefix` is the name of the input: the field's own, or "group-0-field" inside a group.
    """
    return _READERS[field.kind](field, raw, prefix, asking)


def _text(field: Field, raw: Raw, prefix: str, asking: Asking) -> str | None:
    value = clean(raw.get(prefix, ""))
    if not value:
        return None
    most = field.most or (LONGEST_TEXT if field.lines > 1 else 200)
    if len(value) > most:
        raise Unacceptable(messages.TOO_LONG, most=most)
    if field.least and len(value) < field.least:
        raise Unacceptable(messages.TOO_SHORT, least=field.least)
    return value if field.lines > 1 else " ".join(value.split())


def _number(field: Field, raw: Raw, prefix: str, asking: Asking) -> int | str | None:
    value = to_ascii_digits(clean(raw.get(prefix, ""))).replace(",", "").replace("٬", "").replace("٫", ".")
    if not value:
        return None
    if not _NUMBER.match(value):
        raise Unacceptable(messages.NOT_A_NUMBER)
    try:
        number = Decimal(value)
    except InvalidOperation as error:
        raise Unacceptable(messages.NOT_A_NUMBER) from error
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > field.decimals and number != number.to_integral_value():
        raise Unacceptable(messages.NOT_WHOLE if not field.decimals else messages.NOT_A_NUMBER)
    if field.least is not None and number < field.least:
        raise Unacceptable(messages.TOO_SMALL, least=field.least)
    if field.most is not None and number > field.most:
        raise Unacceptable(messages.TOO_LARGE, most=field.most)
    return int(number) if number == number.to_integral_value() else format(number.normalize(), "f")


def _part(raw: Raw, name: str, message: str) -> int | None:
    text = to_ascii_digits(clean(raw.get(name, "")))
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise Unacceptable(message)
    return int(text)


def _in_time(field: Field, first: date, last: date, today: date) -> None:
    """`first` and `last` day of what was entered: a month lies in the past once it has begun."""
    if field.period is Period.PAST and first > today:
        raise Unacceptable(messages.NOT_YET)
    if field.period is Period.FUTURE and last < today:
        raise Unacceptable(messages.ALREADY_PAST)


def _date(field: Field, raw: Raw, prefix: str, asking: Asking) -> str | None:
    found = [_part(raw, f"{prefix}-{part}", messages.NOT_A_DATE) for part in ("day", "month", "year")]
    if found == [None, None, None]:
        return None
    day, month, year = found
    if day is None or month is None or year is None or not EARLIEST <= year <= LATEST:
        raise Unacceptable(messages.NOT_A_DATE)
    try:
        value = date(year, month, day)
    except ValueError as error:
        raise Unacceptable(messages.NOT_A_DATE) from error
    _in_time(field, value, value, asking.today)
    return value.isoformat()


def _month(field: Field, raw: Raw, prefix: str, asking: Asking) -> str | None:
    month = _part(raw, f"{prefix}-month", messages.NOT_A_MONTH)
    year = _part(raw, f"{prefix}-year", messages.NOT_A_MONTH)
    if month is None and year is None:
        return None
    if month is None or year is None or not 1 <= month <= 12 or not EARLIEST <= year <= LATEST:
        raise Unacceptable(messages.NOT_A_MONTH)
    _in_time(field, date(year, month, 1), date(year, month, 28), asking.today)
    return f"{year:04d}-{month:02d}"


def _choice(field: Field, raw: Raw, prefix: str, asking: Asking) -> str | None:
    value = raw.get(prefix, "").strip()
    if not value:
        return None
    if all(option.code != value for option in field.options):
        raise Unacceptable(messages.NOT_AN_OPTION)
    return value


def _yes_no(field: Field, raw: Raw, prefix: str, asking: Asking) -> bool | None:
    value = raw.get(prefix, "").strip()
    if not value:
        return None
    if value not in ("yes", "no"):
        raise Unacceptable(messages.NOT_AN_OPTION)
    return value == "yes"


def _declaration(field: Field, raw: Raw, prefix: str, asking: Asking) -> bool | None:
    return True if raw.get(prefix, "").strip() == "yes" else None


def _identifier(parse: Callable[[str], str]) -> Callable[[Field, Raw, str, Asking], str | None]:
    def read(field: Field, raw: Raw, prefix: str, asking: Asking) -> str | None:
        value = clean(raw.get(prefix, ""))
        if not value:
            return None
        try:
            return parse(value)
        except Refusal as refusal:
            raise Unacceptable(refusal.message, **refusal.params) from refusal

    return read


def _address(field: Field, raw: Raw, prefix: str, asking: Asking) -> dict[str, str] | None:
    parts = {part: " ".join(clean(raw.get(f"{prefix}-{part}", "")).split()) for part in ADDRESS_PARTS}
    if not any(parts.values()):
        return None
    if not parts["line"]:
        raise Unacceptable(messages.MISSING[Kind.ADDRESS])
    parts["postal"] = to_ascii_digits(parts["postal"])
    if parts["postal"] and not re.fullmatch(r"[0-9]{5}", parts["postal"]):
        raise Unacceptable(messages.POSTAL_CODE)
    if any(len(part) > 200 for part in parts.values()):
        raise Unacceptable(messages.TOO_LONG, most=200)
    return {name: part for name, part in parts.items() if part}


def _place(field: Field, raw: Raw, prefix: str, asking: Asking) -> str | None:
    value = raw.get(prefix, "").strip()
    if not value:
        return None
    if all(option.code != value for option in asking.places.options(field.level or "", field.under)):
        raise Unacceptable(messages.NOT_AN_OPTION)
    return value


def _nothing(field: Field, raw: Raw, prefix: str, asking: Asking) -> None:
    return None


_READERS: dict[Kind, Callable[[Field, Raw, str, Asking], Any]] = {
    Kind.TEXT: _text,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.MONTH: _month,
    Kind.CHOICE: _choice,
    Kind.YES_NO: _yes_no,
    Kind.CNIC: _identifier(lambda text: Cnic.parse(text).digits),
    Kind.MOBILE: _identifier(lambda text: Mobile.parse(text).e164),
    Kind.ADDRESS: _address,
    Kind.PLACE: _place,
    Kind.DECLARATION: _declaration,
    Kind.FILE: _nothing,
    Kind.GROUP: _nothing,
    Kind.GUIDANCE: _nothing,
    Kind.COMPUTED: _nothing,
}
