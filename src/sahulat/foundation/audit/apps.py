"""The audit room as a Django app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Registers the room under its own label, and its ear for denied acts."""

    name = "sahulat.foundation.audit"
    label = "audit"

    def ready(self) -> None:
        """Load the plugin."""
        from sahulat.foundation.audit import plugin
