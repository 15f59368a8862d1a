"""The forms room as a Django app."""

from django.apps import AppConfig


class FormsConfig(AppConfig):
    """Registers the room under its own label and loads its plugin."""

    name = "sahulat.platform.forms"
    label = "forms"

    def ready(self) -> None:
        """Register what this room shows or runs for others."""
        from sahulat.platform.forms import plugin
