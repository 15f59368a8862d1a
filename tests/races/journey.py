"""The journey as steps that can be tried one by one: each operation from sign-up to the withdrawn certificate."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import yaml

from sahulat.foundation.access.types import Actor
from sahulat.foundation.audit.public import sequence
from sahulat.foundation.events.public import dispatch
from sahulat.foundation.files.testing import a_pdf, an_image
from sahulat.foundation.jobs.models.registry import declared_jobs
from sahulat.foundation.messaging.public import Address, AddressKind, HandsetTransport, handset_messages
from sahulat.foundation.messaging.public import register_transport as carry_by
from sahulat.kernel.identifiers import Mobile
from sahulat.kernel.text import Text
from sahulat.platform.accounts import operations as accounts
from sahulat.platform.accounts.models import Account
from sahulat.platform.accounts.queries import accounts_with
from sahulat.platform.accounts.testing import actor_of, an_account
from sahulat.platform.cases import operations as cases
from sahulat.platform.cases.models import Case, Decision, Holding, Pile
from sahulat.platform.cases.testing import an_officer_at, raw_inputs, service_folder
from sahulat.platform.catalogue.public import package, publish
from sahulat.platform.documents.models import FrozenDocument, IssuedDocument
from sahulat.platform.documents.public import revoke
from sahulat.platform.forms.models import Draft
from sahulat.platform.forms.public import form_of, save_page, start_draft
from sahulat.platform.forms.types import Upload
from sahulat.platform.people.public import mobile_hash
from sahulat.platform.people.testing import a_person
from sahulat.platform.places.testing import load_country
from tests.races.boundaries import Memory, Step

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
MOBILE = Mobile.parse("0300 0000777")
NAMES = Text({"en": "Ayesha Bano", "ur": "عائشہ بانو"})
PASSWORD = "three words in a row"
NETWORK = "127.0.0.1"
NOBODY = Actor.anonymous(request_id="race")
MACHINE = Actor.system(request_id="race")
SERVICE = "domicile-certificate"
DISTRICT, TEHSIL = "pk-punjab-multan", "pk-punjab-multan-multan-city"
# The same bytes each time: what is stored must not differ by chance.
PHOTO = Upload(name="bill.jpg", content=an_image("JPEG"))
SCAN = Upload(name="bill.pdf", content=a_pdf())

SENDING = frozenset(
    {
        "messaging_message",
        "messaging_body",
        "messaging_delivery",
        "messaging_once",
        "procrastinate_jobs",
        "procrastinate_events",
    }
)
AUDITING = frozenset({"audit_row"})
TRYING = frozenset({"accounts_try"})


def prepare(memory: Memory) -> None:
    """The country, the published service, its officers: the state before the first step."""
    carry_by(HandsetTransport())
    load_country(NOW)
    folder = service_folder(SERVICE)
    memory["version"] = publish(actor=MACHINE, now=NOW, folder=folder).id
    package(memory["version"])  # read once per process: later each step says the same to the database every time
    memory["service"] = "/".join(folder.parts[-3:])
    memory["answers"] = _answers(folder / "journeys" / "approved-after-query.yaml")
    for number, role in enumerate(("clerk", "assistant-commissioner")):
        mobile = f"0300 000088{number}"
        person_id = a_person(NOW, names=Text({"en": f"Officer {role}", "ur": "افسر"}), mobile=mobile)
        account = an_account(NOW, mobile=mobile, password=PASSWORD, person_id=person_id)
        memory[role] = actor_of(account, post_id=an_officer_at(role, TEHSIL, account, NOW))


def _answers(journey: Any) -> dict[str, Any]:
    script = yaml.safe_load(journey.read_text(encoding="utf-8"))
    answers: dict[str, Any] = {}
    for step in script["steps"]:
        if step["do"] == "fill":
            answers |= step.get("answers", {})
    return answers | {"district": DISTRICT, "tehsil": TEHSIL}


def newest_code(mobile: Mobile = MOBILE) -> str:
    """The code in the newest message on a phone."""
    text = handset_messages(Address(AddressKind.MOBILE, mobile.e164), limit=1)[0].text
    found = re.search(r"\b[0-9]{6}\b", text)
    assert found is not None, text
    return found.group()


def _request_sign_up(memory: Memory) -> None:
    memory["code_id"] = accounts.request_sign_up(
        actor=NOBODY, now=NOW, names=NAMES, mobile=MOBILE, language="ur", network=NETWORK
    )


def _read_code(memory: Memory) -> None:
    memory["code"] = newest_code()


def _sign_up(memory: Memory) -> None:
    done = accounts.sign_up(
        actor=NOBODY, now=NOW, code_id=memory["code_id"], code=memory["code"], password="", network=NETWORK
    )
    memory["citizen"] = actor_of(Account.objects.get(id=done.account_id))


def _sign_up_again(memory: Memory) -> None:
    """The same code; when it was used up by the attempt that got no answer, a new one."""
    try:
        _sign_up(memory)
    except accounts.WrongCode:
        _request_sign_up(memory)
        _read_code(memory)
        _sign_up(memory)


def _sign_in(memory: Memory) -> None:
    code_id = accounts.request_code(actor=NOBODY, now=NOW, mobile=MOBILE, language="ur", network=NETWORK)
    accounts.sign_in_by_code(actor=NOBODY, now=NOW, code_id=code_id, code=newest_code(), network=NETWORK)


def _start_draft(memory: Memory) -> None:
    memory["draft"] = start_draft(actor=memory["citizen"], now=NOW, service_key=memory["service"]).id


def _save(page: str, upload: Upload | None = None) -> Callable[[Memory], None]:
    def save(memory: Memory) -> None:
        shown = next(each for each in form_of(memory["version"]).pages if each.name == page)
        saved = save_page(
            actor=memory["citizen"],
            now=NOW,
            draft_id=memory["draft"],
            page=page,
            raw=raw_inputs(shown.fields, memory["answers"]),
            uploads={"proof_of_address": upload} if upload else {},
        )
        assert not saved.errors, {name: str(error) for name, error in saved.errors.items()}

    return save


def _submit(memory: Memory) -> None:
    receipt = cases.submit_application(actor=memory["citizen"], now=NOW, draft_id=memory["draft"])
    memory["case"] = receipt.case_id


def a_press(words: str) -> str:
    """The key of one press of a button, the same for the same words."""
    return str(uuid5(NAMESPACE_URL, words))


def _task(role: str) -> Callable[[Memory], None]:
    """Remember the open task of that role, and make the key of the button as its page does."""

    def look(memory: Memory) -> None:
        memory["task"] = Holding.objects.get(case_id=memory["case"], pile=Pile.OPEN, role=role).id
        memory["key"] = a_press(f"{role} presses once")

    return look


def _send_back(memory: Memory) -> None:
    cases.send_back(
        actor=memory["clerk"],
        now=NOW,
        task_id=memory["task"],
        fields=["proof_of_address"],
        reason="The photo is blurred.",
        key=memory["key"],
    )


def _start_mending(memory: Memory) -> None:
    memory["draft"] = cases.start_mending(actor=memory["citizen"], now=NOW, case_id=memory["case"])


def _mend(memory: Memory) -> None:
    cases.mend(actor=memory["citizen"], now=NOW, draft_id=memory["draft"])


def _withdraw(memory: Memory) -> None:
    cases.withdraw(actor=memory["citizen"], now=NOW, case_id=memory["case"])


def _add_note(memory: Memory) -> None:
    cases.add_note(actor=memory["clerk"], now=NOW, task_id=memory["task"], text="Seen the bill.", key=a_press("a note"))


def _forward(memory: Memory) -> None:
    cases.forward(actor=memory["clerk"], now=NOW, task_id=memory["task"], note="Lives here.", key=memory["key"])


def _refuse(memory: Memory) -> None:
    cases.refuse(
        actor=memory["assistant-commissioner"],
        now=NOW,
        task_id=memory["task"],
        reason="not-resident",
        words="You have lived here for a month.",
        key=memory["key"],
    )


def _prepare_decision(memory: Memory) -> None:
    holding = cases.prepare_decision(actor=memory["assistant-commissioner"], now=NOW, task_id=memory["task"])
    memory["sha256"] = holding.frozen_sha256


def _step_up(memory: Memory) -> None:
    accounts.step_up(
        actor=memory["assistant-commissioner"],
        now=NOW,
        challenge=bytes.fromhex(memory["sha256"]),
        secret=PASSWORD,
    )


def _approve(memory: Memory) -> None:
    cases.approve(
        actor=memory["assistant-commissioner"],
        now=NOW,
        task_id=memory["task"],
        sha256=memory["sha256"],
        key=memory["key"],
    )


def _job(name: str, argument: str, value: Callable[[Memory], str]) -> Callable[[Memory], None]:
    def work(memory: Memory) -> None:
        declared_jobs()[name].function(now=NOW, **{argument: value(memory)})

    return work


def _frozen(memory: Memory) -> str:
    return str(FrozenDocument.objects.get(case_ref=memory["case"]).id)


def _a_message(memory: Memory) -> str:
    return str(memory["message"])


def _find_message(memory: Memory) -> None:
    memory["message"] = handset_messages(Address(AddressKind.MOBILE, MOBILE.e164), limit=1)[0].id


def _record_issued(memory: Memory) -> None:
    cases.record_issued(actor=MACHINE, now=NOW, case_id=memory["case"])


def _dispatch(memory: Memory) -> None:
    while dispatch(NOW):
        pass


def _sequence(memory: Memory) -> None:
    sequence(NOW)


def _revoke(memory: Memory) -> None:
    issued = IssuedDocument.objects.get(case_ref=memory["case"])
    try:
        revoke(
            actor=memory["assistant-commissioner"], now=NOW + timedelta(hours=1), document_id=issued.id, reason="Error"
        )
    except Exception as refusal:
        if getattr(refusal, "code", "") != "documents.already-revoked":
            raise


def _accounts(memory: Memory) -> int:
    return len(accounts_with(mobile_hash(MOBILE)))


def _drafts(memory: Memory) -> int:
    return Draft.objects.filter(person_id=memory["citizen"].person_id, mends__isnull=True).count()


def _cases(memory: Memory) -> int:
    return Case.objects.filter(applicant_id=memory["citizen"].person_id).count()


def _decisions(memory: Memory) -> int:
    return Decision.objects.filter(case_id=memory["case"]).count()


def _documents(memory: Memory) -> int:
    return IssuedDocument.objects.filter(case_ref=memory["case"]).count()


SAVING = frozenset({"forms_draft", "files_file"}) | AUDITING

STEPS: Sequence[Step] = (
    Step("request_sign_up", _request_sign_up, grows=TRYING | SENDING | {"accounts_one_time_code"}),
    Step(
        "sign_up",
        _sign_up,
        again=_sign_up_again,
        setup=_read_code,
        once=_accounts,
        grows=TRYING | SENDING | AUDITING | {"accounts_one_time_code"},
        after="request_sign_up",
    ),
    Step("sign_in", _sign_in, grows=TRYING | SENDING | AUDITING | {"accounts_one_time_code"}, after="sign_up"),
    Step("start_draft", _start_draft, once=_drafts, after="sign_up"),
    Step("save_page", _save("person"), once=_drafts, grows=SAVING, after="start_draft"),
    Step("save_second_page", _save("home"), once=_drafts, grows=SAVING, after="save_page"),
    Step("save_page_with_a_file", _save("proof", PHOTO), once=_drafts, grows=SAVING, after="save_second_page"),
    Step("submit_application", _submit, once=_cases, after="save_page_with_a_file"),
    Step(
        "deliver",
        _job("messaging.deliver", "message_id", _a_message),
        setup=_find_message,
        grows=frozenset({"messaging_delivery"}),
        after="submit_application",
    ),
    Step("withdraw", _withdraw, once=_cases, after="submit_application"),
    Step("add_note", _add_note, setup=_task("clerk"), after="submit_application"),
    Step("send_back", _send_back, setup=_task("clerk"), after="submit_application"),
    Step("start_mending", _start_mending, after="send_back"),
    Step("save_what_is_mended", _save("proof", SCAN), grows=SAVING, after="start_mending"),
    Step("mend", _mend, after="save_what_is_mended"),
    Step("forward", _forward, setup=_task("clerk"), after="mend"),
    Step("refuse", _refuse, setup=_task("assistant-commissioner"), once=_decisions, after="forward"),
    Step("prepare_decision", _prepare_decision, setup=_task("assistant-commissioner"), grows=AUDITING, after="forward"),
    Step("step_up", _step_up, grows=TRYING | AUDITING | {"accounts_step_up_proof"}, after="prepare_decision"),
    Step("approve", _approve, once=_decisions, after="step_up"),
    Step("sign", _job("documents.sign", "frozen_id", _frozen), once=_documents, after="approve"),
    Step("record_issued", _record_issued, after="sign"),
    Step("handlers", _dispatch, after="sign"),
    Step("sequencer", _sequence, after="handlers"),
    Step("revoke", _revoke, once=_documents, after="handlers"),
)


def case_of(memory: Memory) -> UUID:
    """The case's id."""
    found: UUID = memory["case"]
    return found
