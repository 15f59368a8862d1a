"""The two roles of the database: sahulat_owner migrates, sahulat_app runs the web and the workers."""

import secrets

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from sahulat.project.configuration import Configuration
from sahulat.project.database_addresses import (
    APPLICATION,
    DATABASE,
    OWNER,
    application_password_file,
    connection_text,
)
from sahulat.project.postgres.cluster import Cluster
from sahulat.project.state import write_secret


def create_roles_and_database(cluster: Cluster, *, database: str = DATABASE) -> None:
    """Make both roles and the database on an embedded cluster. Safe to repeat."""
    with psycopg.connect(cluster.address(), autocommit=True) as connection:
        for role in (OWNER, APPLICATION):
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
                connection.execute(
                    sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE").format(sql.Identifier(role))
                )
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(database), sql.Identifier(OWNER))
            )


def ensure_application_role(configuration: Configuration) -> str | None:
    """On a database given by DATABASE_URL, make sahulat_app beside the owner's role where it is missing.

    Its password is generated into the key folder. Where DATABASE_APP_URL is given, that role must be there already,
    and nothing is made. Returns what was done, in words. Safe to repeat.
    """
    if configuration.embedded or configuration.database_app_url is not None:
        return None
    kept = application_password_file(configuration)
    with psycopg.connect(connection_text(configuration, "owner"), autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APPLICATION]).fetchone()
        if found and kept.exists():
            return None
        password = kept.read_text(encoding="ascii").strip() if kept.exists() else secrets.token_urlsafe(32)
        write_secret(kept, password)
        verb = "ALTER" if found else "CREATE"
        connection.execute(
            sql.SQL(verb + " ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(APPLICATION), sql.Literal(password))
        )
    return "made the role sahulat_app" if not found else "gave the role sahulat_app a new password"


def role_names(configuration: Configuration) -> tuple[str, str]:
    """The names of the owner's and the application's role, as the addresses give them."""
    owner = conninfo_to_dict(connection_text(configuration, "owner")).get("user") or OWNER
    application = conninfo_to_dict(connection_text(configuration, "application")).get("user") or APPLICATION
    return str(owner), str(application)
