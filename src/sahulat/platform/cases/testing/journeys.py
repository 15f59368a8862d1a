"""The runner that executes a service's journeys.

A journey (services/**/journeys/*.yaml) says who does what and what must come out:

    name: {en: "…", ur: "…"}           # or a plain string
    today: 2026-11-24T09:00+05:00      # the moment of the first step; the clock moves only by `wait`
    steps:
      - as: citizen
        do: fill                       # saves form pages; several fill steps may follow one another
        answers: {name: "…", district: multan, lived_since: 2015-03}
        files: {proof_of_address: sample.pdf}    # made up by the runner, of the kind that the name ends with
        expect: {refused: {cnic: "…part of the message…"}}     # optional
      - {as: citizen, do: submit, expect: {state: with_office, with: clerk, until: 2026-12-01}}
      - {as: clerk, do: send_back, fields: [proof_of_address], reason: "…", expect: {state: with_applicant}}
      - {as: citizen, do: mend, answers: {…}, files: {…}}
      - {as: clerk, do: note, text: "…"}
      - {as: clerk, do: forward, note: "…", expect: {with: assistant-commissioner}}
      - {as: assistant-commissioner, do: approve, expect: {state: granted, documents: [domicile-certificate]}}
      - {as: clerk, do: refuse, reason: not-resident, words: "…", expect: {state: refused}}
      - {as: citizen, do: withdraw, expect: {state: withdrawn}}
      - {do: wait, days: 8, expect: {late: true}}         # calendar days

`as` is `citizen` or the role of a post (service.yaml roles -> role). `task: <node id>` on an officer's step picks
one of several open tasks of a parallel branch. Answers are written as a person would say them: a place by its code
(or the end of it, where only one place has that),
a choice by its code, yes or no (true, false), dates and months as above, an address as {line, area, postal}, a group as
a list of such mappings. `expect` keys, all optional: state, with (role of a holder, or "applicant"; a list for
parallel branches), until (promised day), late (bool), tasks (open node ids), documents (kinds issued),
clock (running|stopped), refused (the code of the refusal that the step must meet, or field -> part of its message).
A step without `expect: {refused: …}` must succeed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from sahulat.foundation.access.types import Actor
from sahulat.foundation.jobs.testing import settle
from sahulat.kernel.ids import new_id
from sahulat.kernel.refusals import Refusal
from sahulat.kernel.text import Text
from sahulat.platform.accounts.public import Account
from sahulat.platform.accounts.testing import actor_of, an_account
from sahulat.platform.cases import operations
from sahulat.platform.cases.models import Case, Holding, Pile
from sahulat.platform.cases.queries.days import local_day
from sahulat.platform.cases.rules.journeys import Script
from sahulat.platform.cases.testing.factories import (
    PASSWORD,
    an_applicant,
    an_officer_at,
    an_upload,
    approve_by,
    page_names,
    raw_inputs,
)
from sahulat.platform.cases.types import State
from sahulat.platform.catalogue.public import package, publish, read_package
from sahulat.platform.catalogue.types import Package
from sahulat.platform.documents.public import issued_for
from sahulat.platform.forms.public import form_of, save_page, start_draft
from sahulat.platform.forms.types import Form
from sahulat.platform.people.testing import a_person
from sahulat.platform.places.testing import load_country

SYSTEM = Actor.system(request_id="journey")
OFFICER_NAMES = Text({"en": "Rashid Mehmood", "ur": "راشد محمود"})
A_MINUTE = timedelta(minutes=1)


class JourneyFailed(AssertionError):
    """A step did something else than the journey says."""


@dataclass(frozen=True, slots=True)
class JourneyResult:
    """What came of a journey: its name, how many steps were done, and why it failed ("" when it passed)."""

    file: str
    name: str
    steps: int
    failure: str = ""

    @property
    def passed(self) -> bool:
        """Whether every step did what the journey says."""
        return not self.failure


def run_journeys(folder: Path, *, now: datetime) -> list[JourneyResult]:
    """Publish the package in `folder` and run each of its journeys; afterwards the database is as before.

    Each runs in a transaction that is rolled back. `now` is the moment of those that name none.
    Raises PackageFaulty.
    """
    scripts = {name: part for name, part in read_package(folder).parts.items() if isinstance(part, Script)}
    results = []
    for name in sorted(scripts):
        with transaction.atomic():
            results.append(_run(folder, name, scripts[name], now))
            transaction.set_rollback(True)
    return results


def _run(folder: Path, file: str, script: Script, now: datetime) -> JourneyResult:
    journey = Journey.begin(folder, now=script.today or now)
    try:
        for step in script.steps:
            journey.take(step)
    except JourneyFailed as failed:
        return JourneyResult(file, script.name, journey.done, str(failed))
    return JourneyResult(file, script.name, journey.done)


@dataclass(slots=True)
class Journey:
    """One journey under way: the service, the people, the draft and the case, and what time it is."""

    package: Package
    now: datetime
    citizen: Account
    officers: dict[str, Account] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)
    draft_id: UUID | None = None
    case_id: UUID | None = None
    done: int = 0

    @classmethod
    def begin(cls, folder: Path, *, now: datetime) -> Journey:
        """Load the country, publish the service, open the citizen's account."""
        load_country(now)
        version = publish(actor=SYSTEM, now=now, folder=folder)
        citizen = an_applicant(now)
        return cls(package=package(version.id), now=now, citizen=citizen)

    @property
    def case(self) -> Case:
        """The case as it stands."""
        assert self.case_id is not None
        return Case.objects.get(id=self.case_id)

    @property
    def form(self) -> Form:
        """The form of the version."""
        assert self.package.version_id is not None
        return form_of(self.package.version_id)

    def take(self, step: Mapping[str, Any]) -> None:
        """Do one step and check what it should come to. Raises JourneyFailed."""
        self.now += A_MINUTE
        expected = step.get("expect", {})
        try:
            self._do(step)
        except Refusal as refusal:
            self._check_refusal(step, refusal, expected.get("refused"))
        else:
            if expected.get("refused"):
                self._fail(step, f"was not refused: {expected['refused']}")
        settle(self.now)
        if self.case_id is not None:
            self._check(step, expected)
        self.done += 1

    def _do(self, step: Mapping[str, Any]) -> None:
        acts = {
            "fill": self._fill,
            "submit": self._submit,
            "mend": self._mend,
            "withdraw": self._withdraw,
            "wait": self._wait,
        }
        name = step["do"]
        if name in acts:
            acts[name](step)
        else:
            self._act_as_officer(name, step)

    def _fill(self, step: Mapping[str, Any]) -> None:
        actor = actor_of(self.citizen)
        if self.draft_id is None:
            self.draft_id = start_draft(actor=actor, now=self.now, service_key=self.package.key).id
        self.answers.update(step.get("answers", {}))
        self._save(step, self.form)

    def _save(self, step: Mapping[str, Any], form: Form) -> None:
        files = step.get("files", {})
        given = {*step.get("answers", {}), *files}
        errors: dict[str, Any] = {}
        for page in form.pages:
            if not given & {each.name for each in page.fields}:
                continue
            raw = raw_inputs(page.fields, self.answers)
            uploads = {name: an_upload(str(file)) for name, file in files.items() if name in page_names(page.fields)}
            assert self.draft_id is not None
            saved = save_page(
                actor=actor_of(self.citizen),
                now=self.now,
                draft_id=self.draft_id,
                page=page.name,
                raw=raw,
                uploads=uploads,
            )
            errors.update({name: error for name, error in saved.errors.items() if name.split(".")[0] in given})
        wanted = step.get("expect", {}).get("refused") or {}
        if errors and not isinstance(wanted, Mapping):
            self._fail(step, f"has wrong answers: { {name: str(error) for name, error in errors.items()} }")
        self._check_errors(step, errors, wanted)

    def _check_errors(self, step: Mapping[str, Any], errors: Mapping[str, Any], wanted: Mapping[str, str]) -> None:
        said = {name: str(error) for name, error in errors.items()}
        unmet = [name for name, part in wanted.items() if part not in said.get(name, "")]
        if unmet or said.keys() - wanted.keys():
            self._fail(step, f"has wrong answers {said}, expected {dict(wanted)}")
        if wanted:
            raise _Met

    def _submit(self, step: Mapping[str, Any]) -> None:
        assert self.draft_id is not None
        self._man_posts()
        receipt = operations.submit_application(actor=actor_of(self.citizen), now=self.now, draft_id=self.draft_id)
        self.case_id = receipt.case_id

    def _mend(self, step: Mapping[str, Any]) -> None:
        actor = actor_of(self.citizen)
        self.draft_id = operations.start_mending(actor=actor, now=self.now, case_id=self.case.id)
        self.answers.update(step.get("answers", {}))
        self._save(step, self.form)
        operations.mend(actor=actor, now=self.now, draft_id=self.draft_id)

    def _withdraw(self, step: Mapping[str, Any]) -> None:
        operations.withdraw(actor=actor_of(self.citizen), now=self.now, case_id=self.case.id)

    def _wait(self, step: Mapping[str, Any]) -> None:
        self.now += timedelta(days=step["days"])

    def _act_as_officer(self, name: str, step: Mapping[str, Any]) -> None:
        holding = self._task(step)
        assert holding.post_id is not None
        actor = actor_of(self._officer(step["as"]), post_id=holding.post_id)
        common: dict[str, Any] = {"actor": actor, "now": self.now, "task_id": holding.id, "key": str(new_id(self.now))}
        if name == "note":
            operations.add_note(text=step["text"], **common)
        elif name == "send_back":
            operations.send_back(fields=step["fields"], reason=step["reason"], **common)
        elif name == "forward":
            operations.forward(note=step.get("note", ""), **common)
        elif name == "refuse":
            operations.refuse(reason=step["reason"], words=step.get("words", "-"), **common)
        elif name == "approve":
            approve_by(actor, holding.id, self.now)
        else:
            self._fail(step, "is nothing that a journey knows")

    def _task(self, step: Mapping[str, Any]) -> Holding:
        held = Holding.objects.filter(case=self.case, pile=Pile.OPEN, role=step["as"])
        if "task" in step:
            held = held.filter(node=step["task"])
        found = held.first()
        if found is None:
            open_now = [(each.role, each.node) for each in Holding.objects.filter(case=self.case, pile=Pile.OPEN)]
            self._fail(step, f"has no such task; open are {open_now}")
        assert found is not None
        return found

    def _officer(self, role: str) -> Account:
        if role not in self.officers:
            person = a_person(self.now, names=OFFICER_NAMES)
            number = len(self.officers) + 2
            self.officers[role] = an_account(
                self.now, mobile=f"0300 00001{number:02}", password=PASSWORD, person_id=person
            )
        return self.officers[role]

    def _man_posts(self) -> None:
        """Every role of the service is held by somebody at the place that its answer names."""
        for role in self.package.definition.roles.values():
            code = self.answers.get(role.place) if role.place else None
            if role.role and code:
                an_officer_at(role.role, str(code), self._officer(role.role), self.now)

    def _check_refusal(self, step: Mapping[str, Any], refusal: Refusal, wanted: object) -> None:
        if isinstance(refusal, _Met):
            return
        if not isinstance(wanted, str) or refusal.code != wanted:
            self._fail(step, f"was refused: {refusal.code}: {refusal}")

    def _check(self, step: Mapping[str, Any], expected: Mapping[str, Any]) -> None:
        case = self.case
        held = list(Holding.objects.filter(case=case, pile=Pile.OPEN))
        late = case.is_open and case.standing is not State.WITH_APPLICANT and case.promised_on < local_day(self.now)
        seen: dict[str, Any] = {
            "state": case.state,
            "with": sorted(each.role for each in held),
            "until": case.promised_on,
            "late": late,
            "tasks": sorted(each.node for each in held),
            "documents": sorted(each.kind for each in issued_for(case_ref=case.id)),
            "clock": "stopped" if case.stopped_at else "running",
        }
        for key, value in expected.items():
            if key != "refused" and _plain(value) != _plain(seen[key]):
                self._fail(step, f"{key}: expected {value}, found {seen[key]}")

    def _fail(self, step: Mapping[str, Any], why: str) -> None:
        raise JourneyFailed(f"step {self.done + 1} ({step.get('as', '')} {step['do']}) {why}")


class _Met(Refusal):
    """The wrong answers that the journey expected: the page was refused, as it should be."""

    code = "cases.journey-met"


def _plain(value: object) -> object:
    """Lists sorted, a single value in a list, days as text: so that either way of writing compares equal."""
    if isinstance(value, list | tuple):
        return sorted(str(each) for each in value)
    if isinstance(value, bool):
        return value
    return [value.isoformat() if isinstance(value, date) else str(value)]
