"""The cases app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases and their way through the offices."""

    name = "sahulat.platform.cases"
    label = "cases"

    def ready(self) -> None:
        """Let the room register what lower rooms show and run for it."""
        from sahulat.platform.cases import plugin
