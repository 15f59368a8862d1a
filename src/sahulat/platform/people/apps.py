"""The people room as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registers the room under its own label."""

    name = "sahulat.platform.people"
    label = "people"
