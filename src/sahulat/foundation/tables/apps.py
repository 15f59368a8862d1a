"""The tables room as a Django app."""

from django.apps import AppConfig


class TablesConfig(AppConfig):
    """Registers the room under its own label."""

    name = "sahulat.foundation.tables"
    label = "tables"
