"""The door of the catalogue room."""

from sahulat.platform.catalogue.models import Service, ServiceVersion
from sahulat.platform.catalogue.operations import publish, withdraw
from sahulat.platform.catalogue.queries import (
    current_version,
    package,
    package_folders,
    register_facts,
    register_start,
    search_services,
    services,
)
from sahulat.platform.catalogue.rules.compiling import check, read_package, register_part

__all__ = [
    "Service",
    "ServiceVersion",
    "check",
    "current_version",
    "package",
    "package_folders",
    "publish",
    "read_package",
    "register_facts",
    "register_part",
    "register_start",
    "search_services",
    "services",
    "withdraw",
]
