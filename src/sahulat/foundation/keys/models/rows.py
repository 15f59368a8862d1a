"""Data keys, wrapped by the master key. Destroying a row's wrapped key erases what it encrypted."""

from django.db import models
from django.db.models import Q

from sahulat.foundation.tables.public import IdField


class DataKey(models.Model):
    """One owner's key. `wrapped` is null once it was shredded."""

    id = IdField()
    owner = models.CharField(max_length=100)
    wrapped = models.BinaryField(null=True)
    created_at = models.DateTimeField()
    shredded_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "keys_data_key"
        constraints = [
            models.CheckConstraint(
                name="keys_data_key_wrapped_or_shredded",
                condition=(
                    Q(wrapped__isnull=False, shredded_at__isnull=True)
                    | Q(wrapped__isnull=True, shredded_at__isnull=False)
                ),
            ),
        ]
        indexes = [models.Index(fields=["owner"], name="keys_data_key_owner")]
