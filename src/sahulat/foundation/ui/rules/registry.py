"""What higher rooms put into the layouts: menu entries, slots and the way to sign in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sahulat.foundation.ui.types import Audience, MenuEntry, Position, Slot

SlotFiller = Callable[[Any], str]

_entries: dict[tuple[str, str, str], MenuEntry] = {}
_fillers: dict[Slot, list[SlotFiller]] = {}
_sign_in: list[str] = []


def register_menu_entry(entry: MenuEntry) -> None:
    """Add an entry to a menu. Safe to repeat; another entry for the same address, audience and place is an error."""
    key = (entry.url_name, str(entry.audience), str(entry.position))
    known = _entries.setdefault(key, entry)
    if known != entry:
        raise ValueError(f"{entry.url_name} is in this menu already, as {known.label!r}.")


def register_slot(slot: Slot, filler: SlotFiller) -> None:
    """Let `filler(request) -> safe HTML or ""` fill a place of the layouts. Safe to repeat."""
    fillers = _fillers.setdefault(slot, [])
    if filler not in fillers:
        fillers.append(filler)


def register_sign_in(url_name: str) -> None:
    """Name the URL to which a page that needs a sign-in points, with `?next=`. The last one named holds."""
    _sign_in[:] = [url_name]


def sign_in_url_name() -> str | None:
    """The URL name of the sign-in page, if a room has named one."""
    return _sign_in[0] if _sign_in else None


def slot_fillers(slot: Slot) -> tuple[SlotFiller, ...]:
    """Who fills a slot, in the order of registration."""
    return tuple(_fillers.get(slot, ()))


def entries_for(position: Position, audiences: frozenset[Audience]) -> list[MenuEntry]:
    """The entries of one menu for the given audiences, in order."""
    chosen = [e for e in _entries.values() if e.position == position and Audience(e.audience) in audiences]
    return sorted(chosen, key=lambda entry: (entry.order, entry.label))
