"""Tables: the entries, those not yet chained, the chain, the checkpoints. All but the to-do only grow."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sahulat.foundation.audit.types import Kind
from sahulat.foundation.tables.public import IdField


class AuditRow(models.Model):
    """One act, look or denied act, with a MAC over all its fields. Partitioned, append-only."""

    id = IdField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=8, choices=[(each.value, each.value) for each in Kind])
    action = models.CharField(max_length=150)
    subject_type = models.CharField(max_length=80)
    subject_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    account_id = models.UUIDField(null=True)
    actor_person_id = models.UUIDField(null=True)
    post_id = models.UUIDField(null=True)
    on_behalf_of = models.UUIDField(null=True)
    channel = models.CharField(max_length=10)
    assurance = models.PositiveSmallIntegerField()
    session = models.CharField(max_length=32)
    request_id = models.CharField(max_length=100)
    purpose = models.CharField(max_length=300)
    basis = models.CharField(max_length=20)
    details = models.JSONField()
    mac = models.BinaryField()

    class Meta:
        db_table = "audit_row"
        indexes = [
            models.Index(fields=["person_id", "id"], name="audit_row_person", condition=Q(person_id__isnull=False)),
            models.Index(fields=["subject_id", "id"], name="audit_row_subject", condition=Q(subject_id__isnull=False)),
        ]


class ToDo(models.Model):
    """An entry that the sequencer has not chained yet. Written beside the entry, deleted when chained."""

    id = IdField()

    class Meta:
        db_table = "audit_to_do"


class ChainLink(models.Model):
    """The place of an entry in the log, and its Merkle leaf hash. Append-only."""

    position = models.BigIntegerField(primary_key=True)
    audit_id = models.UUIDField(unique=True)
    leaf = models.BinaryField()

    class Meta:
        db_table = "audit_chain"


class CheckpointRow(models.Model):
    """The log's size, root and frontier after a batch, signed. Append-only."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField()
    frontier = models.BinaryField()
    at = models.DateTimeField()
    key_id = models.CharField(max_length=100)
    signature = models.BinaryField()

    class Meta:
        db_table = "audit_checkpoint"
