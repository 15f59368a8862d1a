"""Loading the demo country: services, offices of all provinces, people, and forty cases in every state of life."""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable, Iterable
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
LATE_ONE, LATE_DAYS = 3, 16  # one case lies late with the clerk
ASKED_ONE = 20  # one waits for an answer from the citizen at the door


@dataclass(slots=True)
class Plan:
    """What is to happen to one case: by whom, how many acts of officers and citizen at most."""

    figure: Figure
    service: str
    seed: int
    acts: int
    case_id: UUID | None = None


@dataclass(slots=True)
class World:
    """A country being loaded."""

    now: datetime
    seed: int
    data: Path
    say: Progress
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
            list(self._told("officers", open_offices(versions, HOME, population, actor=SYSTEM, now=long_ago)))
            citizens = self._citizens(population, long_ago)
            self._live(citizens)

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
            for n in range(CASES // 2)
        ]

    def _live(self, citizens: list[Figure]) -> None:
        """Let everything happen in the order of time, as it would have."""
        keys = sorted(self.words)
        domicile = next(key for key in keys if key.endswith(DOMICILE))
        waiting: list[tuple[datetime, int, Plan]] = []
        for number in range(CASES):
            sent_at = self.now - timedelta(days=self._age(number), minutes=self.draw.randint(1, 400))
            service = domicile if number % 4 else keys[number // 4 % len(keys)]
            acts = number % 3 if number < LEFT_OPEN else MOST_ACTS
            heapq.heappush(waiting, (sent_at, number, Plan(citizens[number % len(citizens)], service, number, acts)))
        acts_done = 0
        while waiting:
            at, number, plan = heapq.heappop(waiting)
            if self._act(plan, at) and plan.acts > 0:
                later = at + timedelta(days=1, hours=self.draw.randint(0, 30))
                if later < self.now:
                    heapq.heappush(waiting, (later, number, plan))
            settle(at)
            acts_done += 1
            if acts_done % 25 == 0:
                self.say(f"{acts_done} acts of citizens and officers")

    def _age(self, number: int) -> int:
        if number == LATE_ONE:
            return LATE_DAYS
        return self.draw.randint(1, 4) if number < LEFT_OPEN else self.draw.randint(8, 30)

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
            asks = plan.seed == ASKED_ONE and Outcome.QUERY in tasks[0].outcomes
            life.work_on(tasks[0], now=at, draw=self.draw, leave=Outcome.QUERY if asks else None)
        return bool(tasks)
