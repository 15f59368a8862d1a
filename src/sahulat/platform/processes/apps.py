"""The processes room as a Django app."""

from django.apps import AppConfig


class ProcessesConfig(AppConfig):
    """Registers the room under its own label and loads its plugin."""

    name = "sahulat.platform.processes"
    label = "processes"

    def ready(self) -> None:
        """Register what this room shows or runs for others."""
        from sahulat.platform.processes import plugin
