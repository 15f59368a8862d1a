"""The documents room as a Django app."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Registers the room under its own label and loads its plugin."""

    name = "sahulat.platform.documents"
    label = "documents"

    def ready(self) -> None:
        """Register what this room shows or runs for others."""
        from sahulat.platform.documents import plugin
