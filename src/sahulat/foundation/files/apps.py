"""The files room as a Django app."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Installs the files room."""

    name = "sahulat.foundation.files"
    label = "files"
