"""Tables of the forms room: drafts."""

from __future__ import annotations

from django.db import models

from sahulat.foundation.tables.public import IdField


class Draft(models.Model):
    """A person's answers to one version of a service, until they are sealed or thrown away.

    Answers stay searchable under permission; attachments are encrypted with the draft's data key, which the case
    takes over. A draft that mends a submitted application names it in `mends` and the fields it may change in `only`.
    """

    id = IdField()
    person_id = models.UUIDField(db_index=True)
    version = models.ForeignKey("catalogue.ServiceVersion", on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict)
    saved_pages = models.JSONField(default=list)
    only = models.JSONField(default=list)
    mends = models.UUIDField(null=True)
    revision = models.PositiveIntegerField(default=0)
    data_key_id = models.UUIDField()
    data_class = models.CharField(max_length=12)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    dispose_on = models.DateField(null=True)
    legal_hold = models.BooleanField(default=False)
    sealed_at = models.DateTimeField(null=True)
    sealed_sha256 = models.CharField(max_length=64, default="")
    discarded_at = models.DateTimeField(null=True)

    class Meta:
        """A draft ends once, in one way."""

        constraints = [
            models.UniqueConstraint(
                fields=["person_id", "version"],
                condition=models.Q(sealed_at__isnull=True, discarded_at__isnull=True, mends__isnull=True),
                name="forms_draft_open_once",
            ),
            models.UniqueConstraint(
                fields=["mends"],
                condition=models.Q(sealed_at__isnull=True, discarded_at__isnull=True),
                name="forms_mending_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(sealed_at__isnull=True) | models.Q(discarded_at__isnull=True),
                name="forms_draft_ends_one_way",
            ),
        ]

    @property
    def is_open(self) -> bool:
        """True while pages can be saved."""
        return self.sealed_at is None and self.discarded_at is None
