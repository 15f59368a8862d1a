"""The ui room as a Django app."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Registers the room under its own label."""

    name = "sahulat.foundation.ui"
    label = "ui"
