"""The organisations room as a Django app."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Registers the room under its own label."""

    name = "sahulat.platform.organisations"
    label = "organisations"
