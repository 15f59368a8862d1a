"""What persons were told. The parameters are encrypted under the person's key; the wording lives in the registry."""

from django.db import models

from sahulat.foundation.tables.public import IdField


class Notice(models.Model):
    """One thing a person was told once. `language` is the one it was sent in."""

    id = IdField()
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=80)
    reference = models.CharField(max_length=120)
    language = models.CharField(max_length=10)
    sealed = models.BinaryField()
    told_at = models.DateTimeField()
    message_id = models.UUIDField(null=True)

    class Meta:
        db_table = "notices_notice"
        constraints = [
            models.UniqueConstraint(name="notices_told_once", fields=["person", "kind", "reference"]),
        ]
        indexes = [models.Index(name="notices_of_person", fields=["person", "-told_at"])]
