"""Money: whole paisa and a currency. Never a float, never a silent rounding, never two currencies added."""

from __future__ import annotations

import decimal
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Rounding(StrEnum):
    """How a fraction of a paisa becomes a whole one; a fee's rule names it."""

    HALF_UP = decimal.ROUND_HALF_UP
    HALF_EVEN = decimal.ROUND_HALF_EVEN
    UP = decimal.ROUND_UP
    DOWN = decimal.ROUND_DOWN


class CurrencyMismatch(ValueError):
    """Two currencies met in one sum or comparison: a bug of the caller."""


# Wide enough for the exact product of a sum and a factor; where it isn't, it traps instead of rounding.
_EXACT = decimal.Context(prec=60, traps=[decimal.InvalidOperation, decimal.Overflow, decimal.Inexact])


@dataclass(frozen=True, slots=True)
class Money:
    """A sum in hundredths of its currency (paisa for PKR); may be negative."""

    paisa: int
    currency: str = "PKR"

    def __post_init__(self) -> None:
        if type(self.paisa) is not int:
            raise TypeError("money is a whole number of paisa")
        if not (len(self.currency) == 3 and self.currency.isascii() and self.currency.isupper()):
            raise ValueError(f"not a currency code: {self.currency!r}")

    @classmethod
    def from_rupees(cls, amount: Decimal | int | str, currency: str = "PKR") -> Money:
        """From whole units with at most two decimals. Raises ValueError if a fraction of a paisa is left."""
        try:
            paisa = _EXACT.multiply(Decimal(amount), Decimal(100))
            whole = paisa.to_integral_exact(context=_EXACT)
        except (decimal.InvalidOperation, decimal.Inexact) as error:
            raise ValueError(f"not a whole number of paisa: {amount!r}") from error
        if not whole.is_finite():
            raise ValueError(f"not a whole number of paisa: {amount!r}")
        return cls(int(whole), currency)

    @property
    def rupees(self) -> Decimal:
        """The sum in whole units, exactly, with two decimals."""
        return Decimal(self.paisa).scaleb(-2, context=_EXACT)

    def __add__(self, other: Money) -> Money:
        return Money(self.paisa + self._same(other).paisa, self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.paisa - self._same(other).paisa, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.paisa, self.currency)

    def __mul__(self, count: int) -> Money:
        if type(count) is not int:
            raise TypeError("multiply money by a whole number, or name the rounding with times()")
        return Money(self.paisa * count, self.currency)

    __rmul__ = __mul__

    def __lt__(self, other: Money) -> bool:
        return self.paisa < self._same(other).paisa

    def __le__(self, other: Money) -> bool:
        return self.paisa <= self._same(other).paisa

    def __gt__(self, other: Money) -> bool:
        return self.paisa > self._same(other).paisa

    def __ge__(self, other: Money) -> bool:
        return self.paisa >= self._same(other).paisa

    def __bool__(self) -> bool:
        return self.paisa != 0

    def times(self, factor: Decimal | int, *, rounding: Rounding) -> Money:
        """The sum times a factor (a rate, a share), rounded once, in the way that is named."""
        product = _EXACT.multiply(Decimal(self.paisa), Decimal(factor))
        return Money(int(product.to_integral_value(rounding=rounding.value)), self.currency)

    def split(self, shares: int) -> tuple[Money, ...]:
        """Equal shares that add up to exactly this sum; the first ones carry the odd paisa."""
        if shares < 1:
            raise ValueError("split into one share or more")
        each, odd = divmod(self.paisa, shares)
        return tuple(Money(each + (1 if n < odd else 0), self.currency) for n in range(shares))

    def to_json(self) -> dict[str, int | str]:
        """{"paisa": 25000, "currency": "PKR"}."""
        return {"paisa": self.paisa, "currency": self.currency}

    @classmethod
    def from_json(cls, value: dict[str, int | str]) -> Money:
        """Read what `to_json` wrote. Raises KeyError, TypeError or ValueError for anything else."""
        paisa, currency = value["paisa"], value["currency"]
        if not isinstance(paisa, int) or not isinstance(currency, str):
            raise TypeError("money in JSON is a whole number of paisa and a currency code")
        return cls(paisa, currency)

    def _same(self, other: Money) -> Money:
        if self.currency != other.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency}")
        return other
