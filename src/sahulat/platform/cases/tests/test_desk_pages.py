"""The desk over HTTP: what a page shows, keeps and refuses."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from sahulat.foundation.access.types import Actor
from sahulat.kernel import clock
from sahulat.kernel.clock import FixedClock
from sahulat.platform.accounts.models import Account
from sahulat.platform.accounts.testing import signed_in
from sahulat.platform.cases.models import Note
from sahulat.platform.cases.tests.made import NOW, Made, a_case, a_key, make, task_of

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
