"""The accounts room as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers the room under its own label."""

    name = "sahulat.platform.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Load what this room registers with lower rooms."""
        from sahulat.platform.accounts import plugin
