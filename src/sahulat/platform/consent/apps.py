"""The consent room as a Django app."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    """Registers the room under its own label."""

    name = "sahulat.platform.consent"
    label = "consent"

    def ready(self) -> None:
        """Load what this room registers with lower rooms."""
        from sahulat.platform.consent import plugin
