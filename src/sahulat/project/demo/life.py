"""Life in the demo: citizens who apply and officers who decide, through the same operations as everybody else."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sahulat.foundation.access.types import Actor
from sahulat.foundation.messaging.public import Address, AddressKind, handset_messages
from sahulat.kernel.ids import new_id
from sahulat.platform.accounts.public import request_step_up_code, step_up
from sahulat.platform.cases import public as cases
from sahulat.platform.cases.types import Outcome
from sahulat.platform.forms.public import draft, form_of, raw_inputs, restricted, save_page, start_draft
from sahulat.platform.forms.types import Kind, Page, Upload
from sahulat.project.demo.drawing import a_bill
from sahulat.project.demo.filling import Applicant, Words, address_in, answers_for
from sahulat.project.demo.models import Figure
from sahulat.project.demo.names import demo_mobile
from sahulat.project.demo.queries import OpenTask, actor_of

A_FEW_MINUTES = timedelta(minutes=7)


class DemoFormNotFilled(Exception):
    """The demo's words don't fill a form: data/demo/answers.yaml wants a line for the fields named."""


@dataclass(frozen=True, slots=True)
class Citizen:
    """A citizen who can apply."""

    applicant: Applicant
    figure: Figure


def apply(citizen: Citizen, service_key: str, words: Words, *, now: datetime, seed: int, submit: bool = True) -> UUID:
    """Fill the service's form page by page and send it; returns the case's id, or the draft's when not sent."""
    actor = actor_of(citizen.figure)
    started = start_draft(actor=actor, now=now, service_key=service_key)
    form = form_of(started.version_id)
    answers = answers_for(form.fields, citizen.applicant, words, now.date(), seed)
    bill = _bill(citizen, answers, now, seed)
    for page in form.pages if submit else form.pages[:1]:
        _save(page, started.id, answers, bill, actor=actor, now=now)
    if not submit:
        return started.id
    return cases.submit_application(actor=actor, now=now + A_FEW_MINUTES, draft_id=started.id).case_id


def _bill(citizen: Citizen, answers: Mapping[str, Any], now: datetime, seed: int) -> Upload:
    name = citizen.applicant.person.name["en"]
    return Upload(name="bill.jpg", content=a_bill(name, address_in(answers), now.date(), seed))


def _save(page: Page, draft_id: UUID, answers: Mapping[str, Any], bill: Upload, *, actor: Actor, now: datetime) -> None:
    saved = save_page(
        actor=actor,
        now=now,
        draft_id=draft_id,
        page=page.name,
        raw=raw_inputs(page.fields, answers),
        uploads={one.name: bill for one in page.fields if one.kind is Kind.FILE},
    )
    if saved.errors:
        raise DemoFormNotFilled({name: str(error) for name, error in saved.errors.items()})


def work_on(task: OpenTask, *, now: datetime, draw: random.Random, leave: Outcome | None = None) -> Outcome:
    """Let the officer who holds a task do it: mostly the way forward, sometimes a question or a refusal.

    `leave` forces the outcome. Returns what was done.
    """
    outcome = leave or _chosen(task, draw)
    actor = actor_of(task.officer)
    acts: dict[Outcome, Callable[[], object]] = {
        Outcome.QUERY: lambda: _ask_back(task, actor, now),
        Outcome.REFUSE: lambda: _refuse(task, actor, now),
        Outcome.APPROVE: lambda: _approve(task, actor, now),
    }
    acts.get(outcome, lambda: _forward(task, actor, now))()
    return outcome


def mend(citizen: Citizen, case_id: UUID, version_id: UUID, words: Words, *, now: datetime, seed: int) -> None:
    """Answer what an officer asked: only the fields named."""
    actor = actor_of(citizen.figure)
    draft_id = cases.start_mending(actor=actor, now=now, case_id=case_id)
    form = form_of(version_id)
    asked = restricted(form, draft(actor=actor, draft_id=draft_id).only)
    answers = answers_for(form.fields, citizen.applicant, words, now.date(), seed)
    bill = _bill(citizen, answers, now, seed)
    for page in asked.pages:
        _save(page, draft_id, answers, bill, actor=actor, now=now)
    cases.mend(actor=actor, now=now + A_FEW_MINUTES, draft_id=draft_id)


def _chosen(task: OpenTask, draw: random.Random) -> Outcome:
    for outcome, share in ((Outcome.QUERY, 0.12), (Outcome.REFUSE, 0.05)):
        if outcome in task.outcomes and draw.random() < share:
            return outcome
    return onward(task)


def onward(task: OpenTask) -> Outcome:
    """The outcome by which a case goes on."""
    return next(one for one in (Outcome.APPROVE, Outcome.FORWARD, Outcome.COMPLETE) if one in task.outcomes)


def _ask_back(task: OpenTask, actor: Actor, now: datetime) -> None:
    fields = [one.name for one in form_of(task.version_id).fields if one.kind is Kind.FILE][:1]
    reason = "بل کی تصویر دھندلی ہے۔ روشنی میں دوبارہ کھینچیں۔"
    cases.send_back(actor=actor, now=now, task_id=task.task_id, fields=fields, reason=reason, key=_key(now))


def _forward(task: OpenTask, actor: Actor, now: datetime) -> None:
    note = "کاغذ بیان سے ملتے ہیں۔ فیصلے کے لیے پیش ہے۔"
    cases.forward(actor=actor, now=now, task_id=task.task_id, note=note, key=_key(now))


def _refuse(task: OpenTask, actor: Actor, now: datetime) -> None:
    words = "کاغذات سے وہ بات ثابت نہیں ہوتی جو قاعدہ مانگتا ہے۔"
    cases.refuse(actor=actor, now=now, task_id=task.task_id, reason=task.refusal_reasons[0], words=words, key=_key(now))


def _approve(task: OpenTask, actor: Actor, now: datetime) -> None:
    prepared = cases.prepare_decision(actor=actor, now=now, task_id=task.task_id)
    challenge = bytes.fromhex(prepared.frozen_sha256)
    request_step_up_code(actor=actor, now=now, language="en")
    step_up(actor=actor, now=now, challenge=challenge, secret=_newest_code(demo_mobile(task.officer.number).e164))
    cases.approve(actor=actor, now=now, task_id=task.task_id, sha256=prepared.frozen_sha256, key=_key(now))


def _newest_code(mobile: str) -> str:
    newest = handset_messages(Address(AddressKind.MOBILE, mobile), limit=1)[0]
    found = re.search(r"\b\d{6}\b", newest.text)
    assert found is not None
    return found.group()


def _key(now: datetime) -> str:
    return str(new_id(now))
