"""Messages: an append-only row for each, its body (which can be erased) and its delivery beside it."""

from django.db import models
from django.db.models import Q

from sahulat.foundation.access.types import DataClass
from sahulat.foundation.keys.public import DataKey
from sahulat.foundation.messaging.types import AddressKind, DeliveryState
from sahulat.foundation.tables.public import IdField


class Message(models.Model):
    """That a message was sent: append-only and partitioned, so that nobody can deny it. No text here."""

    id = IdField()
    kind = models.CharField(max_length=8, choices=[(each.value, each.value) for each in AddressKind])
    address_hash = models.BinaryField()
    lang = models.CharField(max_length=8)
    data_class = models.CharField(max_length=12, choices=[(each.value, each.value) for each in DataClass])
    reference = models.CharField(max_length=60)
    parts = models.PositiveSmallIntegerField()
    expires_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "messaging_message"


class Once(models.Model):
    """Which message a unique key stands for: in a plain table, since partitions can't be unique on it."""

    key = models.CharField(primary_key=True, max_length=150)
    message_id = models.UUIDField()

    class Meta:
        db_table = "messaging_once"


class Body(models.Model):
    """Address and text, encrypted. A one-time code's text is erased when the code is over."""

    message_id = models.UUIDField(primary_key=True)
    key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+")
    address_hash = models.BinaryField()
    address = models.BinaryField()
    text = models.BinaryField(null=True)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "messaging_body"
        indexes = [
            models.Index(fields=["address_hash", "-message_id"], name="messaging_body_address"),
            models.Index(
                fields=["expires_at"],
                name="messaging_body_due",
                condition=Q(text__isnull=False, expires_at__isnull=False),
            ),
        ]


class DeliveryRow(models.Model):
    """How far a message has come."""

    message_id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=8, choices=[(each.value, each.value) for each in AddressKind])
    state = models.CharField(max_length=10, choices=[(each.value, each.value) for each in DeliveryState])
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    transport = models.CharField(max_length=40, default="")
    receipt = models.CharField(max_length=120, default="")
    error = models.CharField(max_length=80, default="")
    sent_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "messaging_delivery"
        constraints = [
            models.CheckConstraint(
                name="messaging_delivery_sent_has_time",
                condition=Q(state="sent", sent_at__isnull=False) | ~Q(state="sent") & Q(sent_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"],
                name="messaging_delivery_due",
                condition=Q(state__in=["waiting", "sending"]),
            ),
        ]
