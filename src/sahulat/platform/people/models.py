"""Persons, their identifiers and contact points. What identifies or reaches them is encrypted under their own key."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from sahulat.foundation.tables.public import IdField, TextInLanguages


class Person(models.Model):
    """A natural person. `data_key_id` is the key whose destruction erases; null until something needs it.

    `folded` is the search column: every name, folded. `sex` holds only what the person stated.
    """

    id = IdField()
    names = TextInLanguages()
    folded = models.TextField()
    born_on = models.DateField(null=True)
    sex = models.CharField(max_length=10, null=True)
    language = models.CharField(max_length=10)
    data_key = models.ForeignKey("keys.DataKey", on_delete=models.PROTECT, related_name="+", null=True)
    data_class = models.CharField(max_length=20, default="confidential")
    dispose_on = models.DateField(null=True)
    legal_hold = models.BooleanField(default=False)
    registered_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "people_person"
        indexes = [GinIndex(name="people_person_by_words", fields=["folded"], opclasses=["gin_trgm_ops"])]
        constraints = [
            models.CheckConstraint(
                name="people_person_sex_as_stated",
                condition=Q(sex__isnull=True) | Q(sex__in=["female", "male", "x"]),
            ),
            models.CheckConstraint(
                name="people_person_held_is_not_erased",
                condition=Q(legal_hold=False) | Q(erased_at__isnull=True),
            ),
        ]


class Identifier(models.Model):
    """A number that an authority gave a person. Neither unique nor present by rule. `sealed` carries its key's id."""

    id = IdField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identifiers")
    kind = models.CharField(max_length=20)
    issuer = models.CharField(max_length=40)
    value_hash = models.BinaryField(null=True, max_length=32)
    sealed = models.BinaryField()
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    added_at = models.DateTimeField()

    class Meta:
        db_table = "people_identifier"
        constraints = [
            models.UniqueConstraint(name="people_identifier_once_a_person", fields=["person", "kind", "value_hash"]),
            models.CheckConstraint(
                name="people_identifier_ends_after_start",
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
            ),
        ]
        indexes = [models.Index(name="people_identifier_by_value", fields=["value_hash", "kind"])]


class ContactPoint(models.Model):
    """A way to reach a person; a phone may be shared. `verified_at`: when the person proved to hold it."""

    id = IdField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contacts")
    kind = models.CharField(max_length=20)
    value_hash = models.BinaryField(null=True, max_length=32)
    sealed = models.BinaryField()
    verified_at = models.DateTimeField(null=True)
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "people_contact_point"
        constraints = [
            models.UniqueConstraint(
                name="people_contact_once_a_person",
                fields=["person", "kind", "value_hash"],
                condition=Q(ended_at__isnull=True),
            ),
        ]
        indexes = [models.Index(name="people_contact_by_value", fields=["value_hash", "kind"])]
