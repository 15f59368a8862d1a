"""Sort keys by a language's declared alphabet: bytes that compare as a dictionary of it would order.

Three levels, as in the Unicode Collation Algorithm: letters, then variants and marks, then the text
itself. What isn't in the alphabet sorts after it, by code point; blanks before all, then digits.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sahulat.foundation.languages.types import Language
from sahulat.kernel.digits import to_ascii_digits

BLANK, DIGITS, LETTERS = 0x0002, 0x0010, 0x0100
OTHER = b"\xf0"  # above every two-byte weight of ours; a three-byte code point follows
LEVEL_ENDS = b"\x00\x00"


@dataclass(frozen=True, slots=True)
class Weights:
    """Weight and variant number of each spelling of each letter, and the longest spelling."""

    of: dict[str, tuple[int, int]]
    longest: int


@lru_cache(maxsize=16)
def _weights(alphabet: tuple[tuple[str, tuple[str, ...]], ...]) -> Weights:
    of: dict[str, tuple[int, int]] = {}
    for position, (letter, variants) in enumerate(alphabet):
        for rank, spelling in enumerate((letter, *variants)):
            of[spelling] = (LETTERS + position, rank)
    return Weights(of=of, longest=max(map(len, of)))


def sort_key(text: str, language: Language) -> bytes:
    """The key under which `text` is stored and sorted; the same text always has the same key."""
    weights = _weights(tuple((each.letter, each.variants) for each in language.alphabet))
    plain = unicodedata.normalize("NFC", text)
    first, second = bytearray(), bytearray()
    for weight, variant in _elements(to_ascii_digits(plain.casefold()), weights):
        first += weight
        second += variant
    return bytes(first + LEVEL_ENDS + second + LEVEL_ENDS) + plain.encode("utf-8", "surrogatepass")


def _elements(text: str, weights: Weights) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at < len(text):
        for length in range(weights.longest, 0, -1):
            known = weights.of.get(text[at : at + length])
            if known is not None:
                weight, variant = known
                yield weight.to_bytes(2, "big"), bytes([variant + 2])
                at += length
                break
        else:
            yield from _outside(text[at], weights)
            at += 1


def _outside(character: str, weights: Weights) -> Iterator[tuple[bytes, bytes]]:
    """A character that the alphabet doesn't list: marks count on the second level only."""
    category = unicodedata.category(character)
    if category == "Mn":
        yield b"", b"\x80" + ord(character).to_bytes(3, "big")
    elif category[0] in "ZC" or character in "-–_":
        yield BLANK.to_bytes(2, "big"), b"\x02"
    elif category[0] == "P":
        yield b"", b"\x81" + ord(character).to_bytes(3, "big")
    elif character.isascii() and character.isdigit():
        yield (DIGITS + int(character)).to_bytes(2, "big"), b"\x02"
    else:
        parts = unicodedata.normalize("NFD", character)
        if len(parts) > 1:
            yield from _elements(parts, weights)
        else:
            yield OTHER + ord(character).to_bytes(3, "big"), b"\x02"
