"""Agencies, their units and posts, and who holds which post when."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from sahulat.foundation.tables.public import IdField, TextInLanguages

# The half-open time from start to end; an end of null goes on.
_TIME = Func(F("starts_at"), F("ends_at"), RangeBoundary(), function="TSTZRANGE", output_field=DateTimeRangeField())


class Agency(models.Model):
    """A public body: the tenant that rows of services belong to."""

    id = IdField()
    code = models.CharField(max_length=100, unique=True)
    names = TextInLanguages()
    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        db_table = "organisations_agency"


class Unit(models.Model):
    """A branch or wing inside an agency."""

    id = IdField()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="units")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True)
    code = models.CharField(max_length=100)
    names = TextInLanguages()

    class Meta:
        db_table = "organisations_unit"
        constraints = [models.UniqueConstraint(name="organisations_unit_code_in_agency", fields=["agency", "code"])]


class Post(models.Model):
    """A post: people come and go, it stays. `role` is the word that a process's lane names."""

    id = IdField()
    code = models.CharField(max_length=120, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", null=True)
    role = models.CharField(max_length=60)
    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+", null=True)
    title = TextInLanguages()

    class Meta:
        db_table = "organisations_post"
        indexes = [models.Index(name="organisations_post_by_role", fields=["role", "place"])]


class Appointment(models.Model):
    """A person in a post for a time. One substantive holder at a time; acting holders may stand beside."""

    id = IdField()
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="appointments")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    acting = models.BooleanField(default=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "organisations_appointment"
        constraints = [
            ExclusionConstraint(
                name="organisations_one_holder_at_a_time",
                expressions=[
                    ("post", RangeOperators.EQUAL),
                    (_TIME, RangeOperators.OVERLAPS),
                ],
                condition=Q(acting=False),
            ),
            models.CheckConstraint(
                name="organisations_appointment_ends_after_start",
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
            ),
        ]
        indexes = [models.Index(name="organisations_appointed_person", fields=["person"])]
