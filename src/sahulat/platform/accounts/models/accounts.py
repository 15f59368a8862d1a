"""Accounts, one-time codes, step-up proofs, and the plain table that tries are counted in."""

from django.db import models
from django.db.models import F, Q

from sahulat.foundation.tables.public import IdField


class Account(models.Model):
    """One person's way in. `mobile_hash` finds it at sign-in; a phone may be shared, so it isn't unique."""

    id = IdField()
    person = models.OneToOneField("people.Person", on_delete=models.PROTECT, related_name="+")
    mobile_hash = models.BinaryField(max_length=32)
    password = models.CharField(max_length=200, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "accounts_account"
        indexes = [models.Index(name="accounts_account_by_mobile", fields=["mobile_hash"])]


class OneTimeCode(models.Model):
    """A code sent to a phone, kept as a MAC. One that stands for no account is never right for signing in.

    `sealed` is what was asked for with it (names and phone of a sign-up), under a key of the month.
    """

    id = IdField()
    purpose = models.CharField(max_length=20)
    contact_hash = models.BinaryField(max_length=32)
    code_mac = models.BinaryField(max_length=64)
    key = models.ForeignKey("keys.DataKey", on_delete=models.PROTECT, related_name="+", null=True)
    sealed = models.BinaryField(null=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", null=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "accounts_one_time_code"
        constraints = [
            models.CheckConstraint(name="accounts_code_expires_later", condition=Q(expires_at__gt=F("made_at"))),
        ]
        indexes = [models.Index(name="accounts_code_by_end", fields=["expires_at"])]


class StepUpProof(models.Model):
    """A fresh proof of who is there, over one challenge, in one session, good once and for five minutes."""

    id = IdField()
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    session_id_hash = models.BinaryField(max_length=32)
    challenge = models.BinaryField(max_length=32)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "accounts_step_up_proof"
        indexes = [models.Index(name="accounts_proof_by_challenge", fields=["account", "challenge"])]


class Try(models.Model):
    """One counted try. `bucket` is the keyed hash of the limit's name and of what it counts (a phone, an IP)."""

    id = IdField()
    bucket = models.BinaryField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        db_table = "accounts_try"
        indexes = [models.Index(name="accounts_try_by_bucket", fields=["bucket", "at"])]
