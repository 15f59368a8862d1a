"""What can be looked at in a database that answers: roles, migrations, partitions, worker, audit."""

from collections.abc import Iterator
from datetime import datetime

import psycopg
from django.db import connection

from sahulat.foundation.audit.public import verify
from sahulat.foundation.events.public import dead_letters, outbox_state
from sahulat.foundation.jobs.public import failed_jobs, heartbeats, jobs_state
from sahulat.foundation.keys.public import keys_fit_database
from sahulat.foundation.tables.public import append_only_tables, partitions_ahead
from sahulat.platform.processes.public import standing_still
from sahulat.project.configuration import Configuration
from sahulat.project.database_addresses import connection_text
from sahulat.project.doctor.findings import Finding, warning, well, wrong
from sahulat.project.migrating import unknown_migrations, waiting_migrations
from sahulat.project.postgres.roles import role_names

LEAST_MONTHS = 3
OLDEST_SERVER = 150000
VERIFIED_AT_MOST = 200_000  # entries; beyond it `sahulat audit verify` is the tool
SILENT_AFTER = 60.0  # seconds


def look_at_database(configuration: Configuration, *, now: datetime, running: bool) -> Iterator[Finding]:
    """Every finding that needs the database; connects as the application's role."""
    yield _server()
    yield from _roles(configuration)
    waiting = waiting_migrations()
    if waiting:
        yield wrong("migrations", f"{len(waiting)} are not applied", "sahulat upgrade")
        return
    yield _migrations()
    yield _rights()
    yield _partitions(now)
    yield _keys_fit()
    yield _worker(running=running)
    yield _events()
    yield _jobs()
    yield _standing_still()
    yield _audit()


def _server() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int, current_setting('server_version')")
        number, name = cursor.fetchone()
    if number < OLDEST_SERVER:
        return wrong("database", f"PostgreSQL {name}", "use PostgreSQL 15 or newer")
    return well("database", f"PostgreSQL {name} answers")


def _roles(configuration: Configuration) -> Iterator[Finding]:
    owner, application = role_names(configuration)
    if owner == application:
        yield wrong("roles", f"{owner} both owns and uses the tables", "give DATABASE_APP_URL a role of its own")
        return
    with psycopg.connect(connection_text(configuration, "application")) as probe:
        row = probe.execute("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user").fetchone()
    if row is None or row[0]:
        yield wrong("roles", f"{application} is too powerful", f"ALTER ROLE {application} NOSUPERUSER NOCREATEROLE")
    else:
        yield well("roles", f"{owner} owns, {application} uses")


def _migrations() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT app || '.' || name FROM django_migrations")
        applied = [row[0] for row in cursor.fetchall()]
    newer = unknown_migrations(applied)
    if newer:
        return wrong("migrations", f"{newer[0]} comes from a newer version", "upgrade the program")
    return well("migrations", f"{len(applied)} applied, none waiting")


def _rights() -> Finding:
    tables = append_only_tables()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t FROM unnest(%s::text[]) t WHERE has_table_privilege(quote_ident(t), 'UPDATE, DELETE, TRUNCATE')",
            [list(tables)],
        )
        loose = [row[0] for row in cursor.fetchall()]
    if loose:
        return wrong("append-only tables", f"the application may change {', '.join(loose)}", "sahulat migrate")
    return well("append-only tables", f"{len(tables)}, none of which the application can change")


def _partitions(now: datetime) -> Finding:
    ahead = partitions_ahead(now)
    least = min(ahead.values(), default=0)
    if least < LEAST_MONTHS:
        short = ", ".join(name for name, months in ahead.items() if months < LEAST_MONTHS)
        return warning("partitions", f"only {least} months ahead: {short}", "sahulat migrate (and see the worker)")
    return well("partitions", f"{least} months ahead")


def _keys_fit() -> Finding:
    if not keys_fit_database():
        return wrong("keys and database", "the keys are not those of this database", "restore both from one backup")
    return well("keys and database", "belong together")


def _worker(*, running: bool) -> Finding:
    if not running:
        return well("worker", "the platform isn't running, so no worker is expected")
    ages = {beat.part: beat.seconds_ago for beat in heartbeats()}
    silent = [f"{part} ({age:.0f} s)" for part, age in ages.items() if age > SILENT_AFTER]
    if silent or "jobs" not in ages:
        says = f"silent: {', '.join(silent)}" if silent else "never heard of"
        return wrong("worker", says, "restart the platform and read its log")
    return well("worker", f"all {len(ages)} parts live")


def _events() -> Finding:
    state = outbox_state()
    if state.dead:
        handlers = ", ".join(sorted({letter.handler for letter in dead_letters()}))
        mend = "sahulat events list; mend the cause, then sahulat events requeue ID"
        return wrong("events", f"{state.dead} given up by {handlers}", mend)
    return well("events", f"none given up, {state.waiting} waiting")


def _jobs() -> Finding:
    state = jobs_state()
    if state.failed:
        names = ", ".join(sorted({job.name for job in failed_jobs()}))
        mend = "sahulat jobs list; mend the cause, then sahulat jobs retry ID"
        return wrong("jobs", f"{state.failed} failed for good: {names}", mend)
    return well("jobs", f"none failed, {state.waiting} waiting")


def _standing_still() -> Finding:
    cases = len(standing_still())
    if cases:
        return warning("processes", f"{cases} cases stand still: no rule says how they go on", "sahulat cases resume")
    return well("processes", "none stands still")


def _audit() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM (SELECT 1 FROM audit_chain LIMIT %s) t", [VERIFIED_AT_MOST + 1])
        (entries,) = cursor.fetchone()
    if entries > VERIFIED_AT_MOST:
        return well("audit", "long; verify it with: sahulat audit verify")
    verdict = verify()
    if not verdict.is_sound:
        mend = "sahulat audit verify; keep this database as it is and call whoever answers for security"
        return wrong("audit", f"{len(verdict.faults)} faults: {verdict.faults[0].what}", mend)
    return well("audit", f"{verdict.entries:,} entries verified")
