"""What a look was at, in words that higher rooms register for their own things."""

from __future__ import annotations

from sahulat.kernel.refusals import N_

_words: dict[str, str] = {"people.person": N_("Your name and particulars")}
OTHERWISE = N_("Your data")


def register_subject(subject_type: str, words: str) -> None:
    """Name, as an English msgid, what a subject type is for a person ("Your application"). Safe to repeat."""
    if _words.setdefault(subject_type, words) != words:
        raise ValueError(f"{subject_type} has other words already")


def words_for(subject_type: str) -> str:
    """The msgid for a subject type; of an unknown one, that it was data."""
    return _words.get(subject_type, OTHERWISE)
