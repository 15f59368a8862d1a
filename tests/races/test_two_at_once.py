"""Two at once: one of them is first, the other is told so clearly, and everything has happened once.

Late commits against the sequencer and the dispatcher are tested where those live (`foundation.audit`, `events`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.test import Client
from django.urls import reverse

from sahulat.foundation.access.types import Actor, Assurance
from sahulat.kernel.text import Text
from sahulat.platform.accounts import operations as accounts
from sahulat.platform.accounts.models import Account, Session
from sahulat.platform.accounts.models.sessions import SessionStore, choose_session_post, enter_session
from sahulat.platform.accounts.queries import accounts_with
from sahulat.platform.accounts.testing import actor_of, an_account
from sahulat.platform.accounts.types import SignedIn
from sahulat.platform.cases import operations as cases
from sahulat.platform.cases.models import Case, Decision, Query
from sahulat.platform.cases.types import State, TaskTaken, TooLateToWithdraw
from sahulat.platform.documents.models import FrozenDocument, IssuedDocument
from sahulat.platform.documents.operations import record_issued as record_document
from sahulat.platform.documents.public import revoke
from sahulat.platform.documents.types import AlreadyRevoked
from sahulat.platform.forms.models import Draft
from sahulat.platform.forms.public import start_draft
from sahulat.platform.organisations.testing import appointed
from sahulat.platform.people.public import mobile_hash
from sahulat.platform.people.testing import a_person
from tests.races.boundaries import Memory, check_audit
from tests.races.contests import meet, pass_by
from tests.races.journey import MACHINE, MOBILE, NETWORK, NOBODY, NOW, SCAN, a_press, newest_code
from tests.races.stages import BY_NAME, Stages
from tests.races.wire import Wire


def at(stages: Stages, before: str) -> Memory:
    """Go to where the step of that name is next; its task looked up, as its page would."""
    step = BY_NAME[before]
    _, memory = stages.go_before(step)
    stages.states.lead_django()
    if step.setup is not None:
        step.setup(memory)
    return memory


def second_officer(actor: Actor) -> Actor:
    """Somebody else who acts in the same post."""
    assert actor.post_id is not None
    mobile = "0300 0000899"
    person_id = a_person(NOW, names=Text({"en": "Second officer", "ur": "دوسرا افسر"}), mobile=mobile)
    appointed(NOW, person_id, actor.post_id, acting=True)
    return actor_of(an_account(NOW, mobile=mobile, person_id=person_id), post_id=actor.post_id)


def doing(step: str, memory: Memory) -> Callable[[], None]:
    """What the step of that name does."""
    return lambda: BY_NAME[step].act(memory)


class TestOneTask:
    def test_of_two_officers_who_forward_at_once_the_second_is_told_it_is_done(
        self, stages: Stages, wire: Wire
    ) -> None:
        memory = at(stages, "forward")
        other = {**memory, "clerk": second_officer(memory["clerk"]), "key": a_press("the other window")}
        one, two = meet(stages.states, wire, doing("forward", memory), doing("forward", other))
        assert one.refused is None
        assert isinstance(two.refused, TaskTaken)
        check_audit("two officers")

    def test_when_one_approves_and_one_refuses_there_is_one_decision(self, stages: Stages, wire: Wire) -> None:
        memory = at(stages, "approve")
        other = {
            **memory,
            "assistant-commissioner": second_officer(memory["assistant-commissioner"]),
            "key": a_press("no"),
        }
        one, two = meet(stages.states, wire, doing("approve", memory), doing("refuse", other))
        assert one.refused is None
        assert isinstance(two.refused, TaskTaken)
        assert [each.granted for each in Decision.objects.filter(case_id=memory["case"])] == [True]

    def test_the_same_button_pressed_twice_at_once_is_one_press(self, stages: Stages, wire: Wire) -> None:
        memory = at(stages, "send_back")
        one, two = meet(stages.states, wire, doing("send_back", memory), doing("send_back", memory))
        assert (one.refused, two.refused) == (None, None)
        assert Query.objects.filter(case_id=memory["case"]).count() == 1

    def test_whoever_takes_back_while_it_is_approved_comes_too_late(self, stages: Stages, wire: Wire) -> None:
        memory = at(stages, "approve")
        one, two = meet(stages.states, wire, doing("approve", memory), doing("withdraw", memory))
        assert one.refused is None
        assert isinstance(two.refused, TooLateToWithdraw)

    def test_whoever_decides_while_it_is_taken_back_is_told_so(self, stages: Stages, wire: Wire) -> None:
        memory = at(stages, "forward")
        one, two = meet(stages.states, wire, doing("withdraw", memory), doing("forward", memory))
        assert one.refused is None
        assert isinstance(two.refused, TaskTaken)
        assert Case.objects.get(id=memory["case"]).standing is State.WITHDRAWN

    def test_forwarding_and_taking_back_do_not_wait_for_each_other_in_a_ring(self, stages: Stages, wire: Wire) -> None:
        memory = at(stages, "forward")
        one, two = meet(stages.states, wire, doing("forward", memory), doing("withdraw", memory))
        assert (one.refused, two.refused) == (None, None)
        assert Case.objects.get(id=memory["case"]).standing is State.WITHDRAWN


class TestOneDraft:
    def test_a_draft_sent_twice_at_once_is_one_case_with_one_receipt(self, stages: Stages, wire: Wire) -> None:
        memory = at(stages, "submit_application")

        def send() -> Any:
            return cases.submit_application(actor=memory["citizen"], now=NOW, draft_id=memory["draft"])

        one, two = meet(stages.states, wire, send, send)
        assert (one.refused, two.refused) == (None, None)
        assert one.result == two.result
        assert Case.objects.filter(draft_id=memory["draft"]).count() == 1

    def test_two_windows_that_start_at_once_get_one_draft(self, stages: Stages, wire: Wire) -> None:
        memory = at(stages, "start_draft")

        def start() -> Any:
            return start_draft(actor=memory["citizen"], now=NOW, service_key=memory["service"]).id

        one, two = meet(stages.states, wire, start, start)
        assert (one.refused, two.refused) == (None, None)
        assert one.result == two.result
        assert Draft.objects.filter(person_id=memory["citizen"].person_id).count() == 1

    def test_two_browsers_that_save_one_page_lose_nothing_of_the_other_pages(self, stages: Stages, wire: Wire) -> None:
        memory = at(stages, "submit_application")
        before = Draft.objects.get(id=memory["draft"])

        def writing(father: str) -> Callable[[], Any]:
            answers = {**memory["answers"], "father": father}
            return lambda: BY_NAME["save_page"].act({**memory, "answers": answers})

        one, two = meet(stages.states, wire, writing("Ghulam Nabi"), writing("Ghulam Mustafa"))
        assert (one.refused, two.refused) == (None, None)
        after = Draft.objects.get(id=memory["draft"])
        assert after.answers == before.answers | {"father": "Ghulam Mustafa"}
        assert after.revision == before.revision + 2

    def test_a_page_saved_while_the_draft_is_sent_changes_nothing_sealed(self, stages: Stages, wire: Wire) -> None:
        memory = at(stages, "submit_application")
        one, two = meet(stages.states, wire, doing("submit_application", memory), doing("save_page", memory))
        assert one.refused is None
        assert getattr(two.refused, "code", None) == "forms.draft-sealed"

    def test_mended_twice_at_once_is_mended_once(self, stages: Stages, wire: Wire) -> None:
        memory = at(stages, "mend")
        one, two = meet(stages.states, wire, doing("mend", memory), doing("mend", memory))
        assert (one.refused, two.refused) == (None, None)
        assert Case.objects.get(id=memory["case"]).answers_number == 2

    def test_taking_back_while_it_is_mended_leaves_nothing_to_mend(self, stages: Stages, wire: Wire) -> None:
        memory = at(stages, "mend")
        one, two = meet(stages.states, wire, doing("withdraw", memory), doing("mend", memory))
        assert one.refused is None
        assert two.refused is None  # shown the case, which says that it was taken back
        assert Case.objects.get(id=memory["case"]).standing is State.WITHDRAWN
        assert Case.objects.get(id=memory["case"]).answers_number == 1


class TestOneCode:
    def test_a_code_used_twice_at_once_opens_one_account(self, stages: Stages, wire: Wire) -> None:
        memory = at(stages, "sign_up")
        taking = 'UPDATE "accounts_one_time_code"'
        one, two = meet(stages.states, wire, doing("sign_up", memory), doing("sign_up", dict(memory)), hold=taking)
        assert one.refused is None
        assert isinstance(two.refused, accounts.WrongCode)
        assert len(accounts_with(mobile_hash(MOBILE))) == 1

    def test_a_code_used_twice_at_once_signs_in_once(self, stages: Stages, wire: Wire) -> None:
        at(stages, "sign_in")
        code_id = accounts.request_code(actor=NOBODY, now=NOW, mobile=MOBILE, language="ur", network=NETWORK)
        code = newest_code()

        def sign_in() -> Any:
            return accounts.sign_in_by_code(actor=NOBODY, now=NOW, code_id=code_id, code=code, network=NETWORK)

        one, two = meet(stages.states, wire, sign_in, sign_in, hold='UPDATE "accounts_one_time_code"')
        assert isinstance(one.result, SignedIn)
        assert isinstance(two.refused, accounts.WrongCode)

    def test_a_confirmation_used_twice_at_once_counts_once(self, stages: Stages, wire: Wire) -> None:
        memory = at(stages, "approve")
        challenge = bytes.fromhex(memory["sha256"])

        def use() -> Any:
            return accounts.verify_step_up(actor=memory["assistant-commissioner"], now=NOW, challenge=challenge)

        one, two = meet(stages.states, wire, use, use)
        assert one.refused is None
        assert isinstance(two.refused, accounts.StepUpNeeded)


class TestOneSession:
    def test_who_signs_out_during_a_request_finds_it_done_and_the_next_refused(
        self, stages: Stages, wire: Wire
    ) -> None:
        memory = at(stages, "save_page")
        browser, citizen = self._browser(memory)
        path = reverse("forms:page", args=[memory["draft"], "person"])
        assert browser.get(path).status_code == 200
        one, two = pass_by(
            stages.states,
            wire,
            lambda: BY_NAME["save_page"].act({**memory, "citizen": citizen}),
            lambda: accounts.sign_out_everywhere(actor=citizen, now=NOW, keep_this=False),
        )
        assert (one.refused, two.refused) == (None, None)
        assert not Session.objects.filter(account=Account.objects.get(id=memory["citizen"].account_id)).exists()
        assert browser.get(path).status_code == 401

    def test_a_session_that_was_ended_is_not_brought_back_by_a_request_under_way(
        self, stages: Stages, wire: Wire
    ) -> None:
        memory = at(stages, "save_page")
        browser, citizen = self._browser(memory)
        under_way = SessionStore(browser.cookies[settings.SESSION_COOKIE_NAME].value)
        choose_session_post(under_way, None)
        accounts.sign_out(actor=citizen, now=NOW)
        with pytest.raises(UpdateError):
            under_way.save()
        assert not Session.objects.filter(account=Account.objects.get(id=memory["citizen"].account_id)).exists()

    def _browser(self, memory: Memory) -> tuple[Client, Actor]:
        account = Account.objects.get(id=memory["citizen"].account_id)
        store = SessionStore()
        given = SignedIn(account.id, account.person_id, Assurance.CODE, NOW)
        enter_session(store, given, device="Firefox, Android", post_id=None)
        store.save()
        browser = Client()
        browser.cookies[settings.SESSION_COOKIE_NAME] = str(store.session_key)
        return browser, actor_of(account, session_id=str(store.row_id))


class TestOneDocument:
    def test_signed_twice_at_once_it_is_issued_once(self, stages: Stages, wire: Wire) -> None:
        memory = at(stages, "sign")
        frozen = FrozenDocument.objects.get(case_ref=memory["case"])

        def record() -> Any:
            return record_document(actor=MACHINE, now=NOW, frozen_id=frozen.id, signed=SCAN.content).id

        one, two = meet(stages.states, wire, record, record)
        assert (one.refused, two.refused) == (None, None)
        assert one.result == two.result
        assert IssuedDocument.objects.filter(case_ref=memory["case"]).count() == 1

    def test_told_twice_at_once_that_it_is_issued_the_case_ends_once(self, stages: Stages, wire: Wire) -> None:
        memory = at(stages, "record_issued")
        one, two = meet(stages.states, wire, doing("record_issued", memory), doing("record_issued", memory))
        assert (one.refused, two.refused) == (None, None)
        wrong = stages.states.now()["cases_caseentry"]
        assert sum('"issued"' in row for row in wrong) == 1

    def test_withdrawn_twice_at_once_the_second_is_told(self, stages: Stages, wire: Wire) -> None:
        memory = at(stages, "revoke")
        issued = IssuedDocument.objects.get(case_ref=memory["case"])

        def withdraw() -> None:
            revoke(actor=memory["assistant-commissioner"], now=NOW, document_id=issued.id, reason="Error")

        one, two = meet(stages.states, wire, withdraw, withdraw)
        assert one.refused is None
        assert isinstance(two.refused, AlreadyRevoked)
