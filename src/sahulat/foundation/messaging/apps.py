"""The messaging room as a Django app."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    """Installs the messaging room."""

    name = "sahulat.foundation.messaging"
    label = "messaging"

    def ready(self) -> None:
        """Load the plugin."""
        from sahulat.foundation.messaging import plugin
