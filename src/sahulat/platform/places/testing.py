"""Places for tests: the country loaded from its files."""

from __future__ import annotations

from datetime import datetime

from sahulat.foundation.access.types import Actor
from sahulat.platform.places.operations import load_places


def load_country(now: datetime) -> int:
    """Load all units; safe to repeat."""
    return load_places(actor=Actor.system(request_id="test"), now=now)
