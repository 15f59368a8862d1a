"""The composition root as a Django app: what no single room can register."""

from __future__ import annotations

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Loads the jobs of rooms that can't schedule their own."""

    name = "sahulat.project"
    label = "project"

    def ready(self) -> None:
        """Declare the housekeeping jobs."""
        from sahulat.project import housekeeping
