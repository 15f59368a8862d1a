"""What higher rooms put into the layouts: menu entries, slots and the way to sign in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sahulat.foundation.ui.types import Audience, MenuEntry, Position, Slot

SlotFiller = Callable[[Any], str]


@dataclass(slots=True)
class Registry:
    """The entries and fillers of one installation; tests make their own."""

    entries: dict[tuple[str, Audience, Position], MenuEntry] = field(default_factory=dict)
    fillers: dict[Slot, list[SlotFiller]] = field(default_factory=dict)
    sign_in: str | None = None

    def add_entry(self, entry: MenuEntry) -> None:
        """Add an entry. Safe to repeat; a different one for the same address, audience and place is a ValueError."""
        key = (entry.url_name, Audience(entry.audience), Position(entry.position))
        known = self.entries.setdefault(key, entry)
        if known != entry:
            raise ValueError(f"{entry.url_name} is in this menu already, as {known.label!r}.")

    def add_filler(self, slot: Slot, filler: SlotFiller) -> None:
        """Let a function fill a slot. Safe to repeat."""
        fillers = self.fillers.setdefault(slot, [])
        if filler not in fillers:
            fillers.append(filler)

    def entries_for(self, position: Position, audiences: frozenset[Audience]) -> list[MenuEntry]:
        """The entries of one menu for the given audiences, in order; an address stands once."""
        chosen: dict[str, MenuEntry] = {}
        for (url_name, audience, place), entry in self.entries.items():
            if place is position and audience in audiences:
                chosen.setdefault(url_name, entry)
        return sorted(chosen.values(), key=lambda entry: (entry.order, entry.label))


installed = Registry()


def register_menu_entry(entry: MenuEntry) -> None:
    """Add an entry to a menu. Safe to repeat; another entry for the same address, audience and place is an error."""
    installed.add_entry(entry)


def register_slot(slot: Slot, filler: SlotFiller) -> None:
    """Let `filler(request) -> safe HTML or ""` fill a place of the layouts. Safe to repeat."""
    installed.add_filler(slot, filler)


def register_sign_in(url_name: str) -> None:
    """Name the URL to which a page that needs a sign-in points, with `?next=`. The last one named holds."""
    installed.sign_in = url_name
