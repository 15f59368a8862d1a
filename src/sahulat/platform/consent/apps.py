"""The consent room as a Django app."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    """Registers the room under its own label."""

    name = "sahulat.platform.consent"
    label = "consent"
