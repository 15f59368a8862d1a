"""Loading the demo country: services, offices of all provinces, people, and forty cases in every state of life."""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml
from django.db import transaction

from sahulat.foundation.access.types import Actor
from sahulat.foundation.jobs.testing import settle
from sahulat.foundation.tables.public import ensure_partitions
from sahulat.kernel.ids import new_id
from sahulat.platform.cases.models import Case
from sahulat.platform.cases.types import Outcome, State
from sahulat.platform.catalogue.public import package_folders, publish
from sahulat.platform.places.public import load_places, place, tehsils
from sahulat.project.demo import life
from sahulat.project.demo.filling import Applicant
from sahulat.project.demo.hours import awake, in_office_hours
from sahulat.project.demo.models import Country, Figure
from sahulat.project.demo.names import Names
from sahulat.project.demo.offices import Population, open_offices
from sahulat.project.demo.queries import open_tasks

Progress = Callable[[str], None]
SYSTEM = Actor.system(request_id="demo")
HOME = "pk-punjab-multan"
HOME_TEHSIL = "multan-city"
DOMICILE = "domicile-certificate"
LONG_AGO = timedelta(days=40)
CASES = 40
LEFT_OPEN, MOST_ACTS = 16, 12  # the first cases are left at some step, the others run to their end
LATE_DAYS = 16  # one case lies late with the clerk


@dataclass(slots=True)
class Plan:
    """What is to happen to one case: whose it is, when it was sent, how many acts at most, and which.

    With `onward` nobody asks or refuses; with `asks` the first officer asks the citizen for something.
    """

    figure: Figure
    service: str
    seed: int
    days_ago: int
    acts: int
    onward: bool = False
    asks: bool = False
    case_id: UUID | None = None


@dataclass(slots=True)
class World:
    """A country being loaded."""

    now: datetime
    seed: int
    data: Path
    say: Progress
    cases: int = CASES
    everywhere: bool = True
    """Whether districts outside the visitor's own get offices too."""
    names: Names = field(init=False)
    words: dict[str, Any] = field(init=False)
    draw: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.names = Names(self.data / "demo" / "names.yaml", self.seed)
        self.words = yaml.safe_load((self.data / "demo" / "answers.yaml").read_text(encoding="utf-8"))
        self.draw = random.Random(self.seed)  # noqa: S311 - an invented country

    def load(self) -> None:
        """Load everything in one transaction, so that a crash leaves nothing half done."""
        ensure_partitions(self.now)
        with transaction.atomic():
            Country.objects.create(id=new_id(self.now), seed=self.seed, people=0, loaded_at=self.now)
            long_ago = self.now - LONG_AGO
            load_places(actor=SYSTEM, now=long_ago)
            versions = [
                publish(actor=SYSTEM, now=long_ago, folder=folder).id
                for folder in self._told("services", package_folders())
            ]
            population = Population(self.names, self.now.date())
            list(self._told("officers", self._offices(versions, population, long_ago)))
            citizens = self._citizens(population, long_ago)
            self._live(citizens)

    def _offices(self, versions: list[UUID], population: Population, at: datetime) -> Iterator[Figure]:
        return open_offices(versions, population, home=HOME, everywhere=self.everywhere, actor=SYSTEM, now=at)

    def _told(self, what: str, things: Iterable[Any]) -> Iterable[Any]:
        count = 0
        for count, thing in enumerate(things, 1):
            if count % 25 == 0:
                self.say(f"{count} {what}")
            yield thing
        self.say(f"{count} {what}")

    def _citizens(self, population: Population, at: datetime) -> list[Figure]:
        homes = sorted(tehsils(HOME), key=lambda each: not each.code.endswith(HOME_TEHSIL))
        return [
            population.settle(
                "punjab" if n else "citizen",
                homes[0 if n % 5 else n % len(homes)],
                actor=SYSTEM,
                now=at,
                language="en" if n % 4 == 0 else "ur",
            )
            for n in range(max(self.cases // 2, 2))
        ]

    def _live(self, citizens: list[Figure]) -> None:
        """Let everything happen in the order of time, as it would have."""
        waiting: list[tuple[datetime, int, Plan]] = []
        for number, plan in enumerate(self._plans(citizens)):
            sent_at = self.now - timedelta(days=plan.days_ago, minutes=self.draw.randint(1, 400))
            heapq.heappush(waiting, (awake(sent_at), number, plan))
        acts_done = 0
        while waiting:
            at, number, plan = heapq.heappop(waiting)
            if self._act(plan, at) and plan.acts > 0:
                later = in_office_hours(at + timedelta(days=1, hours=self.draw.randint(0, 30)), after=at)
                if later < self.now:
                    heapq.heappush(waiting, (later, number, plan))
            settle(at)
            acts_done += 1
            if acts_done % 25 == 0:
                self.say(f"{acts_done} acts of citizens and officers")

    def _plans(self, citizens: list[Figure]) -> Iterator[Plan]:
        """Three applications of the citizen at the door, one that lies late, and other people's."""
        keys = sorted(self.words)
        domicile = next(key for key in keys if key.endswith(DOMICILE))
        licence = next(key for key in keys if key != domicile)
        yield Plan(citizens[0], domicile, seed=0, days_ago=4, acts=1, onward=True)
        yield Plan(citizens[0], licence, seed=1, days_ago=6, acts=1, asks=True)
        yield Plan(citizens[0], domicile, seed=2, days_ago=26, acts=MOST_ACTS, onward=True)
        yield Plan(citizens[1], domicile, seed=3, days_ago=LATE_DAYS, acts=0)
        for number in range(4, self.cases):
            service = domicile if number % 4 else keys[number // 4 % len(keys)]
            is_open = number < LEFT_OPEN
            days_ago = self.draw.randint(1, 4) if is_open else self.draw.randint(8, 30)
            acts = number % 3 if is_open else MOST_ACTS
            yield Plan(citizens[1 + number % (len(citizens) - 1)], service, seed=number, days_ago=days_ago, acts=acts)

    def citizen(self, figure: Figure) -> life.Citizen:
        """A figure with what filling forms needs."""
        district = place(figure.district)
        home = place(figure.tehsil) if figure.tehsil else district
        person = self.names.person(figure.number, figure.region, self.now.date())
        return life.Citizen(Applicant(person, "en", {"district": district, "tehsil": home}), figure)

    def _act(self, plan: Plan, at: datetime) -> bool:
        """The next act in a case's life; False when there is nothing more to do."""
        words = self.words[plan.service]
        if plan.case_id is None:
            plan.case_id = life.apply(self.citizen(plan.figure), plan.service, words, now=at, seed=plan.seed)
            return True
        plan.acts -= 1
        case = Case.objects.get(id=plan.case_id)
        if case.standing is State.WITH_APPLICANT:
            life.mend(self.citizen(plan.figure), case.id, case.version_id, words, now=at, seed=plan.seed)
            return True
        tasks = open_tasks(at, 4, case_id=case.id)
        if tasks:
            forced = Outcome.QUERY if plan.asks else life.onward(tasks[0]) if plan.onward else None
            life.work_on(tasks[0], now=at, draw=self.draw, leave=forced)
        return bool(tasks)
