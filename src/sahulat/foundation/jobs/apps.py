"""The jobs room as a Django app."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Registers the room under its own label, and its own jobs."""

    name = "sahulat.foundation.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Load the plugin."""
        from sahulat.foundation.jobs import plugin
