"""The demo country as a Django app: its clock and its phone exist only where the installation is a demo."""

from __future__ import annotations

from django.apps import AppConfig
from django.conf import settings


class DemoConfig(AppConfig):
    """Registers the demo under its own label."""

    name = "sahulat.project.demo"
    label = "demo"

    def ready(self) -> None:
        """Install the pushed clock, the phone beside the page and the transport that fills it."""
        from sahulat.project.demo import plugin

        if settings.SAHULAT_DEMO:
            plugin.install(settings.SAHULAT_STATE)
