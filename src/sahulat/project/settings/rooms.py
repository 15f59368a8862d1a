"""The rooms of the house as Django knows them: applications, middleware, template folders."""

import os
from importlib.util import find_spec

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


def _rooms() -> list[str]:
    modules = [f"sahulat.foundation.{room}" for room in FOUNDATION]
    modules += [f"sahulat.platform.{room}" for room in PLATFORM]
    modules += ["sahulat.project.demo"]
    only = os.environ.get("SAHULAT_ONLY")
    return [m for m in modules if _exists(f"{m}.apps") and (only is None or m.rpartition(".")[2] in only.split())]


INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    *_rooms(),
]
