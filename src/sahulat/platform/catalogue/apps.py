"""The catalogue room as a Django app."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Registers the room under its own label and loads its plugin."""

    name = "sahulat.platform.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        """Register what this room shows or runs for others."""
        from sahulat.platform.catalogue import plugin
