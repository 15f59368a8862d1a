"""Tables: when each schedule was last due, when each part of a worker last lived."""

from django.db import models


class ScheduleRow(models.Model):
    """The last instant for which a schedule's job was deferred."""

    name = models.CharField(max_length=100, primary_key=True)
    last_due = models.DateTimeField()

    class Meta:
        db_table = "jobs_schedule"


class HeartbeatRow(models.Model):
    """When a part of some worker last finished a round, by the database's clock."""

    part = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "jobs_heartbeat"
