"""Numbers and money as a language writes them."""

from __future__ import annotations

from decimal import Decimal

from sahulat.foundation.languages.types import Language
from sahulat.kernel.money import Money


def own_digits(text: str, language: Language) -> str:
    """ASCII digits replaced by those that the language's policy writes."""
    return text.translate({ord("0") + n: digit for n, digit in enumerate(language.digits)})


def grouped(digits: str, language: Language) -> str:
    """A run of digits with group signs: 1234567 -> 12,34,567."""
    groups: list[str] = []
    sizes = list(language.numbers.grouping)
    while digits:
        size = sizes.pop(0) if len(sizes) > 1 else sizes[0]
        digits, group = digits[:-size], digits[-size:]
        groups.insert(0, group)
    return language.numbers.group.join(groups)


def number(value: int | Decimal, language: Language) -> str:
    """A whole or decimal number; a decimal keeps its places. Raises ValueError for NaN and infinity."""
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueError("not a finite number")
    plain = f"{abs(value):f}" if isinstance(value, Decimal) else str(abs(value))
    whole, _, places = plain.partition(".")
    text = grouped(whole, language) + (language.numbers.decimal + places if places else "")
    return own_digits((language.numbers.minus if value < 0 else "") + text, language)


def money(amount: Money, language: Language) -> str:
    """Rupees, with paisa only when there are some: Rs 1,200 or Rs 1,200.50."""
    rupees = amount.rupees
    shown = int(rupees) if rupees == int(rupees) else rupees
    pattern = language.money.get(amount.currency, amount.currency + " {amount}")
    return pattern.format(amount=number(shown, language))


def plural(n: int, language: Language) -> str:
    """The plural category of a whole number: "one", "other" or what the language declares."""
    for category, members in language.plurals.items():
        if n in members:
            return category
    return "other"
