"""Digits as people type them: Urdu ۰-۹, Arabic ٠-٩ and any other script's decimal digits become 0-9."""

from __future__ import annotations

import re
import unicodedata

# Spaces, dashes, dots and the invisible marks that a right-to-left keyboard or a copied text leaves behind.
_SEPARATORS = re.compile(
    "[\\s.\\-\u00ad\u2010-\u2015\u2212\u06d4\u200b-\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff]+"
)


def to_ascii_digits(text: str) -> str:
    """The text with every decimal digit of any script as 0-9; all else unchanged."""
    if text.isascii():
        return text
    return "".join(_ascii(char) for char in text)


def without_separators(text: str) -> str:
    """The text in ASCII digits, without spaces, dashes, dots and invisible marks."""
    return _SEPARATORS.sub("", to_ascii_digits(text))


def parts(text: str) -> list[str]:
    """A text's parts between spaces, dashes, dots and invisible marks, in ASCII digits; none is empty."""
    return [part for part in _SEPARATORS.split(to_ascii_digits(text)) if part]


def _ascii(char: str) -> str:
    digit = unicodedata.decimal(char, None)
    return char if digit is None else str(digit)
