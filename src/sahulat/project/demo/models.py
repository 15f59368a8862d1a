"""What the demo keeps of itself: that this database is a demo, and who acts in it."""

from __future__ import annotations

from django.db import models

from sahulat.foundation.tables.public import IdField


class Country(models.Model):
    """The mark of a demo's database: seed and size of what was loaded. At most one row."""

    id = IdField()
    seed = models.BigIntegerField()
    people = models.IntegerField()
    loaded_at = models.DateTimeField()
    only = models.BooleanField(default=True, unique=True)

    class Meta:
        """One country a database."""

        constraints = [models.CheckConstraint(name="demo_country_only_one", condition=models.Q(only=True))]


class Figure(models.Model):
    """An invented person who acts: an officer (with a post) or a citizen. `key` is set for those at the door.

    `number` and `region` draw the person again (`names`); `district` and `tehsil` are codes of where he or she lives.
    """

    number = models.IntegerField(primary_key=True)
    key = models.CharField(max_length=32, null=True, unique=True)
    region = models.CharField(max_length=32)
    account_id = models.UUIDField(unique=True)
    person_id = models.UUIDField()
    post_id = models.UUIDField(null=True, unique=True)
    district = models.CharField(max_length=64)
    tehsil = models.CharField(max_length=64, blank=True)
