"""Folding: what two spellings have in common, so that a search forgives how a word was typed.

It maps Arabic look-alikes to the letters that Urdu writes, all digits to 0-9, and drops case, marks and
invisible characters. Folded text is compared, never shown.
"""

from __future__ import annotations

import unicodedata

from sahulat.kernel.digits import to_ascii_digits

SAME_LETTER = str.maketrans(
    {
        "ي": "ی", "ى": "ی", "ې": "ی",  # yeh: Arabic, alef maksura, Pashto
        "ك": "ک", "ڪ": "ک",  # kaf: Arabic, swash
        "ه": "ہ", "ۀ": "ہ", "ۂ": "ہ", "ە": "ہ", "ة": "ہ", "ۃ": "ہ",  # heh and teh marbuta
        "ٱ": "ا", "ء": None, "ـ": None,  # wasla; hamza and tatweel are often left out
    }
)  # fmt: skip
DROPPED = {"Mn", "Cf", "Cc", "Cs"}


def fold(text: str) -> str:
    """The form that searches store and compare. Folding twice changes nothing."""
    # Casefolding can bring new marks (İ) and compatibility forms new capitals, hence both sides of it.
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    blanks = "".join(" " if char.isspace() else char for char in spread)
    kept = "".join(char for char in blanks if unicodedata.category(char) not in DROPPED)
    return " ".join(to_ascii_digits(kept.translate(SAME_LETTER)).split())
