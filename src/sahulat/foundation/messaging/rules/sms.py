"""How many parts a text message takes: GSM 7-bit (3GPP TS 23.038) if it fits, else UCS-2.

A part holds 160 septets alone and 153 in a chain, or 70 and 67 units of UCS-2. A character of the extension
table takes two septets, which no two parts share. Characters beyond the Basic Multilingual Plane
are refused: gateways split their surrogate pairs.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sahulat.foundation.messaging.types import CharacterNotSendable, MessageTooLong

# Source: 3GPP TS 23.038, 6.2.1 (default alphabet) and 6.2.1.1 (extension table).
GSM_7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_7_EXTENSION = frozenset("^{}\\[~]|€\f")
GSM_ALONE, GSM_CHAINED = 160, 153
UCS_ALONE, UCS_CHAINED = 70, 67
MOST_PARTS = 10


class Encoding(StrEnum):
    """How the characters of a text message travel."""

    GSM_7 = "gsm-7"
    UCS_2 = "ucs-2"


@dataclass(frozen=True, slots=True)
class Parts:
    """The encoding of a text, its length in units of it, and the parts that it takes."""

    encoding: Encoding
    units: int
    count: int


def parts(text: str) -> Parts:
    """How a text travels. Raises CharacterNotSendable, MessageTooLong."""
    for char in text:
        if ord(char) > 0xFFFF or 0xD800 <= ord(char) <= 0xDFFF:
            raise CharacterNotSendable(character=f"U+{ord(char):04X}")
    if all(char in GSM_7 or char in GSM_7_EXTENSION for char in text):
        widths = [2 if char in GSM_7_EXTENSION else 1 for char in text]
        found = Parts(Encoding.GSM_7, sum(widths), _count(widths, GSM_ALONE, GSM_CHAINED))
    else:
        widths = [1] * len(text)
        found = Parts(Encoding.UCS_2, len(text), _count(widths, UCS_ALONE, UCS_CHAINED))
    if found.count > MOST_PARTS:
        raise MessageTooLong(most=MOST_PARTS)
    return found


def _count(widths: list[int], alone: int, chained: int) -> int:
    if sum(widths) <= alone:
        return 1
    count, room = 1, chained
    for width in widths:
        if width > room:
            count, room = count + 1, chained
        room -= width
    return count
