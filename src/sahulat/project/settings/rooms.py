"""The rooms of the house as Django knows them: applications, middleware, template folders."""

import os
from importlib.util import find_spec
from pathlib import Path

FOUNDATION = (
    "tables",
    "numbering",
    "keys",
    "languages",
    "access",
    "audit",
    "files",
    "events",
    "jobs",
    "messaging",
    "ui",
)
PLATFORM = (
    "places",
    "people",
    "organisations",
    "accounts",
    "notices",
    "catalogue",
    "consent",
    "documents",
    "processes",
    "forms",
    "cases",
    "portal",
)


def _exists(module: str) -> bool:
    """Whether a module is there yet. Temporary: goes when every room has moved in."""
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def _moved_in(module: str) -> bool:
    """Whether a room can be loaded. Temporary."""
    if not _exists(f"{module}.apps"):
        return False
    source = Path(find_spec(f"{module}.apps").origin).read_text()
    return "plugin" not in source or _exists(f"{module}.plugin")


def _rooms() -> list[str]:
    modules = [f"sahulat.foundation.{room}" for room in FOUNDATION]
    modules += [f"sahulat.platform.{room}" for room in PLATFORM]
    modules += ["sahulat.project.demo"]
    only = os.environ.get("ONLY_ROOMS")
    return [m for m in modules if _moved_in(m) and (only is None or m.rpartition(".")[2] in only.split())]


INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    *_rooms(),
]
