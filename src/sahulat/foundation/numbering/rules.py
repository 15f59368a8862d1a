"""How a counter becomes a number that doesn't betray its neighbours.

n -> (multiplier * n + increment) mod 10^digits is a bijection when the multiplier shares no factor
with 10, so numbers never repeat. Whoever holds a few consecutive numbers can work the constants
out: a reference is hard to guess by accident, and never a secret that opens anything.
"""

from __future__ import annotations

import re
import secrets

SERIES = re.compile(r"^[a-z0-9][a-z0-9-]{0,39}$")
MIN_DIGITS, MAX_DIGITS = 4, 12


def check_series(series: str, digits: int) -> None:
    """Raises ValueError unless the name is a plain one and the digits are few enough for a bigint."""
    if not SERIES.match(series):
        raise ValueError(f"a series is named by up to 40 of a-z, 0-9 and -, not {series!r}")
    if not MIN_DIGITS <= digits <= MAX_DIGITS:
        raise ValueError(f"a series has {MIN_DIGITS} to {MAX_DIGITS} digits, not {digits}")


def new_constants(digits: int) -> tuple[int, int]:
    """A random (multiplier, increment) for a series; the multiplier is far from 0 and from the modulus."""
    modulus = 10**digits
    while True:
        multiplier = modulus // 5 + secrets.randbelow(modulus * 3 // 5)
        if multiplier % 2 and multiplier % 5:
            return multiplier, secrets.randbelow(modulus)


def permuted(n: int, multiplier: int, increment: int, digits: int) -> int:
    """The n-th number of a series, 0 <= n < 10^digits."""
    modulus: int = 10**digits
    return (multiplier * n + increment) % modulus
