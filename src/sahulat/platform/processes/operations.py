"""Starting processes and carrying them on, each step exactly once, in the caller's transaction.

All of them are steps of operations of the room that owns the cases: it authorises and writes the audit row, and has
locked the case. Hence they are for everyone, and lock only their own instance.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sahulat.foundation.access.public import EVERYONE, authorise, operation
from sahulat.foundation.access.types import Actor
from sahulat.foundation.languages.public import zone
from sahulat.kernel.ids import new_id
from sahulat.notation import bpmn
from sahulat.notation.bpmn import Marking
from sahulat.platform.catalogue.public import package
from sahulat.platform.organisations.public import holders_of, posts_for
from sahulat.platform.places.public import add_working_days, office_calendar, path_to, place_by_id
from sahulat.platform.processes.models import ProcessInstance, Task
from sahulat.platform.processes.queries import as_open_task, process_of, the_host
from sahulat.platform.processes.types import (
    NoPostForRole,
    OpenTask,
    OutcomeUnknown,
    Process,
    StalePage,
    TaskAlreadyDone,
    TaskUnknown,
)

APPLICANT = "applicant"
# More effects than any process of a service has in one step: a net that goes on for longer is faulty.
EFFECTS_AT_MOST = 1000


@dataclass(slots=True)
class _Run:
    """One step under way: the locked instance, its process, its marking, what gateways may know, effects to do."""

    instance: ProcessInstance
    process: Process
    marking: Marking
    actor: Actor
    now: datetime
    data: Mapping[str, Any] = field(default_factory=dict)
    effects: deque[bpmn.Effect] = field(default_factory=deque)
    last_outcome: str = ""

    def occur(self, occurrence: bpmn.Occurrence) -> None:
        """Advance the marking and queue the effects."""
        self.marking, effects = bpmn.advance(self.process.net, self.marking, occurrence)
        self.effects.extend(effects)

    @property
    def today(self) -> date:
        """The day here."""
        return self.now.astimezone(zone()).date()


@operation(EVERYONE)
def start(*, actor: Actor, now: datetime, case_ref: UUID, version_id: UUID, applicant_person_id: UUID) -> UUID:
    """Start the version's process for a case; returns the instance's id. Safe to repeat: the running one again.

    Raises NoPostForRole when a first task finds no post.
    """
    authorise(actor, EVERYONE)
    known = ProcessInstance.objects.filter(case_ref=case_ref).first()
    if known is not None:
        return known.id
    process = process_of(version_id)
    marking, effects = bpmn.start(process.net)
    instance = ProcessInstance.objects.create(
        id=new_id(now),
        case_ref=case_ref,
        version_id=version_id,
        applicant_person_id=applicant_person_id,
        marking=marking.to_json(),
        started_at=now,
    )
    run = _Run(instance, process, marking, actor, now, effects=deque(effects))
    _carry_out(run)
    return instance.id


@operation(EVERYONE)
def complete_task(
    *,
    actor: Actor,
    now: datetime,
    task_id: UUID,
    outcome: str,
    data: Mapping[str, Any] | None = None,
    seen_seq: int | None = None,
) -> OpenTask:
    """Complete a person's task with one of its outcomes and carry the process on.

    `data` are further names for the gateways' conditions. Raises TaskUnknown, TaskAlreadyDone, OutcomeUnknown,
    StalePage when `seen_seq` isn't the instance's, NoPostForRole.
    """
    authorise(actor, EVERYONE)
    found = Task.objects.filter(id=task_id, automatic=False).values_list("instance_id", flat=True).first()
    if found is None:
        raise TaskUnknown
    instance = ProcessInstance.objects.select_for_update().get(id=found)
    task = Task.objects.get(id=task_id)
    if task.closed_at is not None:
        raise TaskAlreadyDone
    if seen_seq is not None and seen_seq != instance.seq:
        raise StalePage
    run = _running(instance, actor, now, data or {})
    if outcome not in run.process.tasks[task.node].outcomes:
        raise OutcomeUnknown
    task.closed_by_post = actor.post_id
    task.closed_by_person = actor.person_id
    _close(task, outcome, run)
    instance.outcomes = {**instance.outcomes, task.node: outcome}
    run.last_outcome = outcome
    run.occur(bpmn.Completed(task.path))
    _carry_out(run)
    task.instance = instance
    return as_open_task(task)


@operation(EVERYONE)
def complete_automatic(*, actor: Actor, now: datetime, case_ref: UUID, action: str) -> bool:
    """The case's open automatic task with this action is done: carry on. False when there is none: done before."""
    authorise(actor, EVERYONE)
    instance = ProcessInstance.objects.select_for_update().get(case_ref=case_ref)
    run = _running(instance, actor, now, {})
    for task in Task.objects.filter(instance=instance, automatic=True, closed_at__isnull=True):
        if run.process.tasks[task.node].action == action:
            _close(task, "complete", run)
            run.occur(bpmn.Completed(task.path))
            _carry_out(run)
            return True
    return False


@operation(EVERYONE)
def end(*, actor: Actor, now: datetime, case_ref: UUID) -> None:
    """Close all open tasks and end the process, because the applicant took the case back. Safe to repeat."""
    authorise(actor, EVERYONE)
    instance = ProcessInstance.objects.select_for_update().get(case_ref=case_ref)
    if instance.ended_at is not None:
        return
    Task.objects.filter(instance=instance, closed_at__isnull=True).update(closed_at=now)
    instance.marking = Marking.of(str(instance.marking["net"]), {}).to_json()
    instance.ended_at = now
    instance.seq += 1
    instance.save()


