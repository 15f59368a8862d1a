"""The audit room as a Django app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Registers the room under its own label."""

    name = "sahulat.foundation.audit"
    label = "audit"
