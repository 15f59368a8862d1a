"""File names that are safe to keep, to show in either direction of writing and to offer for saving."""

from __future__ import annotations

import unicodedata

LONGEST = 80
FORBIDDEN = set('<>:"/\\|?*%;')


def safe_name(name: str, ending: str) -> str:
    """The name without folders, control and direction characters, with the ending of its true kind."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    kept = "".join(char for char in last if char not in FORBIDDEN and unicodedata.category(char)[0] != "C")
    stem = " ".join(kept.rpartition(".")[0].split() if "." in kept else kept.split()).strip(". ")
    return (stem[:LONGEST].strip(". ") or "file") + ending
