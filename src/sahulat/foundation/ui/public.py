"""What other rooms may use of ui. Templates load the tag library `ui` and extend `ui/page.html` or `ui/desk.html`."""

from sahulat.foundation.ui.queries.assets import icon, print_fonts
from sahulat.foundation.ui.queries.pages import component, reference, render
from sahulat.foundation.ui.rules.days import DayTile, day_tiles
from sahulat.foundation.ui.rules.registry import register_menu_entry, register_sign_in, register_slot
from sahulat.foundation.ui.types import Audience, MenuEntry, Position, Slot

__all__ = [
    "Audience",
    "DayTile",
    "MenuEntry",
    "Position",
    "Slot",
    "component",
    "day_tiles",
    "icon",
    "print_fonts",
    "reference",
    "register_menu_entry",
    "register_sign_in",
    "register_slot",
    "render",
]
