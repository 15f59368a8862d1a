"""The database as Django sees it, for the role as which this process connects."""

from psycopg.conninfo import conninfo_to_dict

from sahulat.project.configuration import Configuration, ConfigurationError
from sahulat.project.database_addresses import DATABASE, ROLE_VARIABLE, connection_text


def databases(configuration: Configuration, role: str) -> dict[str, dict[str, object]]:
    """Django's DATABASES for a role."""
    if role not in ("owner", "application"):
        raise ConfigurationError(f"{ROLE_VARIABLE} must be owner or application, not {role!r}")
    parts = dict(conninfo_to_dict(connection_text(configuration, role)))
    entry: dict[str, object] = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", DATABASE),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": str(parts.pop("port", "")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5, "application_name": "sahulat", **parts},
    }
    return {"default": entry}
