"""The country's units and their history. A code never changes; names and parents do, with the day."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from sahulat.foundation.tables.public import IdField, TextInLanguages

# The half-open days from start to end; an end of null goes on.
_DAYS = Func(F("starts_on"), F("ends_on"), RangeBoundary(), function="DATERANGE", output_field=DateRangeField())


class Place(models.Model):
    """A unit of the country. Districts made later have a first day, those abolished a last."""

    id = IdField()
    code = models.CharField(max_length=100, unique=True)
    kind = models.CharField(max_length=20)
    source = models.CharField(max_length=400)

    class Meta:
        db_table = "places_place"
        constraints = [
            models.CheckConstraint(
                name="places_place_kind_known",
                condition=Q(kind__in=["country", "province", "territory", "division", "district", "tehsil"]),
            ),
            models.CheckConstraint(name="places_place_has_source", condition=~Q(source="")),
        ]


class PlaceSpell(models.Model):
    """A place's names and parent during some days. Two spells of one place never share a day."""

    id = IdField()
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="spells")
    parent = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+", null=True)
    names = TextInLanguages()
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    source = models.CharField(max_length=400)

    class Meta:
        db_table = "places_place_spell"
        constraints = [
            ExclusionConstraint(
                name="places_spells_never_overlap",
                expressions=[
                    ("place", RangeOperators.EQUAL),
                    (_DAYS, RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                name="places_spell_ends_after_start",
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
            ),
            models.CheckConstraint(name="places_spell_has_source", condition=~Q(source="")),
        ]
