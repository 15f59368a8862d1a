"""Reference numbers that a person can read out over the phone: "PB-4821-7730-9".

The last digit is a Damm check digit (H. M. Damm, 2004; the quasigroup of order 10 below) over the prefix,
each letter as two digits (A = 10 … Z = 35), and the number. It catches every single wrong digit and every
exchange of two neighbouring digits, the check digit included; a wrong letter in about nine cases of ten.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sahulat.kernel.digits import parts
from sahulat.kernel.refusals import N_, Refusal

MIN_DIGITS, MAX_DIGITS = 4, 15
_PREFIX = re.compile(r"^(?:[A-Z]{1,8}|[0-9]{1,3})(?:-(?:[A-Z]{1,8}|[0-9]{1,3}))*$")
_RUNS = re.compile(r"[A-Z]+|[0-9]+")
_QUASIGROUP = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


class MistypedReference(Refusal):
    """The text is not a reference number, or its check digit doesn't fit."""

    code = "kernel.mistyped-reference"
    status = 422
    message = N_("This number doesn't fit together. Compare it with your receipt and type it once more.")


@dataclass(frozen=True, slots=True)
class Reference:
    """A prefix of one or more parts and a number of `digits` digits; `str()` adds the check digit.

    A prefix's parts are letters, or at most three digits (a year): so what is written reads back in one way.
    """

    prefix: str
    number: int
    digits: int = 8

    def __post_init__(self) -> None:
        if not _PREFIX.match(self.prefix) or not self.prefix[0].isalpha():
            raise ValueError(f"not a prefix of capital letters and at most three digits: {self.prefix!r}")
        if not MIN_DIGITS <= self.digits <= MAX_DIGITS:
            raise ValueError(f"a reference has {MIN_DIGITS} to {MAX_DIGITS} digits")
        if not 0 <= self.number < 10**self.digits:
            raise ValueError("the number doesn't fit its digits")

    def __str__(self) -> str:
        padded = f"{self.number:0{self.digits}d}"
        first = self.digits - 4 * max(self.digits // 4 - 1, 0)
        groups = [padded[:first], *(padded[n : n + 4] for n in range(first, self.digits, 4))]
        return "-".join([self.prefix, *groups, str(self.check_digit)])

    @property
    def check_digit(self) -> int:
        """The Damm digit over prefix and number."""
        return damm(_as_digits(self.prefix) + f"{self.number:0{self.digits}d}")

    @classmethod
    def parse(cls, text: str) -> Reference:
        """Read it as typed: any case, spaces, dashes or neither, Urdu digits. Raises MistypedReference."""
        runs = [run for part in parts(text.strip().upper()) for run in _runs(part)]
        if not runs or not runs[-1].isdigit():
            raise MistypedReference
        check = int(runs[-1][-1])
        runs[-1] = runs[-1][:-1]
        runs = [run for run in runs if run]
        number = ""
        while runs and runs[-1].isdigit() and len(runs[-1]) >= 4:
            number = runs.pop() + number
            if len(number) % 4:
                break
        prefix = "-".join(runs)
        if not (MIN_DIGITS <= len(number) <= MAX_DIGITS and _PREFIX.match(prefix) and prefix[0].isalpha()):
            raise MistypedReference
        reference = cls(prefix, int(number), len(number))
        if reference.check_digit != check:
            raise MistypedReference
        return reference


def damm(digits: str) -> int:
    """The Damm check digit of a string of digits; 0 when the string already ends in its own check digit."""
    interim = 0
    for digit in digits:
        interim = _QUASIGROUP[interim][int(digit)]
    return interim


def _as_digits(prefix: str) -> str:
    return "".join(str(ord(char) - 55) if char.isalpha() else char for char in prefix if char != "-")


def _runs(part: str) -> list[str]:
    runs = _RUNS.findall(part)
    if "".join(runs) != part:
        raise MistypedReference
    return runs
