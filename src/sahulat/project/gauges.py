"""How events, jobs and the workers stand, as gauges for Prometheus: read from the database when they are asked for."""

from datetime import datetime

from prometheus_client import CollectorRegistry, Gauge, generate_latest

from sahulat.foundation.events.public import outbox_state
from sahulat.foundation.jobs.public import heartbeats, jobs_state


def gauges(now: datetime) -> bytes:
    """The gauges in Prometheus' text format. Raises DatabaseError while the database is away."""
    registry = CollectorRegistry()
    events = Gauge("sahulat_events", "Events before a handler", ["state"], registry=registry)
    oldest = Gauge("sahulat_events_oldest_seconds", "Age of the oldest that waits", registry=registry)
    jobs = Gauge("sahulat_jobs", "Jobs", ["state"], registry=registry)
    beats = Gauge("sahulat_heartbeat_seconds", "Since a worker's part showed life", ["part"], registry=registry)
    outbox, work = outbox_state(), jobs_state()
    events.labels("waiting").set(outbox.waiting)
    events.labels("dead").set(outbox.dead)
    oldest.set((now - outbox.oldest).total_seconds() if outbox.oldest else 0)
    jobs.labels("waiting").set(work.waiting)
    jobs.labels("doing").set(work.doing)
    jobs.labels("failed").set(work.failed)
    for beat in heartbeats():
        beats.labels(beat.part).set(beat.seconds_ago)
    return generate_latest(registry)
