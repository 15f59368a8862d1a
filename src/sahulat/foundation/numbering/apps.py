"""The numbering room as a Django app."""

from django.apps import AppConfig


class NumberingConfig(AppConfig):
    """Installs the numbering room."""

    name = "sahulat.foundation.numbering"
    label = "numbering"
