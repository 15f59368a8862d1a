"""The notices room as a Django app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Registers the room under its own label."""

    name = "sahulat.platform.notices"
    label = "notices"
