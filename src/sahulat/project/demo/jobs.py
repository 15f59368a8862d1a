"""The demo's actors at work: every few minutes an officer does a task and a citizen applies, by real operations."""

from __future__ import annotations

import random
from datetime import datetime

from django.conf import settings

from sahulat.foundation.jobs.public import job, schedule
from sahulat.kernel.refusals import Refusal
from sahulat.platform.places.public import data_folder
from sahulat.project.demo import life
from sahulat.project.demo.models import Country, Figure
from sahulat.project.demo.queries import open_tasks
from sahulat.project.demo.world import World

TASKS_AT_ONCE = 2


@job(name="demo.keep-working")
def keep_working(*, now: datetime) -> None:
    """One round of the actors. Safe to repeat: each act goes through an operation that refuses what is done already."""
    country = Country.objects.first()
    if not settings.SAHULAT_DEMO or country is None:
        return
    draw = random.Random(int(now.timestamp()))  # noqa: S311 - invented people's choices
    for task in open_tasks(now, TASKS_AT_ONCE):
        try:
            life.work_on(task, now=now, draw=draw)
        except Refusal:
            continue  # a visitor did it first
    _somebody_applies(country, now, draw)


def _somebody_applies(country: Country, now: datetime, draw: random.Random) -> None:
    world = World(now=country.loaded_at, seed=country.seed, data=data_folder(), say=_quiet)
    figures = list(Figure.objects.filter(post_id__isnull=True, key__isnull=True).order_by("number"))
    if not figures:
        return
    figure, service = draw.choice(figures), draw.choice(sorted(world.words))
    life.apply(world.citizen(figure), service, world.words[service], now=now, seed=draw.randrange(10**6))


def _quiet(text: str) -> None:
    """The actors work without a word."""


schedule(keep_working, "*/3 * * * *")
