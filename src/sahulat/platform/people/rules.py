"""What is decided about persons without looking at any: which birth days are possible, which mask to show."""

from __future__ import annotations

from datetime import date

from sahulat.kernel.identifiers import Cnic, Mobile, Ntn

# Nobody of whom a document is known lived longer than 122 years.
OLDEST_YEARS = 123
ISSUERS = {"cnic": "nadra", "ntn": "fbr"}


def possible_birth(born_on: date, today: date) -> bool:
    """Is it a day on which somebody now alive may be born: not in the future, not 123 years ago?"""
    return born_on <= today and today.year - born_on.year <= OLDEST_YEARS


def value_of(kind: str, stored: str) -> Cnic | Ntn | Mobile:
    """The value type of a stored number."""
    kinds: dict[str, type[Cnic] | type[Ntn] | type[Mobile]] = {"cnic": Cnic, "ntn": Ntn, "mobile": Mobile}
    return kinds[kind](stored)
