"""The portal app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Home, my account, help."""

    name = "sahulat.platform.portal"
    label = "portal"

    def ready(self) -> None:
        """Let the room register its menu entries."""
        from sahulat.platform.portal import plugin
