"""The whole journey over HTTP, without a browser: from the search to the check of the certificate."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from sahulat.foundation.files.testing import a_pdf
from sahulat.foundation.jobs.testing import settle
from sahulat.kernel import clock
from sahulat.kernel.clock import FixedClock
from sahulat.platform.cases.testing import PASSWORD
from tests.journeys.pages import Visitor
from tests.journeys.world import ANSWERS, CITIZEN_MOBILE, OFFICERS, World, a_world, newest_code, newest_message

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


@pytest.fixture
def fixed_clock() -> Iterator[FixedClock]:
    """The clock stands at 9 in the morning, until it is pushed."""
    standing = FixedClock(NOW)
    previous = clock.install(standing)
    yield standing
    clock.install(previous)


@pytest.fixture
def world(db: None, fixed_clock: FixedClock) -> World:
    """The country with its officers."""
    return a_world(NOW)


def scan(name: str = "bill.pdf") -> SimpleUploadedFile:
    """A small true PDF."""
    return SimpleUploadedFile(name, a_pdf(), "application/pdf")


def signed_up(visitor: Visitor) -> Visitor:
    """Open an account by a code, in English."""
    visitor.open("sign-up/").press(
        "Send the code", name__ur="عائشہ بانو", name__en="Ayesha Bano", mobile=CITIZEN_MOBILE
    )
    return visitor.press("Open the account", code=newest_code(CITIZEN_MOBILE))


def signed_in(visitor: Visitor) -> Visitor:
    """Sign in by a code, in English."""
    visitor.open("sign-in/").press("Send the code", mobile=CITIZEN_MOBILE)
    return visitor.press("Sign in", code=newest_code(CITIZEN_MOBILE))


def officer(role: str) -> Visitor:
    """An officer, signed in with a password."""
    visitor = Visitor()
    visitor.open("sign-in/password/").press("Sign in", mobile=OFFICERS[role][1], password=PASSWORD)
    return visitor


def applied(citizen: Visitor) -> str:
    """Fill three pages and send them; the reference."""
    citizen.open("services/punjab/district-administration/domicile-certificate/").follow("Apply")
    citizen.press("Start")
    citizen.fill_page(ANSWERS).fill_page(ANSWERS).fill_page(ANSWERS, {"proof_of_address": scan()})
    assert "check/" in citizen.address, citizen.text
    citizen.press("Send the application")
    assert "We have your application" in citizen.text
    return citizen.address.split("/")[-3]


def test_a_citizen_and_two_officers_complete_a_certificate(world: World, fixed_clock: FixedClock) -> None:
    citizen = signed_up(Visitor())
    reference = applied(citizen)
    assert "Clerk" in citizen.text
    assert "Thursday 3 December" in citizen.text
    assert reference in newest_message(CITIZEN_MOBILE)

    clerk = officer("clerk").open("desk/").follow("Ayesha Bano")
    assert "•••••" in clerk.text
    assert "00000-0001234-5" not in clerk.text
    clerk.follow("Show")
    assert "00000-0001234-5" in clerk.text
    clerk.follow("Query back").press("Query back", fields=["proof_of_address"], reason="The photo is blurred.")

    fixed_clock.push(timedelta(hours=30))
    signed_in(citizen).open(f"applications/{reference}/")
    assert "The photo is blurred." in citizen.text
    assert "The clock stands" in citizen.text
    citizen.follow("Mend it now").press("Open the form")
    citizen.fill_page({}, {"proof_of_address": scan("better.pdf")}).press("Send the changes")
    assert "Friday 4 December" in citizen.text

    clerk = officer("clerk").open("desk/").follow("Ayesha Bano").press("Add the note", note="Now it is clear.")
    clerk.follow("Forward").press("Forward", note="The address agrees.")
    assert "Nothing here" in clerk.text
    commissioner = officer("assistant-commissioner").open("desk/").follow("Ayesha Bano")
    assert "The address agrees." in commissioner.text
    commissioner.press("See and approve").press("Approve and sign", secret="not it")
    assert commissioner.status == 422
    commissioner.press("Approve and sign", secret=PASSWORD)
    settle(clock.now())

    citizen.open(f"applications/{reference}/")
    assert "Granted" in citizen.text
    assert "Rashid Mehmood" in citizen.text
    citizen.open("documents/")
    assert "Domicile" in citizen.text
    citizen.open("my/record/")
    assert "identity number" in citizen.text
    cache.clear()
    citizen.open("")
    assert "Most used" in citizen.text
    assert "in fact the same day" in citizen.text
