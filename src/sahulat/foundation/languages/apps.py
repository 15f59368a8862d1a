"""The languages room as a Django app."""

from django.apps import AppConfig


class LanguagesConfig(AppConfig):
    """Installs the languages room."""

    name = "sahulat.foundation.languages"
    label = "languages"
