"""Menus show each reader what is theirs; registration is safe to repeat; the switch keeps the page."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.test import RequestFactory
from django.utils.safestring import mark_safe
from django.utils.translation import override

from sahulat.foundation.access.types import Actor, Assurance, Channel
from sahulat.foundation.ui.public import Audience, MenuEntry, Position, Slot
from sahulat.foundation.ui.queries.menus import audiences_of, filled, languages, menu
from sahulat.foundation.ui.rules.registry import Registry, installed


def actor(*, post: bool = False, signed_in: bool = True) -> Actor:
    account = uuid4() if signed_in else None
    return Actor(account, account, uuid4() if post else None, None, Channel.WEB, Assurance.CODE, "s", "r")


def test_a_guest_a_citizen_and_an_officer_see_different_menus() -> None:
    seen = [audiences_of(SimpleNamespace(actor=who)) for who in (actor(signed_in=False), actor(), actor(post=True))]
    assert seen == [
        {Audience.EVERYONE, Audience.GUEST},
        {Audience.EVERYONE, Audience.CITIZEN},
        {Audience.EVERYONE, Audience.OFFICER},
    ]


def test_registering_an_entry_again_changes_nothing_and_another_for_its_address_is_refused() -> None:
    registry = Registry()
    registry.add_entry(MenuEntry("Work", "tests:work"))
    registry.add_entry(MenuEntry("Work", "tests:work"))
    assert len(registry.entries) == 1
    with pytest.raises(ValueError, match="in this menu already"):
        registry.add_entry(MenuEntry("Other work", "tests:work"))


def test_entries_stand_in_order_and_only_for_their_audience() -> None:
    registry = Registry()
    registry.add_entry(MenuEntry("Help", "tests:help", Audience.EVERYONE, 90))
    registry.add_entry(MenuEntry("Inbox", "tests:inbox", "officer", 10))
    registry.add_entry(MenuEntry("My applications", "tests:mine", Audience.CITIZEN, 10))
    registry.add_entry(MenuEntry("Privacy", "tests:privacy", position=Position.FOOTER))
    shown = registry.entries_for(Position.HEADER, frozenset({Audience.EVERYONE, Audience.CITIZEN}))
    assert [entry.label for entry in shown] == ["My applications", "Help"]


def test_a_page_outside_the_languages_offers_their_home_pages() -> None:
    with override("en"):
        shown = languages(RequestFactory().get("/v/abc"))
    assert [(one.code, one.href) for one in shown] == [("en", "/en/"), ("ur", "/ur/")]


def test_a_slot_takes_safe_html_as_it_is_and_escapes_plain_text() -> None:
    installed.add_filler(Slot.BANNER, lambda request: mark_safe("<b>safe</b>"))
    installed.add_filler(Slot.BANNER, lambda request: "<plain>")
    try:
        shown = filled(RequestFactory().get("/en/"), Slot.BANNER)
    finally:
        del installed.fillers[Slot.BANNER][-2:]
    assert shown.endswith("<b>safe</b>&lt;plain&gt;")


def test_the_entry_that_begins_the_address_furthest_is_current() -> None:
    registry = Registry()
    registry.add_entry(MenuEntry("Parts", "ui:catalogue"))
    registry.add_entry(MenuEntry("Desk", "ui:desk-catalogue"))
    with override("en"):
        shown = menu(RequestFactory().get("/en/design-system/desk/"), Position.HEADER, registry)
    assert [(entry.text, entry.current) for entry in shown] == [("Desk", True), ("Parts", False)]
