"""Who stands at the demo's door, and how much lies on their desks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sahulat.foundation.access.types import Actor, Assurance, Channel
from sahulat.kernel.text import Text
from sahulat.platform.cases.models import Holding, Pile
from sahulat.platform.cases.public import inbox
from sahulat.platform.cases.types import Outcome, View
from sahulat.platform.catalogue.public import package
from sahulat.platform.organisations.public import post
from sahulat.platform.people.public import office_names
from sahulat.project.demo.models import Country, Figure

TILES = {"citizen": "star", "clerk": "checks", "commissioner": "rosette"}


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A task on the desk of one of the demo's officers, with what is needed to do it."""

    task_id: UUID
    case_id: UUID
    version_id: UUID
    officer: Figure
    outcomes: tuple[Outcome, ...]
    refusal_reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the door: the persona's key, name, post's title (None: a citizen), tile, and desk counts."""

    key: str
    name: Text
    title: Text | None
    tile: str
    open: int = 0
    late: int = 0


def is_demo_database() -> bool:
    """Whether this database carries the demo's mark."""
    return Country.objects.exists()


def chosen(actor: Actor | None) -> Figure | None:
    """The persona that an actor is, if any."""
    if actor is None or actor.account_id is None:
        return None
    return Figure.objects.filter(account_id=actor.account_id).first()


def actor_of(figure: Figure) -> Actor:
    """The actor that one of the demo's people is after signing in."""
    return Actor(
        account_id=figure.account_id,
        person_id=figure.person_id,
        post_id=figure.post_id,
        on_behalf_of=None,
        channel=Channel.COMMAND,
        assurance=Assurance.PASSWORD,
        session_id=None,
        request_id="demo",
    )


def open_tasks(now: datetime, most: int, *, case_id: UUID | None = None) -> list[OpenTask]:
    """Tasks that lie with officers of the demo who aren't at the door, longest held first; or those of one case."""
    held = Holding.objects.filter(pile=Pile.OPEN, post_id__isnull=False).select_related("case")
    if case_id is None:
        held = held.exclude(post_id__in=Figure.objects.filter(key__isnull=False).values("post_id"))
    else:
        held = held.filter(case_id=case_id)
    rows = list(held.order_by("since")[:most])
    officers = {row.post_id: row for row in Figure.objects.filter(post_id__in=[row.post_id for row in rows])}
    return [_open_task(row, officers[row.post_id]) for row in rows if row.post_id in officers]


def _open_task(row: Holding, officer: Figure) -> OpenTask:
    return OpenTask(
        task_id=row.id,
        case_id=row.case_id,
        version_id=row.case.version_id,
        officer=officer,
        outcomes=tuple(Outcome(each) for each in row.outcomes),
        refusal_reasons=tuple(package(row.case.version_id).definition.refusal_reasons),
    )


def personas(now: datetime) -> list[Choice]:
    """Everybody at the door, citizens first."""
    rows = {str(row.key): row for row in Figure.objects.filter(key__isnull=False)}
    names = office_names([row.person_id for row in rows.values()])
    return [_choice(rows[key], names[rows[key].person_id], now) for key in TILES if key in rows]


def _choice(row: Figure, name: Text, now: datetime) -> Choice:
    key = str(row.key)
    if row.post_id is None:
        return Choice(key, name, None, TILES[key])
    counts = inbox(actor=actor_of(row), now=now, size=1).counts
    return Choice(key, name, post(row.post_id).title, TILES[key], counts[View.MINE], counts[View.LATE])
