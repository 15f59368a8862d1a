"""Names as people type them at sign-up: in Urdu, in English or in both."""

from __future__ import annotations

import unicodedata

from sahulat.kernel.refusals import N_, FieldError, FieldsRefused
from sahulat.kernel.text import Text

LONGEST = 100
SCRIPTS = {"ur": "ARABIC", "en": "LATIN"}
NO_NAME = N_("Enter your name in Urdu, in English or in both.")
TOO_LONG = N_("Enter at most %(most)s letters.")
NOT_IN_SCRIPT = {
    "ur": N_("Enter the name in Urdu letters here, or leave this empty."),
    "en": N_("Enter the name in English letters here, or leave this empty."),
}


def read_names(typed: dict[str, str]) -> Text:
    """The names by language, tidied. Raises FieldsRefused, with the errors under "name-ur" and "name-en"."""
    names = {code: _tidy(typed.get(code, "")) for code in SCRIPTS}
    errors = {f"name-{code}": error for code, name in names.items() if name and (error := _fault(code, name))}
    if not any(names.values()):
        errors["name-ur"] = FieldError(NO_NAME)
    if errors:
        raise FieldsRefused(errors)
    return Text({code: name for code, name in names.items() if name})


def _tidy(name: str) -> str:
    kept = "".join(char for char in unicodedata.normalize("NFC", name) if unicodedata.category(char)[0] != "C")
    return " ".join(kept.split())


def _fault(code: str, name: str) -> FieldError | None:
    if len(name) > LONGEST:
        return FieldError(TOO_LONG, {"most": LONGEST})
    letters = [char for char in name if unicodedata.category(char)[0] == "L"]
    if not letters or not all(SCRIPTS[code] in unicodedata.name(char, "") for char in letters):
        return FieldError(NOT_IN_SCRIPT[code])
    return None