@operation(EVERYONE)
def resume(*, actor: Actor, now: datetime, case_ref: UUID) -> None:
    """After an incident was mended: ask again what could not be answered. Safe to repeat."""
    authorise(actor, EVERYONE)
    instance = ProcessInstance.objects.select_for_update().get(case_ref=case_ref)
    if not instance.incident:
        return
    run = _running(instance, actor, now, {})
    instance.incident = ""
    for path in run.marking.paths:
        node = run.process.net.nodes.get(path.partition("#")[0])
        if node is not None and run.process.net.decides(node):
            run.occur(bpmn.Answered(path, _answer(run, run.process.net.conditions_of(node))))
    _carry_out(run)


def _running(instance: ProcessInstance, actor: Actor, now: datetime, data: Mapping[str, Any]) -> _Run:
    process = process_of(instance.version_id)
    return _Run(instance, process, Marking.from_json(instance.marking), actor, now, data=data)


def _carry_out(run: _Run) -> None:
    """Do the effects in order until none is left, then store the marking. The version number counts the step."""
    done = 0
    while run.effects:
        done += 1
        if done > EFFECTS_AT_MOST:
            raise RuntimeError(f"process {run.instance.id} had more than {EFFECTS_AT_MOST} effects in one step")
        _do(run.effects.popleft(), run)
    instance = run.instance
    instance.marking = run.marking.to_json()
    instance.seq += 1
    instance.save()


def _do(effect: bpmn.Effect, run: _Run) -> None:
    if isinstance(effect, bpmn.OpenTask):
        _open_for_person(effect, run)
    elif isinstance(effect, bpmn.RunTask):
        _open_automatic(effect, run)
    elif isinstance(effect, bpmn.CloseTask):
        Task.objects.filter(instance=run.instance, path=effect.path, closed_at__isnull=True).update(closed_at=run.now)
    elif isinstance(effect, bpmn.Ask):
        run.occur(bpmn.Answered(effect.path, _answer(run, effect.conditions)))
    elif isinstance(effect, bpmn.Ended):
        run.instance.ended_at = run.now
        the_host().on_ended(
            case_ref=run.instance.case_ref,
            instance_id=run.instance.id,
            outcome=run.last_outcome or _last_outcome(run),
            now=run.now,
        )
    elif isinstance(effect, bpmn.Incident):
        run.instance.incident = f"{effect.path}: {effect.why}"
        the_host().on_incident(
            case_ref=run.instance.case_ref, instance_id=run.instance.id, why=run.instance.incident, now=run.now
        )
    else:
        raise TaskAlreadyDone


def _last_outcome(run: _Run) -> str:
    last = Task.objects.filter(instance=run.instance, automatic=False, closed_at__isnull=False)
    return last.order_by("-closed_at", "-id").values_list("outcome", flat=True).first() or ""


def _answer(run: _Run, conditions: tuple[tuple[str, str], ...]) -> str | None:
    """The first flow whose condition is true; null counts as not true."""
    context = {
        **the_host().data(case_ref=run.instance.case_ref),
        **run.data,
        "today": run.today,
        "outcome": run.last_outcome or _last_outcome(run) or None,
        "outcomes": dict.fromkeys(run.process.tasks) | dict(run.instance.outcomes),
    }
    for flow, _ in conditions:
        if run.process.conditions[flow].evaluate(context).value is True:
            return flow
    return None


def _open_for_person(effect: bpmn.OpenTask, run: _Run) -> None:
    kind = run.process.tasks[effect.node]
    role = package(run.instance.version_id).definition.roles[kind.lane]
    post_id = None if role.is_applicant else _post(role.role or "", role.place or "", run)
    task = Task.objects.create(
        id=new_id(run.now),
        instance=run.instance,
        node=effect.node,
        path=effect.path,
        role=role.role or APPLICANT,
        post_id=post_id,
        person_id=run.instance.applicant_person_id if role.is_applicant else None,
        opened_at=run.now,
        due_on=_due(kind.working_days, run),
    )
    the_host().on_opened(task=as_open_task(task), now=run.now)


def _due(working_days: int | None, run: _Run) -> date | None:
    return None if working_days is None else add_working_days(run.today, working_days, office_calendar())


def _open_automatic(effect: bpmn.RunTask, run: _Run) -> None:
    task = Task.objects.create(
        id=new_id(run.now),
        instance=run.instance,
        node=effect.node,
        path=effect.path,
        automatic=True,
        opened_at=run.now,
    )
    if the_host().on_automatic(task=as_open_task(task), now=run.now):
        _close(task, "complete", run)
        run.occur(bpmn.Completed(task.path))


def _close(task: Task, outcome: str, run: _Run) -> None:
    task.closed_at = run.now
    task.outcome = outcome
    task.save(update_fields=["closed_at", "outcome", "closed_by_post", "closed_by_person"])


def _post(role: str, answer: str, run: _Run) -> UUID:
    """The post with this role in the place that the answer gives, or else in the nearest place around it.

    Of several, one that somebody holds, with the fewest open tasks.
    """
    place_id = the_host().place(case_ref=run.instance.case_ref, answer=answer)
    if place_id is None:
        raise NoPostForRole
    for around in reversed(path_to(place_by_id(place_id).code)):
        found = [each.id for each in posts_for(role, around.id, run.now)]
        if found:
            held = [post_id for post_id in found if post_id in holders_of(found, run.now)] or found
            return held[0] if len(held) == 1 else min(held, key=lambda post_id: (_load(post_id), held.index(post_id)))
    raise NoPostForRole


def _load(post_id: UUID) -> int:
    return Task.objects.filter(post_id=post_id, closed_at__isnull=True).count()
