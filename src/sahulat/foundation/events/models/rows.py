"""Tables: events (only grow) and, for each handler that asked, what it still has to handle."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sahulat.foundation.tables.public import IdField


class EventRow(models.Model):
    """One event with its envelope; its id is that of the audit entry beside it. Partitioned, append-only."""

    id = IdField()
    type = models.CharField(max_length=100)
    at = models.DateTimeField()
    key = models.CharField(max_length=150)
    actor = models.JSONField()
    cause = models.UUIDField(null=True)
    correlation = models.CharField(max_length=100)
    body = models.JSONField()

    class Meta:
        db_table = "events_event"


class Pending(models.Model):
    """That a handler still has to handle an event. `due_at` null: at once. Deleted with the handler's effect."""

    # Not one of our ids: the order of the work, which the database alone can give.
    seq = models.BigAutoField(primary_key=True, db_column="seq")
    event_id = models.UUIDField()
    handler = models.CharField(max_length=150)
    key = models.CharField(max_length=150)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True)
    error = models.TextField(default="")
    dead = models.BooleanField(default=False)

    class Meta:
        db_table = "events_pending"
        constraints = [models.UniqueConstraint(fields=["event_id", "handler"], name="events_pending_once")]
        indexes = [
            models.Index(fields=["seq"], name="events_pending_living", condition=Q(dead=False)),
            models.Index(
                fields=["handler", "key", "seq"],
                name="events_pending_held",
                condition=Q(dead=False, due_at__isnull=False),
            ),
        ]
