"""Identifiers of people and firms: CNIC, mobile number, NTN; value types that mask themselves when printed.

None is a key, none is assumed unique or present, and nothing (sex, province) is derived from one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar, Self

import phonenumbers

from sahulat.kernel.digits import to_ascii_digits, without_separators
from sahulat.kernel.refusals import N_, Refusal

_DOT = "•"


class NotACnic(Refusal):
    """The text is not a CNIC number."""

    code = "kernel.not-a-cnic"
    message = N_("Enter the 13 digits of the CNIC as they are printed on the card.")


class NotAMobile(Refusal):
    """The text is not a mobile number."""

    code = "kernel.not-a-mobile"
    message = N_("Enter a mobile number, like 0300 1234567. Abroad, begin with + and the country code.")


class NotAnNtn(Refusal):
    """The text is not a National Tax Number."""

    code = "kernel.not-an-ntn"
    message = N_("Enter the National Tax Number as FBR wrote it: 7 characters, a dash and one digit.")


@dataclass(frozen=True, slots=True, repr=False)
class _Masked:
    """What the identifiers share: printing one by accident shows its mask."""

    value: str

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.masked})"

    def __str__(self) -> str:
        return self.masked

    @property
    def formatted(self) -> str:
        """The whole number as people write it."""
        raise NotImplementedError

    @property
    def masked(self) -> str:
        """The number with all but its last three characters (two for a phone) hidden."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, repr=False)
class Cnic(_Masked):
    """A Computerised National Identity Card number: 13 digits, without a published check digit."""

    kind: ClassVar[str] = "cnic"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read 13 digits, in Urdu or Latin, with or without dashes and spaces. Raises NotACnic."""
        digits = without_separators(text)
        if not re.fullmatch(r"[0-9]{13}", digits) or len(set(digits)) == 1:
            raise NotACnic
        return cls(digits)

    @property
    def digits(self) -> str:
        """The 13 digits, bare."""
        return self.value

    @property
    def formatted(self) -> str:
        """12345-1234567-1."""
        return f"{self.value[:5]}-{self.value[5:12]}-{self.value[12]}"

    @property
    def masked(self) -> str:
        """•••••-•••••34-5."""
        return f"{_DOT * 5}-{_DOT * 5}{self.value[10:12]}-{self.value[12]}"


@dataclass(frozen=True, slots=True, repr=False)
class Mobile(_Masked):
    """A mobile number, kept as E.164.

    In Pakistan every number that begins with 3 and has ten digits is taken, since operators' blocks change
    faster than any table of them; abroad, what the `phonenumbers` tables call a mobile.
    """

    kind: ClassVar[str] = "mobile"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read 0300 1234567, +92 300 …, 0092 300 … or a number abroad with +. Raises NotAMobile."""
        typed = without_separators(text).replace("(", "").replace(")", "")
        if typed.startswith("00"):
            typed = "+" + typed[2:]
        if not re.fullmatch(r"\+?[0-9]{7,15}", typed):
            raise NotAMobile
        try:
            number = phonenumbers.parse(typed, "PK")
        except phonenumbers.NumberParseException as error:
            raise NotAMobile from error
        if not _is_mobile(number):
            raise NotAMobile
        return cls(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))

    @property
    def e164(self) -> str:
        """+923001234567."""
        return self.value

    @property
    def digits(self) -> str:
        """The digits of E.164 without the plus."""
        return self.value[1:]

    @property
    def formatted(self) -> str:
        """0300 1234567; abroad, the international form."""
        if self.value.startswith("+92"):
            return f"0{self.value[3:6]} {self.value[6:]}"
        number = phonenumbers.parse(self.value)
        return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))

    @property
    def masked(self) -> str:
        """•••• •••••67."""
        shown = self.formatted
        return re.sub(r"[0-9]", _DOT, shown[:-2]) + shown[-2:]


@dataclass(frozen=True, slots=True, repr=False)
class Ntn(_Masked):
    """A National Tax Number: 7 characters (digits, or a letter and six digits) and a check digit.

    FBR has not published how the last digit is made, so only the shape is checked.
    """

    kind: ClassVar[str] = "ntn"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an NTN with or without its dash. Raises NotAnNtn."""
        compact = without_separators(to_ascii_digits(text)).upper()
        if not re.fullmatch(r"[A-Z0-9][0-9]{7}", compact) or len(set(compact)) == 1:
            raise NotAnNtn
        return cls(compact)

    @property
    def digits(self) -> str:
        """The 8 characters, bare."""
        return self.value

    @property
    def formatted(self) -> str:
        """1234567-8."""
        return f"{self.value[:7]}-{self.value[7]}"

    @property
    def masked(self) -> str:
        """•••••67-8."""
        return f"{_DOT * 5}{self.value[5:7]}-{self.value[7]}"


def _is_mobile(number: phonenumbers.PhoneNumber) -> bool:
    if number.country_code == 92:
        return re.fullmatch(r"3[0-9]{9}", str(number.national_number)) is not None
    kinds = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)
    return bool(phonenumbers.is_valid_number(number) and phonenumbers.number_type(number) in kinds)
