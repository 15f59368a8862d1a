"""The access room as a Django app."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Registers the room under its own label."""

    name = "sahulat.foundation.access"
    label = "access"
