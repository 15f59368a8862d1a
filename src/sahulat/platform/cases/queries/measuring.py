"""How long decided cases really took, for the pages that set the promise beside the fact."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count

from sahulat.platform.cases.models import Case
from sahulat.platform.cases.rules.counting import half_took
from sahulat.platform.cases.types import TimeTaken
from sahulat.platform.catalogue.types import Fact

MEASURED_OVER = timedelta(days=90)


def time_taken(*, service_key: str, now: datetime) -> Fact:
    """Working days of the cases decided in the last 90 days, by count. Registered with the catalogue."""
    since = now - MEASURED_OVER
    rows = (
        Case.objects.filter(service_key=service_key, decided_at__gte=since, days_taken__isnull=False)
        .values_list("days_taken")
        .annotate(n=Count("id"))
    )
    return Fact(since=since, by_days={days: n for days, n in rows if days is not None})


def most_used(*, now: datetime, most: int = 5) -> tuple[TimeTaken, ...]:
    """The services with the most cases decided in the last 90 days, and within how many days half were done."""
    rows = (
        Case.objects.filter(decided_at__gte=now - MEASURED_OVER, days_taken__isnull=False)
        .values_list("service_key", "promised_days", "days_taken")
        .annotate(n=Count("id"))
    )
    taken: dict[str, list[int]] = {}
    promised: dict[str, int] = {}
    for key, promise, days, n in rows:
        taken.setdefault(key, []).extend([days or 0] * n)
        promised[key] = max(promised.get(key, 0), promise)
    found = [
        TimeTaken(service_key=key, promised_days=promised[key], days=half_took(days) or 0, cases=len(days))
        for key, days in taken.items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.cases, each.service_key))[:most])
