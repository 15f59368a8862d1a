"""The PlaceBook of the forms' rules over the room of places."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from sahulat.kernel.text import Text
from sahulat.platform.forms.types import Option
from sahulat.platform.places.public import Place, children, districts, place, provinces, tehsils
from sahulat.platform.places.types import PlaceKind


class DatabasePlaces:
    """Places as they stand on one day, or today for None. Remembers what it read: make one for each request."""

    def __init__(self, day: date | None) -> None:
        self._day = day
        self._read = lru_cache(maxsize=64)(self._read_options)
        self._named = lru_cache(maxsize=64)(self._read_name)

    def options(self, level: str, within: str | None) -> Sequence[Option]:
        """The places of that level, under the place with that code when one is given."""
        return self._read(level, within)

    def name(self, code: str) -> Text | None:
        """The place's name, or None for an unknown code."""
        return self._named(code)

    def _read_options(self, level: str, within: str | None) -> tuple[Option, ...]:
        if level == PlaceKind.TEHSIL:
            found = tehsils(within or None, on=self._day)
        elif level == PlaceKind.DISTRICT:
            found = districts(within, on=self._day)
        elif level == PlaceKind.PROVINCE:
            found = provinces(on=self._day)
        else:
            found = [each for each in children(within or "pk", on=self._day) if each.kind == level]
        return tuple(Option(code=each.code, label=each.names) for each in found)

    def _read_name(self, code: str) -> Text | None:
        try:
            return place(code, on=self._day).names
        except Place.DoesNotExist:
            return None
