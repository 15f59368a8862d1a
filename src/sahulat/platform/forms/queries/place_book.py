"""The PlaceBook of the forms' rules over the room of places."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from sahulat.kernel.text import Text
from sahulat.platform.forms.types import Option
from sahulat.platform.places.public import children, place, places_of_kind
from sahulat.platform.places.types import PlaceKind


class DatabasePlaces:
    """Places as they stand on one day. Remembers what it read: make one for each request."""

    def __init__(self, day: date) -> None:
        self._day = day
        self._options = lru_cache(maxsize=32)(self._read_options)
        self._name = lru_cache(maxsize=64)(self._read_name)

    def options(self, level: str, within: str | None) -> Sequence[Option]:
        """The places of that level, under the place with that code when one is given."""
        return self._options(level, within)

    def name(self, code: str) -> Text | None:
        """The place's name, or None for an unknown code."""
        return self._name(code)
