"""Tables of the catalogue: services and their sealed versions."""

from __future__ import annotations

from django.db import models

from sahulat.foundation.tables.public import IdField, TextInLanguages


class Service(models.Model):
    """A service by its key; which version is offered now, or since when none is."""

    id = IdField()
    key = models.CharField(max_length=200, unique=True)
    current = models.ForeignKey("catalogue.ServiceVersion", null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()


class ServiceVersion(models.Model):
    """A published package. Rows are never changed: the table is append-only."""

    id = IdField()
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    structure_sha256 = models.CharField(max_length=64)
    file_id = models.UUIDField()
    name = TextInLanguages()
    summary = TextInLanguages()
    agency = TextInLanguages()
    search_text = models.TextField()
    published_at = models.DateTimeField()
    published_by = models.UUIDField(null=True)

    class Meta:
        """A package is published once, and numbers count up."""

        constraints = [
            models.UniqueConstraint(fields=["service", "sha256"], name="catalogue_version_sealed_once"),
            models.UniqueConstraint(fields=["service", "number"], name="catalogue_version_number_once"),
        ]
