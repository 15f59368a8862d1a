"""The places room as a Django app."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Registers the room under its own label."""

    name = "sahulat.platform.places"
    label = "places"
