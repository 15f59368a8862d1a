"""The rooms of the house as Django knows them, low to high."""

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

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    *(f"sahulat.foundation.{room}" for room in FOUNDATION),
    *(f"sahulat.platform.{room}" for room in PLATFORM),
    "sahulat.project",
    "sahulat.project.demo",
]
