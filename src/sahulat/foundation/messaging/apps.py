"""The messaging room as a Django app."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    """Installs the messaging room."""

    name = "sahulat.foundation.messaging"
    label = "messaging"
