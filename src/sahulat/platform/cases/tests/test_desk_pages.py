"""The desk over HTTP: what a page shows, keeps and refuses."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from sahulat.foundation.access.types import Actor
from sahulat.kernel import clock
from sahulat.kernel.clock import FixedClock
from sahulat.kernel.identifiers import Cnic
from sahulat.platform.accounts.models import Account
from sahulat.platform.accounts.testing import signed_in
from sahulat.platform.cases.models import Note
from sahulat.platform.cases.tests.made import NOW, SYSTEM, Made, a_case, a_key, forwarded, make, task_of
from sahulat.platform.documents.models import FrozenDocument
from sahulat.platform.people.public import identify
from sahulat.platform.processes.public import ProcessInstance

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
UNCLEAR = "Press the button once more"


@pytest.fixture
def made() -> Any:
    """A service, two offices, a citizen; it is nine in the morning."""
    previous = clock.install(FixedClock(NOW))
    yield make()
    clock.install(previous)


def browser_of(actor: Actor) -> Client:
    """A browser in which this officer is signed in, in his post."""
    return signed_in(Client(), Account.objects.get(id=actor.account_id), NOW, post_id=actor.post_id)


def page(holding: Any, act: str = "") -> str:
    """The address of a task's page."""
    return f"/en/desk/tasks/{holding.id}/{act}"


class TestTheKeyOfAForm:
    @pytest.mark.parametrize("key", ["", "x", "k" * 65, "0" * 400])
    def test_a_note_without_a_clear_key_is_refused_and_its_words_are_kept(self, made: Made, key: str) -> None:
        task, clerk = task_of(a_case(made)), browser_of(made.clerk)
        for words in ("The bill is clear.", "And the address agrees."):
            answer = clerk.post(page(task, "note/"), {"note": words, "key": key})
            assert answer.status_code == 409
            assert UNCLEAR in answer.content.decode()
            assert words in answer.content.decode()
        assert not Note.objects.exists()

    def test_a_key_that_came_with_other_words_loses_nothing(self, made: Made) -> None:
        task, clerk, key = task_of(a_case(made)), browser_of(made.clerk), a_key()
        assert clerk.post(page(task, "note/"), {"note": "First.", "key": key}).status_code == 302
        assert clerk.post(page(task, "note/"), {"note": "First.", "key": key}).status_code == 302
        answer = clerk.post(page(task, "note/"), {"note": "Second.", "key": key})
        assert "Second." in answer.content.decode()
        assert answer.status_code == 409
        assert [note.text for note in Note.objects.all()] == ["First."]

    @pytest.mark.parametrize("key", ["", "k" * 65])
    def test_a_decision_without_a_clear_key_is_refused_with_a_new_one(self, made: Made, key: str) -> None:
        task, clerk = task_of(a_case(made)), browser_of(made.clerk)
        answer = clerk.post(page(task, "forward/"), {"note": "All there.", "key": key})
        assert answer.status_code == 422
        assert UNCLEAR in answer.content.decode()
        assert "All there." in answer.content.decode()
        assert f'name="key" value="{key}"' not in answer.content.decode()
        task.refresh_from_db()
        assert task.closed_at is None


class TestSeeingAndApproving:
    def test_looking_at_the_page_freezes_nothing(self, made: Made) -> None:
        task, commissioner = forwarded(made, a_case(made)), browser_of(made.commissioner)
        assert commissioner.get(page(task, "approve/")).headers["Location"] == page(task)
        assert not FrozenDocument.objects.exists()
        assert commissioner.get(page(task, "prepare/")).headers["Location"] == page(task)
        assert not FrozenDocument.objects.exists()

    def test_the_press_freezes_and_the_page_shows_it_as_often_as_one_likes(self, made: Made) -> None:
        task, commissioner = forwarded(made, a_case(made)), browser_of(made.commissioner)
        assert 'form="prepare"' in commissioner.get(page(task)).content.decode()
        assert commissioner.post(page(task, "prepare/")).headers["Location"] == page(task, "approve/")
        for _ in range(2):
            shown = commissioner.get(page(task, "approve/"))
            assert shown.status_code == 200
            assert FrozenDocument.objects.get().sha256 in shown.content.decode()
        assert commissioner.get(page(task, "pages/0.png")).content.startswith(b"\x89PNG")
        assert commissioner.get(page(task, "pages/9.png")).status_code == 404

    def test_only_who_decides_over_the_document_sees_its_picture(self, made: Made) -> None:
        task, commissioner = forwarded(made, a_case(made)), browser_of(made.commissioner)
        commissioner.post(page(task, "prepare/"))
        assert browser_of(made.clerk).get(page(task)).status_code == 200
        assert browser_of(made.clerk).get(page(task, "pages/0.png")).status_code == 404

    @pytest.mark.parametrize("act", ["approve/", "refuse/"])
    def test_a_page_for_what_the_task_does_not_offer_is_refused(self, made: Made, act: str) -> None:
        task, clerk = task_of(a_case(made)), browser_of(made.clerk)
        assert task.outcomes == ["forward", "query"]
        assert clerk.get(page(task, act)).status_code == 409


class TestWhatAnOfficerHasToKnow:
    def test_an_application_in_another_name_says_who_sent_it(self, made: Made) -> None:
        clerk = browser_of(made.clerk)
        assert "Applied by" not in clerk.get(page(task_of(a_case(made)))).content.decode()
        other = task_of(a_case(made, name="Bilal Khan", name_ur="بلال خان"))
        assert "Applied by Ayesha Bano, for Bilal Khan" in clerk.get(page(other)).content.decode()

    def test_an_identity_number_that_is_known_as_anothers_is_another_person(self, made: Made) -> None:
        task = task_of(a_case(made))
        cnic = Cnic.parse("00000-0001234-5")
        assert made.clerk.person_id is not None
        identify(actor=SYSTEM, now=NOW, person_id=made.clerk.person_id, value=cnic)
        assert "Applied by Ayesha Bano, for Ayesha Bano" in browser_of(made.clerk).get(page(task)).content.decode()

    def test_a_case_whose_process_stands_still_says_so(self, made: Made) -> None:
        case, clerk = a_case(made), browser_of(made.clerk)
        task = task_of(case)
        assert "stands still" not in clerk.get(page(task)).content.decode()
        ProcessInstance.objects.filter(case_ref=case.id).update(incident="gate: no condition holds")
        assert "This application stands still" in clerk.get(page(task)).content.decode()
        assert "stands still" in clerk.get("/en/desk/").content.decode()
