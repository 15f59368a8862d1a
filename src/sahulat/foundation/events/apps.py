"""The events room as a Django app."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Registers the room under its own label."""

    name = "sahulat.foundation.events"
    label = "events"
