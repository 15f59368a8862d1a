"""The country is loaded once, its people work through real operations, and its door lets a visitor be one of them."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from sahulat.foundation.jobs.testing import settle
from sahulat.kernel import clock
from sahulat.platform.cases.models import Case
from sahulat.platform.cases.types import State
from sahulat.platform.documents.public import issued_documents
from sahulat.platform.places.public import data_folder
from sahulat.project.demo.clock import PushedClock
from sahulat.project.demo.jobs import keep_working
from sahulat.project.demo.models import Country, Figure
from sahulat.project.demo.queries import is_demo_database, personas
from sahulat.project.demo.world import World

pytestmark = pytest.mark.django_db


def quiet(text: str) -> None:
    """Say nothing."""


@pytest.fixture
def country() -> World:
    """A small country: the visitor's own district and eight cases."""
    world = World(now=clock.now(), seed=7, data=data_folder(), say=quiet, cases=8, everywhere=False)
    world.load()
    return world


@pytest.fixture
def pushed(settings: object) -> Iterator[PushedClock]:
    """The demo's clock on this run's state folder, put back afterwards."""
    pushed = PushedClock(Path(settings.SAHULAT_STATE))  # type: ignore[attr-defined]
    before = clock.install(pushed)
    yield pushed
    clock.install(before)
    pushed.forget()


def test_life_is_there_already(country: World) -> None:
    at_door = Figure.objects.get(key="citizen")
    states = sorted(Case.objects.filter(applicant_id=at_door.person_id).values_list("state", flat=True))
    assert states == sorted([State.WITH_OFFICE, State.WITH_APPLICANT, State.GRANTED])
    assert any(case.promised_on < country.now.date() for case in Case.objects.filter(state=State.WITH_OFFICE))
    assert len(list(issued_documents())) >= 1
    assert is_demo_database()


def test_everybody_at_the_door_can_be_chosen_and_lands_at_their_own_work(country: World) -> None:
    for choice in personas(country.now):
        client = Client()
        answer = client.post("/ur/demo/be/", {"persona": choice.key}, follow=True)
        assert answer.status_code == 200
        assert answer.request["PATH_INFO"] == ("/ur/desk/" if choice.title else "/ur/")


@pytest.mark.parametrize("address", ["/", "/en/demo/", "/ur/demo/"])
def test_the_door_opens_in_the_readers_language(country: World, address: str) -> None:
    answer = Client().get(address, headers={"Accept-Language": "ur"})
    assert answer.status_code == 200
    language = "en" if address.startswith("/en") else "ur"
    assert f'<html lang="{language}"' in answer.content.decode()


def test_a_stranger_at_the_door_is_refused(country: World) -> None:
    assert Client().post("/en/demo/be/", {"persona": "minister"}).status_code == 404


def test_a_pushed_clock_makes_a_case_late_for_officer_and_citizen(country: World, pushed: PushedClock) -> None:
    clerk = Figure.objects.get(key="clerk")
    before = next(choice.late for choice in personas(clock.now()) if choice.key == "clerk")
    Client().post("/en/demo/clock/", {"step": "month"})
    assert pushed.ahead() == timedelta(days=30)
    after = next(choice.late for choice in personas(clock.now()) if choice.key == "clerk")
    assert after > before, clerk.post_id


def test_the_actors_keep_working_by_real_operations(country: World) -> None:
    cases = Case.objects.count()
    now = country.now + timedelta(minutes=5)
    keep_working.function(now=now)
    settle(now)
    assert Case.objects.count() == cases + 1


def test_a_country_is_never_loaded_over_another(country: World) -> None:
    assert Country.objects.count() == 1
    with pytest.raises(Exception, match="demo_country"):
        World(now=clock.now(), seed=8, data=data_folder(), say=quiet, cases=4, everywhere=False).load()
