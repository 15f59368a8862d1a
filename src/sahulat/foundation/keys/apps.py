"""The keys room as a Django app."""

from django.apps import AppConfig


class KeysConfig(AppConfig):
    """Installs the keys room."""

    name = "sahulat.foundation.keys"
    label = "keys"
