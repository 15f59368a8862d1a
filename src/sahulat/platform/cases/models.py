"""Tables of the cases room.

`Case` is what the applicant and the office see; `Holding` says in whose hands it lies (one row per task of its
process, with what the inbox needs, so that an inbox of 100,000 cases is read off one index); `CaseEntry` is the
history, `Note` the officers' note sheet, `Query` what was asked of the applicant, `Answers` what was sealed.
"""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from sahulat.foundation.tables.public import IdField, TextInLanguages
from sahulat.platform.cases.types import OPEN_STATES, State


class Pile(models.TextChoices):
    """Where a holding lies for the inbox of its post."""

    OPEN = "open"  # to be done by this post
    WAITING = "waiting"  # done by this post, the case is still on its way elsewhere
    PAST = "past"


class Case(models.Model):
    """One application on its way. Written by operations only; ended once and then left alone."""

    id = IdField()
    reference = models.CharField(max_length=40, unique=True)
    draft_id = models.UUIDField(unique=True)
    version = models.ForeignKey("catalogue.ServiceVersion", on_delete=models.PROTECT, related_name="+")
    service_key = models.CharField(max_length=200)
    applicant = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+")
    name = TextInLanguages()
    search_text = models.TextField()
    state = models.CharField(max_length=16, choices=[(state.value, state.value) for state in State])
    answers_number = models.PositiveSmallIntegerField(default=1)
    submitted_at = models.DateTimeField()
    promised_on = models.DateField()
    promised_days = models.PositiveSmallIntegerField()
    stopped_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    days_taken = models.PositiveSmallIntegerField(null=True)
    key_id = models.UUIDField(null=True)
    data_class = models.CharField(max_length=16)
    disposal_on = models.DateField(null=True)
    legal_hold = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="case_clock_stands_iff_with_applicant",
                condition=Q(state=State.WITH_APPLICANT.value, stopped_at__isnull=False)
                | (~Q(state=State.WITH_APPLICANT.value) & Q(stopped_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="case_decided_iff_final",
                condition=Q(state__in=[State.WITH_OFFICE.value, State.WITH_APPLICANT.value], decided_at__isnull=True)
                | (~Q(state__in=[State.WITH_OFFICE.value, State.WITH_APPLICANT.value]) & Q(decided_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(name="case_of_applicant", fields=["applicant", "-id"]),
            models.Index(
                name="case_measured", fields=["service_key", "decided_at"], condition=Q(days_taken__isnull=False)
            ),
            models.Index(name="case_decided", fields=["-decided_at"], condition=Q(decided_at__isnull=False)),
            GinIndex(name="case_search", fields=["search_text"], opclasses=["gin_trgm_ops"]),
        ]

    @property
    def standing(self) -> State:
        """The state as a value."""
        return State(self.state)

    @property
    def is_open(self) -> bool:
        """Whether something is still to happen."""
        return self.standing in OPEN_STATES


class Answers(models.Model):
    """One sealed set of a case's answers: canonical JSON (RFC 8785) and its hash. Append-only; mending adds one."""

    id = IdField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    canonical = models.TextField()
    sha256 = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="answers_numbered", fields=["case", "number"])]


class Holding(models.Model):
    """One task of one case in the hands of one post: with whom, since when, until when.

    The applicant's own tasks (mending) have no post. `id` is the id of the process's task.
    """

    id = IdField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    node = models.CharField(max_length=120)
    step = TextInLanguages()
    role = models.CharField(max_length=60)
    post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", null=True)
    office_agency_id = models.UUIDField(null=True)
    office_place_id = models.UUIDField(null=True)
    from_post_id = models.UUIDField(null=True)
    from_person_id = models.UUIDField(null=True)
    outcomes = models.JSONField(default=list)
    pile = models.CharField(max_length=8, choices=Pile.choices, default=Pile.OPEN)
    since = models.DateTimeField()
    due_on = models.DateField()
    closed_at = models.DateTimeField(null=True)
    closed_by_id = models.UUIDField(null=True)
    outcome = models.CharField(max_length=16, default="")
    closed_key = models.CharField(max_length=64, default="")
    frozen_id = models.UUIDField(null=True)
    frozen_sha256 = models.CharField(max_length=64, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="holding_open_iff_not_closed",
                condition=Q(pile=Pile.OPEN.value, closed_at__isnull=True)
                | (~Q(pile=Pile.OPEN.value) & Q(closed_at__isnull=False)),
            ),
            models.UniqueConstraint(
                name="holding_waits_once_per_post", fields=["post", "case"], condition=Q(pile=Pile.WAITING.value)
            ),
        ]
        indexes = [
            models.Index(name="holding_inbox", fields=["post", "pile", "due_on", "id"]),
            models.Index(
                name="holding_office",
                fields=["office_agency_id", "office_place_id", "due_on", "id"],
                condition=Q(pile=Pile.OPEN.value),
            ),
            models.Index(name="holding_of_case", fields=["case", "id"]),
        ]


class CaseEntry(models.Model):
    """One line of a case's history, as the applicant reads it. Append-only.

    `step` is the name of the task in which it happened, or the service's where there was none.
    """

    id = IdField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)
    at = models.DateTimeField()
    node = models.CharField(max_length=120, default="")
    step = TextInLanguages()
    post_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    words = models.TextField(default="")
    days_stopped = models.PositiveSmallIntegerField(null=True)

    class Meta:
        indexes = [models.Index(name="entry_of_case", fields=["case", "id"])]


class Note(models.Model):
    """A numbered paragraph of the officers' note sheet. Stays in the office. Append-only."""

    id = IdField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    key = models.CharField(max_length=64)
    at = models.DateTimeField()
    post_id = models.UUIDField()
    person_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="note_numbered", fields=["case", "number"]),
            models.UniqueConstraint(name="note_once", fields=["case", "key"]),
        ]


class Query(models.Model):
    """What an officer asked the applicant to mend: the fields by name, and why. One open query per case."""

    id = IdField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    fields = models.JSONField()
    reason = models.TextField()
    asked_at = models.DateTimeField()
    post_id = models.UUIDField()
    person_id = models.UUIDField()
    answered_at = models.DateTimeField(null=True)
    answers_number = models.PositiveSmallIntegerField(null=True)
    draft_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="query_open_once", fields=["case"], condition=Q(answered_at__isnull=True))
        ]


class Decision(models.Model):
    """What an officer decided in a task: granted for a frozen document, or refused for a reason. One per task.

    Append-only.
    """

    id = IdField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    task_id = models.UUIDField(unique=True)
    granted = models.BooleanField()
    reason = models.CharField(max_length=60, default="")
    words = models.TextField(default="")
    frozen_id = models.UUIDField(null=True)
    sha256 = models.CharField(max_length=64, default="")
    at = models.DateTimeField()
    post_id = models.UUIDField()
    person_id = models.UUIDField()
