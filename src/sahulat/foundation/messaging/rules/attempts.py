"""When a failed delivery is tried again, and when a silent one counts as dead."""

from __future__ import annotations

from datetime import timedelta

MOST_ATTEMPTS = 6
FIRST_WAIT = timedelta(minutes=1)
GROWTH = 4
SILENT_AFTER = timedelta(minutes=10)  # a claim older than this belongs to a dead process


def wait_after(attempts: int) -> timedelta | None:
    """How long to wait after this many failed attempts (1, 4, 16, … minutes), or None to give up."""
    return None if attempts >= MOST_ATTEMPTS else FIRST_WAIT * GROWTH ** (attempts - 1)
