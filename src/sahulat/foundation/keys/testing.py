"""Keys for tests: a key folder in a state folder of one's own."""

from __future__ import annotations

from datetime import datetime

from sahulat.foundation.keys.models.folder import forget_cached_keys
from sahulat.foundation.keys.models.making import ensure_keys


def make_keys(now: datetime) -> None:
    """Make the keys of the state folder that settings name now, forgetting those of any other."""
    forget_cached_keys()
    ensure_keys(now=now)
