"""The same program on a PostgreSQL that isn't ours: Debian's 15, by DATABASE_URL."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from sahulat.project.postgres.cluster import Cluster
from tests.runtime.installations import Installation, result

DEBIAN = Path("/usr/lib/postgresql/15/bin")
pytestmark = pytest.mark.runtime
New = Callable[..., Installation]


@pytest.fixture
def debian(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Debian's PostgreSQL 15 with an owner's role and an empty database, as an administrator would make them."""
    if not DEBIAN.exists():
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL 15 is not installed, and CI must have it")
        pytest.skip("PostgreSQL 15 of Debian is not installed: apt install postgresql")
    folder = tmp_path_factory.mktemp("pg15")
    cluster = Cluster(data=folder / "data", sockets=folder / "s", log=folder / "log", programs=DEBIAN)
    cluster.create(durable=False)
    cluster.start()
    with psycopg.connect(cluster.address(), autocommit=True) as connection:
        connection.execute("CREATE ROLE province LOGIN CREATEROLE PASSWORD 'p'")
        connection.execute("CREATE DATABASE one OWNER province")
        connection.execute("CREATE DATABASE two OWNER province")
    yield cluster
    cluster.stop()


def address(cluster: Cluster, database: str) -> dict[str, str]:
    return {"DATABASE_URL": f"postgresql://province:p@/{database}?host={cluster.sockets}"}


def test_migrate_doctor_backup_and_restore_on_postgresql_15(
    debian: Cluster, new_installation: New, tmp_path: Path
) -> None:
    here = new_installation(empty=True, extra=address(debian, "one"))
    assert here.command("migrate").returncode == 0
    with psycopg.connect(debian.address(database="one")) as connection:
        assert connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = 'sahulat_app'").fetchone() == (False,)
    findings = result(here.command("doctor", "--json"))
    assert isinstance(findings, list)
    assert [finding for finding in findings if finding["state"] == "wrong" and finding["what"] != "web assets"] == []
    assert here.command("backup", str(tmp_path / "b")).returncode == 0
    there = new_installation(empty=True, extra=address(debian, "two"))
    done = there.command("restore", str(tmp_path / "b"))
    assert done.returncode == 0, done.stderr
