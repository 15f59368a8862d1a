"""Tables of the documents room: frozen documents and issued ones."""

from __future__ import annotations

from django.db import models

from sahulat.foundation.tables.public import IdField, TextInLanguages


class FrozenDocument(models.Model):
    """A rendering whose bytes are kept for good; append-only. The newest of a case and kind is the one to approve."""

    id = IdField()
    case_ref = models.UUIDField()
    kind = models.CharField(max_length=60)
    revision = models.PositiveIntegerField()
    version = models.ForeignKey("catalogue.ServiceVersion", on_delete=models.PROTECT, related_name="+")
    title = TextInLanguages()
    number = models.CharField(max_length=40)
    token = models.CharField(max_length=40)
    holder_person_id = models.UUIDField()
    issuer_post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    issuer_title = TextInLanguages()
    agency = TextInLanguages()
    holder_of_post = TextInLanguages()
    shown = models.JSONField(default=list)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    sha256 = models.CharField(max_length=64)
    contents_sha256 = models.CharField(max_length=64)
    file_id = models.UUIDField()
    picture_ids = models.JSONField(default=list)
    data_key_id = models.UUIDField()
    data_class = models.CharField(max_length=12)
    frozen_at = models.DateTimeField()

    class Meta:
        """Revisions of a case's document count up."""

        constraints = [
            models.UniqueConstraint(fields=["case_ref", "kind", "revision"], name="documents_frozen_revision_once"),
        ]


class IssuedDocument(models.Model):
    """A signed document in its holder's hands: one of a kind for each case. Append-only but for `revoked_*`."""

    id = IdField()
    frozen = models.OneToOneField(FrozenDocument, on_delete=models.PROTECT, related_name="issued")
    case_ref = models.UUIDField()
    kind = models.CharField(max_length=60)
    number = models.CharField(max_length=40, unique=True)
    token = models.CharField(max_length=40, unique=True)
    holder_person_id = models.UUIDField(db_index=True)
    file_id = models.UUIDField()
    sha256 = models.CharField(max_length=64, db_index=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    issued_at = models.DateTimeField()
    dispose_on = models.DateField(null=True)
    legal_hold = models.BooleanField(default=False)
    revoked_at = models.DateTimeField(null=True)
    revoked_reason = models.CharField(max_length=400, blank=True)
    revoked_by_post = models.UUIDField(null=True)

    class Meta:
        """One certificate per case and kind, whatever is repeated."""

        constraints = [
            models.UniqueConstraint(fields=["case_ref", "kind"], name="documents_issued_once"),
        ]
