"""Very many cases in one office, by COPY: real rows under the real constraints, without their operations.

Each has its sealed answers, its history and its holdings: most lie with the clerk, some are past the clerk and lie
with the assistant commissioner, so that the clerk waits for them. Applicants are the people of a crowd.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from sahulat.foundation.languages.public import fold
from sahulat.kernel import clock
from sahulat.kernel.ids import new_id
from sahulat.kernel.references import Reference
from sahulat.kernel.text import Text
from sahulat.platform.cases.models import Answers, Case, CaseEntry, Holding, Pile
from sahulat.platform.cases.queries.days import promised_day
from sahulat.platform.cases.queries.definitions import service_name
from sahulat.platform.cases.types import EntryKind, State
from sahulat.platform.people.models import Person
from sahulat.platform.places.public import data_folder
from sahulat.project.demo.crowd import add_people
from sahulat.project.demo.models import Figure

FIRST_NUMBER = 60_000_000
FORWARDED = 0.3
SPREAD_DAYS = 40
PEOPLE = 3_000
DOMICILE = "domicile-certificate"

Rows = dict[type[Any], list[tuple[Any, ...]]]


def run(count: int, people: int = PEOPLE) -> dict[str, Any]:
    """Fill the office of the demo's clerk with `count` cases; how many rows each table got."""
    now = clock.now()
    add_people(people, seed=7, now=now, data=data_folder(), say=lambda text: None)
    office = _office()
    made: Rows = {Case: [], Answers: [], Holding: [], CaseEntry: []}
    with transaction.atomic():
        for each in _cases(count, office, now):
            for model, rows in each.items():
                made[model].extend(rows)
            if len(made[Case]) >= 5_000:
                _copy_all(made)
        _copy_all(made)
    return {"cases": count}


@dataclass(frozen=True, slots=True)
class _Office:
    """What all the cases share: an example of a real one, the two posts, who applies."""

    example: Case
    service: Text
    canonical: str
    sha256: str
    first: Holding
    second: Holding
    people: list[tuple[UUID, Text]]


def _office() -> _Office:
    first = Holding.objects.filter(post_id=_post("clerk"), case__service_key__endswith=DOMICILE).latest("id")
    second = Holding.objects.filter(post_id=_post("commissioner"), case__service_key__endswith=DOMICILE).latest("id")
    case = Case.objects.get(id=first.case_id)
    answers = Answers.objects.filter(case=case).latest("number")
    officers = Figure.objects.filter(post_id__isnull=False).values("person_id")
    people = list(Person.objects.exclude(id__in=officers).values_list("id", "names"))
    return _Office(case, service_name(case), answers.canonical, answers.sha256, first, second, people)


def _post(key: str) -> UUID:
    post_id = Figure.objects.get(key=key).post_id
    assert post_id is not None
    return post_id


def _cases(count: int, office: _Office, now: datetime) -> Iterator[Rows]:
    for number in range(count):
        # Older ones first, so that ids rise as they would have.
        at = now - timedelta(days=SPREAD_DAYS) * (1 - number / count)
        yield _case(number, at, office)


def _case(number: int, at: datetime, office: _Office) -> Rows:
    person_id, names = office.people[number * 7919 % len(office.people)]
    example = office.example
    reference = str(Reference("PB", FIRST_NUMBER + number))
    case_id = new_id(at)
    due = _promised(at.date(), example.promised_days)
    case = {
        "id": case_id, "reference": reference, "draft_id": new_id(at), "version_id": example.version_id,
        "service_key": example.service_key, "applicant_id": person_id, "agency_id": example.agency_id,
        "place_id": example.place_id, "name": names, "search_text": _search_text(names, reference),
        "state": State.WITH_OFFICE.value, "answers_number": 1, "submitted_at": at, "promised_on": due,
        "promised_days": example.promised_days, "stopped_at": None, "decided_at": None, "days_taken": None,
        "key_id": example.key_id, "data_class": example.data_class, "disposal_on": None, "legal_hold": False,
    }  # fmt: skip
    answers = {
        "id": new_id(at), "case_id": case_id, "number": 1, "canonical": office.canonical, "sha256": office.sha256,
        "sealed_at": at,
    }  # fmt: skip
    received = _entry(case_id, EntryKind.RECEIVED, at, office.service, person_id)
    if number % 10 >= FORWARDED * 10:
        held, history = [_holding(case_id, office.first, at, due)], [received]
    else:
        later = at + timedelta(hours=5)
        held = [
            _holding(case_id, office.first, at, due, closed_at=later),
            _holding(case_id, office.second, later, due, from_post_id=office.first.post_id),
        ]
        history = [received, _entry(case_id, EntryKind.FORWARDED, later, office.service, None, office.first)]
    return {
        Case: [_row(Case, case)],
        Answers: [_row(Answers, answers)],
        Holding: [_row(Holding, each) for each in held],
        CaseEntry: [_row(CaseEntry, each) for each in history],
    }


def _holding(
    case_id: UUID,
    like: Holding,
    at: datetime,
    due: date,
    *,
    closed_at: datetime | None = None,
    from_post_id: UUID | None = None,
) -> dict[str, Any]:
    return {
        "id": new_id(at), "case_id": case_id, "node": like.node, "step": like.step, "role": like.role,
        "post_id": like.post_id, "office_agency_id": like.office_agency_id, "office_place_id": like.office_place_id,
        "from_post_id": from_post_id, "from_person_id": None, "outcomes": json.dumps(like.outcomes),
        "pile": Pile.WAITING if closed_at else Pile.OPEN, "since": at, "due_on": due, "closed_at": closed_at,
        "closed_by_id": None, "outcome": "forward" if closed_at else "", "closed_key": "", "frozen_id": None,
        "frozen_sha256": "",
    }  # fmt: skip


def _entry(
    case_id: UUID, kind: EntryKind, at: datetime, service: Text, person_id: UUID | None, by: Holding | None = None
) -> dict[str, Any]:
    return {
        "id": new_id(at), "case_id": case_id, "kind": kind.value, "at": at, "node": by.node if by else "",
        "step": by.step if by else service, "post_id": by.post_id if by else None, "person_id": person_id, "words": "",
        "days_stopped": None,
    }  # fmt: skip


@lru_cache
def _promised(day: date, working_days: int) -> date:
    return promised_day(datetime(day.year, day.month, day.day, 7, tzinfo=clock.now().tzinfo), working_days)


def _search_text(names: Text, reference: str) -> str:
    return fold(" ".join([*names.values(), reference, reference.replace("-", "")]))


def _columns(model: type[Any]) -> list[str]:
    return [field.column for field in model._meta.concrete_fields]


def _row(model: type[Any], values: dict[str, Any]) -> tuple[Any, ...]:
    """The values in the table's order. KeyError when the model has a column that this loader doesn't know."""
    return tuple(values[column] for column in _columns(model))


def _copy_all(made: Rows) -> None:
    for model, rows in made.items():
        _copy(model, rows)
        rows.clear()


def _copy(model: type[Any], rows: Sequence[tuple[Any, ...]]) -> None:
    table, columns = model._meta.db_table, ", ".join(_columns(model))
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        copy.write("".join(_lines(rows)))


def _lines(rows: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    for row in rows:
        yield "\t".join(_field(value) for value in row) + "\n"


def _field(value: Any) -> str:
    if value is None:
        return "\\N"
    text = json.dumps(value.to_json(), ensure_ascii=False) if isinstance(value, Text) else str(value)
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
