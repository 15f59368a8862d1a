"""Processes run: tasks come to posts, decisions are taken, each step counts once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import connection

from sahulat.foundation.access.types import Actor
from sahulat.kernel.refusals import Refusal
from sahulat.platform.catalogue.testing import PROCESS, a_published_service, small_files
from sahulat.platform.organisations.testing import a_post, appointed
from sahulat.platform.people.testing import a_person
from sahulat.platform.places.public import place, tehsils
from sahulat.platform.places.testing import load_country
from sahulat.platform.processes.models import ProcessInstance, Task
from sahulat.platform.processes.public import (
    complete_automatic,
    complete_task,
    end,
    open_tasks,
    resume,
    standing_still,
    start,
)
from sahulat.platform.processes.testing import RecordingHost, hosted_by
from sahulat.platform.processes.types import (
    NoPostForRole,
    OpenTask,
    OutcomeUnknown,
    StalePage,
    TaskAlreadyDone,
    TaskUnknown,
)

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
SYSTEM = Actor.system(request_id="test")


@dataclass(slots=True)
class Running:
    """A started process and what belongs to it."""

    case: UUID
    applicant: UUID
    post: UUID
    host: RecordingHost

    def task(self) -> OpenTask:
        (task,) = open_tasks(case_ref=self.case)
        return task

    def complete(self, outcome: str, task: OpenTask | None = None) -> OpenTask:
        chosen = task or self.task()
        return complete_task(actor=SYSTEM, now=LATER, task_id=chosen.id, outcome=outcome)


def begin(tmp_path: Path, host: RecordingHost, files: dict[str, str] | None = None) -> Running:
    version = a_published_service(tmp_path, NOW, files)
    case, applicant = uuid4(), a_person(NOW)
    start(actor=SYSTEM, now=NOW, case_ref=case, version_id=version.id, applicant_person_id=applicant)
    return Running(case, applicant, open_tasks(case_ref=case)[0].post_id or uuid4(), host)


@pytest.fixture
def host(db: None) -> Iterator[RecordingHost]:
    load_country(NOW)
    multan = place("pk-punjab-multan")
    a_post(NOW, place_id=multan.id)
    with hosted_by(RecordingHost(place_id=multan.id)) as given:
        yield given


def test_the_first_task_comes_to_the_post_of_the_role_in_that_place(tmp_path: Path, host: RecordingHost) -> None:
    running = begin(tmp_path, host)
    task = running.task()
    assert (task.node, task.role, task.post_id) == ("check", "clerk", a_post(NOW))
    assert task.outcomes == ("approve", "query", "refuse")
    assert task.due_on == date(2026, 11, 26)
    assert task.name["ur"] == "جانچ"
    assert host.heard == ["opened check"]


def test_the_post_may_be_of_the_place_around(tmp_path: Path, host: RecordingHost) -> None:
    host.place_id = tehsils("pk-punjab-multan")[0].id
    assert begin(tmp_path, host).task().post_id == a_post(NOW)


def test_of_several_posts_a_filled_one_with_least_work_gets_it(tmp_path: Path, host: RecordingHost) -> None:
    vacant = a_post(NOW)
    other = a_post(NOW, place_id=host.place_id, code="multan-clerk-2")
    appointed(NOW, a_person(NOW), other)
    assert begin(tmp_path, host).task().post_id == other
    appointed(NOW, a_person(NOW), vacant)
    assert begin(tmp_path, host).task().post_id == vacant


def test_no_post_means_nothing_starts(tmp_path: Path, host: RecordingHost) -> None:
    host.place_id = place("pk-sindh").id
    with pytest.raises(NoPostForRole):
        begin(tmp_path, host)
    assert not ProcessInstance.objects.exists()


def test_sent_back_mended_and_approved(tmp_path: Path, host: RecordingHost) -> None:
    running = begin(tmp_path, host)
    running.complete("query")
    mend = running.task()
    assert (mend.node, mend.role, mend.person_id, mend.post_id) == ("mend", "applicant", running.applicant, None)
    running.complete("complete")
    running.complete("approve")
    assert open_tasks(case_ref=running.case) == ()
    assert host.heard[-1] == "run issue"
    assert complete_automatic(actor=SYSTEM, now=LATER, case_ref=running.case, action="issue")
    assert not complete_automatic(actor=SYSTEM, now=LATER, case_ref=running.case, action="issue")
    assert host.heard == ["opened check", "opened mend", "opened check", "run issue", "ended approve"]
    assert ProcessInstance.objects.get().ended_at == LATER
    done = Task.objects.filter(automatic=False).order_by("id")
    assert [task.outcome for task in done] == [
        "query",
        "complete",
        "approve",
    ]


def test_an_automatic_task_may_be_done_at_once(tmp_path: Path, host: RecordingHost) -> None:
    host.automatic_at_once = True
    begin(tmp_path, host).complete("approve")
    assert host.heard[-2:] == ["run issue", "ended approve"]


def test_a_refusal_ends_it(tmp_path: Path, host: RecordingHost) -> None:
    begin(tmp_path, host).complete("refuse")
    assert host.heard[-1] == "ended refuse"


def test_a_task_is_done_once(tmp_path: Path, host: RecordingHost) -> None:
    running = begin(tmp_path, host)
    task = running.task()
    running.complete("query", task)
    for outcome in ("query", "approve"):
        with pytest.raises(TaskAlreadyDone):
            running.complete(outcome, task)
    assert running.task().node == "mend"


def test_an_outcome_that_is_not_offered_is_refused(tmp_path: Path, host: RecordingHost) -> None:
    with pytest.raises(OutcomeUnknown):
        begin(tmp_path, host).complete("forward")


def test_a_page_opened_before_a_step_is_stale(tmp_path: Path, host: RecordingHost) -> None:
    running = begin(tmp_path, host)
    task = running.task()
    with pytest.raises(StalePage):
        complete_task(actor=SYSTEM, now=LATER, task_id=task.id, outcome="query", seen_seq=task.seq - 1)
    complete_task(actor=SYSTEM, now=LATER, task_id=task.id, outcome="query", seen_seq=task.seq)


def test_a_guessed_task_is_unknown(db: None) -> None:
    with pytest.raises(TaskUnknown):
        complete_task(actor=SYSTEM, now=NOW, task_id=uuid4(), outcome="query")


def test_starting_twice_starts_once(tmp_path: Path, host: RecordingHost) -> None:
    running = begin(tmp_path, host)
    instance = ProcessInstance.objects.get()
    version = instance.version_id
    again = start(
        actor=SYSTEM, now=LATER, case_ref=running.case, version_id=version, applicant_person_id=running.applicant
    )
    assert again == instance.id
    assert Task.objects.count() == 1


def test_taking_back_closes_everything(tmp_path: Path, host: RecordingHost) -> None:
    running = begin(tmp_path, host)
    task = running.task()
    for _ in range(2):
        end(actor=SYSTEM, now=LATER, case_ref=running.case)
    assert open_tasks(case_ref=running.case) == ()
    with pytest.raises(TaskAlreadyDone):
        running.complete("approve", task)


ASKING = (
    PROCESS.replace('outcome = "refuse"', "has_shop")
    .replace(' default="yes"', "")
    .replace(
        '<sequenceFlow id="yes" sourceRef="g" targetRef="issue"/>',
        '<sequenceFlow id="yes" sourceRef="g" targetRef="issue"><conditionExpression xsi:type="tFormalExpression">'
        "has_shop = false</conditionExpression></sequenceFlow>",
    )
)


def test_a_gateway_asks_the_cases_answers(tmp_path: Path, host: RecordingHost) -> None:
    host.answers = {"has_shop": True}
    begin(tmp_path, host, {"process.bpmn": ASKING}).complete("approve")
    assert host.heard[-1] == "ended approve"


def test_what_cannot_be_decided_is_an_incident_and_goes_on_when_mended(tmp_path: Path, host: RecordingHost) -> None:
    host.answers = {"has_shop": None}
    running = begin(tmp_path, host, {"process.bpmn": ASKING})
    running.complete("approve")
    assert host.heard[-1].startswith("incident ")
    assert ProcessInstance.objects.get().incident
    assert standing_still() == standing_still([running.case]) == (running.case,)
    host.answers = {"has_shop": False}
    resume(actor=SYSTEM, now=LATER, case_ref=running.case)
    assert host.heard[-1] == "run issue"
    assert ProcessInstance.objects.get().incident == ""
    assert standing_still() == ()


PARALLEL = (
    PROCESS.replace(
        '<exclusiveGateway id="g" default="yes"/>',
        '<exclusiveGateway id="g" default="yes"/><parallelGateway id="fork"/><parallelGateway id="join"/>'
        '<userTask id="left" s:outcomes="complete"/><userTask id="right" s:outcomes="complete"/>'
        '<sequenceFlow id="p1" sourceRef="fork" targetRef="left"/>'
        '<sequenceFlow id="p2" sourceRef="fork" targetRef="right"/>'
        '<sequenceFlow id="p3" sourceRef="left" targetRef="join"/>'
        '<sequenceFlow id="p4" sourceRef="right" targetRef="join"/>'
        '<sequenceFlow id="p5" sourceRef="join" targetRef="issue"/>',
    )
    .replace('id="yes" sourceRef="g" targetRef="issue"', 'id="yes" sourceRef="g" targetRef="fork"')
    .replace(
        "<flowNodeRef>check</flowNodeRef>",
        "<flowNodeRef>check</flowNodeRef><flowNodeRef>left</flowNodeRef><flowNodeRef>right</flowNodeRef>",
    )
)


def test_two_branches_run_at_once_and_wait_for_one_another(tmp_path: Path, host: RecordingHost) -> None:
    texts = {
        f"text/{code}.yaml": small_files()[f"text/{code}.yaml"].replace(
            "task: {", f"task: {{left: {word}, right: {word}, "
        )
        for code, word in (("en", "Visit"), ("ur", "معائنہ"))
    }
    running = begin(tmp_path, host, {"process.bpmn": PARALLEL, **texts})
    running.complete("approve")
    left, right = sorted(open_tasks(case_ref=running.case), key=lambda task: task.node)
    assert (left.node, right.node) == ("left", "right")
    running.complete("complete", right)
    assert host.heard[-1] != "run issue"
    running.complete("complete", left)
    assert host.heard[-1] == "run issue"


def test_a_marking_stays_small_however_often_it_goes_round(tmp_path: Path, host: RecordingHost) -> None:
    running = begin(tmp_path, host)
    for _ in range(20):
        running.complete("query")
        running.complete("complete")
    instance = ProcessInstance.objects.get()
    assert len(str(instance.marking)) < 300
    assert instance.seq == 41


def test_two_officers_at_once_and_one_wins(tmp_path: Path, committed: object) -> None:
    load_country(NOW)
    multan = place("pk-punjab-multan")
    a_post(NOW, place_id=multan.id)
    outcomes: list[str] = []
    with hosted_by(RecordingHost(place_id=multan.id)) as host:
        running = begin(tmp_path, host)
        task = running.task()
        ready = threading.Barrier(2)

        def decide(outcome: str) -> None:
            ready.wait()
            try:
                running.complete(outcome, task)
                outcomes.append(outcome)
            except Refusal as refusal:
                outcomes.append(refusal.code)
            finally:
                connection.close()

        threads = [threading.Thread(target=decide, args=(outcome,)) for outcome in ("query", "refuse")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert outcomes.count("processes.task-already-done") == 1
    assert Task.objects.filter(node="check").count() == 1
