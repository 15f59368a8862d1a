"""The check code of a document, and the square code that leads to its page."""

from __future__ import annotations

import io
import re
import secrets

import segno

from sahulat.kernel.digits import to_ascii_digits

# Crockford's alphabet: no I, L, O, U, so that a code read aloud or from a bad copy is still right.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
_ALIKE = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})


def new_code() -> str:
    """A new check code: 80 random bits, so that none can be guessed."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def grouped(code: str) -> str:
    """As it is printed: in fours."""
    return " ".join(code[n : n + 4] for n in range(0, len(code), 4))


def read_code(typed: str) -> str | None:
    """A code as typed, or None when it can't be one: any case, spaces, dashes, letters that look alike."""
    tidy = re.sub(r"[\s\-–_.]+", "", to_ascii_digits(typed)).upper().translate(_ALIKE)
    return tidy if len(tidy) == LENGTH and set(tidy) <= set(ALPHABET) else None


def square_code(address: str, *, dark: str = "#14211B") -> str:
    """A QR code of the address as SVG with crisp edges, which scanners read off paper at any resolution."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=2, scale=4, dark=dark, light="#FFFFFF", xmldecl=False, svgns=True, nl=False
    )
    return out.getvalue().decode().replace("<svg ", '<svg shape-rendering="crispEdges" ', 1)
