"""Drafts that are ready to be sent, and sending them: the whole operation, from as many processes as asked."""

from __future__ import annotations

import multiprocessing
import time
from copy import copy
from typing import Any
from uuid import UUID

import orjson
from django.conf import settings
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from sahulat.foundation.access.types import Actor, Assurance, Channel
from sahulat.foundation.keys.public import new_data_keys
from sahulat.kernel import clock
from sahulat.kernel.ids import new_id
from sahulat.platform.cases.models import Answers, Case
from sahulat.platform.cases.public import submit_application
from sahulat.platform.forms.models import Draft
from sahulat.platform.people.models import Person
from sahulat.platform.places.public import data_folder
from sahulat.project.demo.crowd import add_people
from sahulat.project.demo.models import Figure

DOMICILE = "domicile-certificate"
BODY = 400  # bytes, as the floor's insert writes them


def run(drafts: int, writers: list[int], seconds: float) -> dict[str, Any]:
    """Send drafts for `seconds` with each number of writers; rates, and the statements of one submission."""
    assert all(_setting(name) == "on" for name in ("fsync", "synchronous_commit", "full_page_writes"))
    ready = _drafts(drafts)
    statements = _statements(ready.pop())
    found = []
    for count in writers:
        share = [ready.pop() for _ in range(len(ready) // 2 if count != writers[-1] else len(ready))]
        found.append(_sent(share, count, seconds))
    return {"writers": found, "statements": statements}


def _setting(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        return str(cursor.fetchone()[0])


def _drafts(count: int) -> list[tuple[UUID, UUID]]:
    """Copies of a real draft, each of another invented person: (draft, person)."""
    now = clock.now()
    add_people(count, seed=7, now=now, data=data_folder(), say=lambda text: None)
    officers = Figure.objects.values("person_id")
    people = list(Person.objects.exclude(id__in=officers).order_by("-id").values_list("id", flat=True)[:count])
    case = Case.objects.filter(service_key__endswith=DOMICILE, draft_id__in=Draft.objects.values("id")).earliest("id")
    like = Draft.objects.get(id=case.draft_id)
    like.answers = orjson.loads(Answers.objects.get(case=case, number=1).canonical)
    made = []
    owners = {new_id(now): person_id for person_id in people}
    keys = new_data_keys(now=now, owners=[f"forms.draft:{draft_id}" for draft_id in owners])
    for (draft_id, person_id), key in zip(owners.items(), keys, strict=True):
        draft = copy(like)
        draft.id, draft.person_id, draft.data_key_id = draft_id, person_id, key.id
        draft.sealed_at, draft.sealed_sha256 = None, ""
        draft.started_at = draft.saved_at = now
        made.append(draft)
    Draft.objects.bulk_create(made)
    return [(draft.id, draft.person_id) for draft in made]


def _actor(person_id: UUID) -> Actor:
    return Actor(
        account_id=person_id, person_id=person_id, post_id=None, on_behalf_of=None, channel=Channel.WEB,
        assurance=Assurance.CODE, session_id=None, request_id="bench",
    )  # fmt: skip


def _submit(draft: tuple[UUID, UUID]) -> None:
    submit_application(actor=_actor(draft[1]), now=clock.now(), draft_id=draft[0])


def _statements(draft: tuple[UUID, UUID]) -> list[str]:
    _ = settings.SAHULAT_LANGUAGES
    with CaptureQueriesContext(connection) as captured:
        _submit(draft)
    return [each["sql"][:120] for each in captured.captured_queries]


def _sent(ready: list[tuple[UUID, UUID]], writers: int, seconds: float) -> dict[str, Any]:
    connections.close_all()
    context = multiprocessing.get_context("fork")
    results: multiprocessing.Queue[list[float]] = context.Queue()
    begin = context.Barrier(writers + 1)
    processes = [
        context.Process(target=_writer, args=(ready[number::writers], begin, seconds, results))
        for number in range(writers)
    ]
    for process in processes:
        process.start()
    begin.wait()
    start = time.perf_counter()
    times = [results.get() for _ in processes]
    lasted = time.perf_counter() - start
    for process in processes:
        process.join()
    return {"writers": writers, "lasted": lasted, "times": [each for some in times for each in some]}


def _writer(ready: list[tuple[UUID, UUID]], begin: Any, seconds: float, results: Any) -> None:
    _submit(ready.pop())  # the first one reads the package
    begin.wait()
    times: list[float] = []
    end = time.perf_counter() + seconds
    while ready and time.perf_counter() < end:
        start = time.perf_counter()
        _submit(ready.pop())
        times.append(time.perf_counter() - start)
    results.put(times)
    connections.close_all()
