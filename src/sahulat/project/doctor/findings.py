"""A finding of the doctor: what was looked at, how it is, how to mend it."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How something is."""

    WELL = "well"
    WARNING = "warning"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's report."""

    what: str
    state: State
    says: str
    mend: str = ""


def well(what: str, says: str) -> Finding:
    """All is well."""
    return Finding(what, State.WELL, says)


def warning(what: str, says: str, mend: str) -> Finding:
    """Works, but not for long or not fully."""
    return Finding(what, State.WARNING, says, mend)


def wrong(what: str, says: str, mend: str) -> Finding:
    """Doesn't work."""
    return Finding(what, State.WRONG, says, mend)
