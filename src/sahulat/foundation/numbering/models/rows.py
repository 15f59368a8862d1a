"""The series of reference numbers. The counters themselves are PostgreSQL sequences."""

from django.db import models
from django.db.models import Q


class Series(models.Model):
    """One series: its digits and the secret constants that permute its counter. Never changed."""

    series = models.CharField(primary_key=True, max_length=40)
    digits = models.PositiveSmallIntegerField()
    multiplier = models.BigIntegerField()
    increment = models.BigIntegerField()

    class Meta:
        db_table = "numbering_series"
        constraints = [
            models.CheckConstraint(name="numbering_series_digits", condition=Q(digits__gte=4, digits__lte=12)),
        ]
