"""Where the database answers, for each of its two roles."""

import hashlib
import os
import tempfile
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from sahulat.project.configuration import Configuration

OWNER = "sahulat_owner"
APPLICATION = "sahulat_app"
DATABASE = "sahulat"
ROLE_VARIABLE = "SAHULAT_DATABASE_ROLE"  # owner or application: as whom a process connects
LONGEST_SOCKET_PATH = 107


def socket_folder(state: Path, port: int = 5432) -> Path:
    """Where the embedded server listens: in the state folder, or in a short folder when that path is too long."""
    near = state / "socket"
    if len(os.fsencode(near / f".s.PGSQL.{port}")) <= LONGEST_SOCKET_PATH:
        return near
    name = hashlib.sha256(os.fsencode(state)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"sahulat-{os.getuid()}-{name}"


def application_password_file(configuration: Configuration) -> Path:
    """Keeps the password made for sahulat_app on a database that isn't ours to trust by socket."""
    return configuration.keys / "database-application-password"


def connection_text(configuration: Configuration, role: str) -> str:
    """A libpq connection text for `owner` or `application`."""
    if configuration.database_url is None:
        return make_conninfo(
            host=str(socket_folder(configuration.state, configuration.embedded_port)),
            port=configuration.embedded_port,
            dbname=DATABASE,
            user=OWNER if role == "owner" else APPLICATION,
        )
    if role == "owner":
        return make_conninfo(configuration.database_url)
    if configuration.database_app_url is not None:
        return make_conninfo(configuration.database_app_url)
    parts = conninfo_to_dict(configuration.database_url)
    parts["user"] = APPLICATION
    parts.pop("password", None)
    kept = application_password_file(configuration)
    if kept.exists():
        parts["password"] = kept.read_text(encoding="ascii").strip()
    return make_conninfo("", **parts)
