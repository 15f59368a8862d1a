"""Tables of the processes room: running instances and their tasks."""

from __future__ import annotations

from django.db import models

from sahulat.foundation.tables.public import IdField


class ProcessInstance(models.Model):
    """A running process: the version it pins, its marking, and a number that grows with each step."""

    id = IdField()
    case_ref = models.UUIDField(unique=True)
    version = models.ForeignKey("catalogue.ServiceVersion", on_delete=models.PROTECT, related_name="+")
    applicant_person_id = models.UUIDField()
    marking = models.JSONField()
    outcomes = models.JSONField(default=dict)
    seq = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    incident = models.TextField(default="", blank=True)


class Task(models.Model):
    """A piece of work: of a post, of the applicant, or of the machine."""

    id = IdField()
    instance = models.ForeignKey(ProcessInstance, on_delete=models.PROTECT, related_name="tasks")
    node = models.CharField(max_length=120)
    path = models.CharField(max_length=200)
    automatic = models.BooleanField(default=False)
    role = models.CharField(max_length=80, blank=True)
    post = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    person_id = models.UUIDField(null=True, db_index=True)
    opened_at = models.DateTimeField()
    due_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by_post = models.UUIDField(null=True)
    closed_by_person = models.UUIDField(null=True)
    outcome = models.CharField(max_length=40, blank=True)

    class Meta:
        """One open task at a place of the net."""

        constraints = [
            models.UniqueConstraint(
                fields=["instance", "path"],
                condition=models.Q(closed_at__isnull=True),
                name="processes_task_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(automatic=True)
                | models.Q(post__isnull=False, person_id__isnull=True)
                | models.Q(post__isnull=True, person_id__isnull=False),
                name="processes_task_has_one_owner",
            ),
        ]
        indexes = [
            models.Index(
                fields=["post", "due_on"],
                condition=models.Q(closed_at__isnull=True),
                name="processes_task_inbox",
            ),
        ]
