"""Accounts, sessions, one-time codes, step-up proofs, and the plain table that tries are counted in."""

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


class Session(models.Model):
    """A browser's session. Only the hash of its key is stored: who reads the table can't become anyone."""

    id = IdField()
    key_hash = models.BinaryField(max_length=32, unique=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="sessions", null=True)
    content = models.TextField()
    device = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "accounts_session"
        indexes = [models.Index(name="accounts_session_by_end", fields=["expires_at"])]


class OneTimeCode(models.Model):
    """A code sent to a phone, stored as a MAC. One that no account stands behind is never accepted for signing in."""

    id = IdField()
    purpose = models.CharField(max_length=20)
    contact_hash = models.BinaryField(max_length=32)
    code_hash = models.BinaryField(max_length=64)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        db_table = "accounts_one_time_code"
        constraints = [
            models.CheckConstraint(name="accounts_code_expires_later", condition=Q(expires_at__gt=F("made_at")))
        ]
        indexes = [models.Index(name="accounts_code_by_contact", fields=["contact_hash", "purpose"])]


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
