"""Rows of stored files: which bytes, of what kind, under which key, until when."""

from django.db import models
from django.db.models import Q

from sahulat.foundation.access.types import DataClass
from sahulat.foundation.keys.public import DataKey
from sahulat.foundation.tables.public import IdField


class File(models.Model):
    """One stored file. Several rows may share bytes; `address` is the SHA-256 of the bytes as stored."""

    id = IdField()
    name = models.CharField(max_length=100)
    media_type = models.CharField(max_length=60)
    size = models.BigIntegerField()
    sha256 = models.BinaryField()
    address = models.BinaryField()
    key = models.ForeignKey(DataKey, on_delete=models.PROTECT, null=True, related_name="+")
    data_class = models.CharField(max_length=12, choices=[(each.value, each.value) for each in DataClass])
    stored_at = models.DateTimeField()
    dispose_on = models.DateField(null=True)
    legal_hold = models.BooleanField(default=False)
    disposed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "files_file"
        constraints = [
            models.CheckConstraint(name="files_file_size_positive", condition=Q(size__gt=0)),
            models.CheckConstraint(
                name="files_file_held_is_kept", condition=~Q(legal_hold=True, disposed_at__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["address"], name="files_file_address"),
            models.Index(fields=["dispose_on"], name="files_file_due", condition=Q(disposed_at__isnull=True)),
        ]
