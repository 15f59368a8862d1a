"""Values of the ui room: menu entries and slots. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Audience(StrEnum):
    """Who sees a menu entry."""

    EVERYONE = "everyone"
    GUEST = "guest"
    CITIZEN = "citizen"
    OFFICER = "officer"


class Position(StrEnum):
    """Where on the page a menu entry stands."""

    HEADER = "header"
    FOOTER = "footer"


class Slot(StrEnum):
    """Places in the layouts that a higher room may fill with a few words of its own."""

    WHO = "who"
    """At the end of the desk's header: post and name."""
    BANNER = "banner"
    """Above the header, on every page; the demo's words come by themselves."""
    BESIDE = "beside"
    """Below the main column of every page; the demo's handset, for one."""


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One entry of a menu. `label` is an English msgid, `url_name` a URL name without arguments.

    Entries stand in the order of `order`, then of their label. `icon` is a Lucide name or "".
    """

    label: str
    url_name: str
    audience: Audience | str = Audience.EVERYONE
    order: int = 100
    icon: str = ""
    position: Position | str = Position.HEADER
    phone: bool = False
    """Whether it stays in the header where there is little room; the others are then reached through it."""
