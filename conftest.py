"""What every test run needs: a database of its own, as the application's role, and seeds that are printed.

One embedded PostgreSQL runs per test run, copied from a folder that was migrated once per state of the migrations.
Each xdist worker has a clone of the template; `committed` gives one test a fresh clone with real commits.
"""

import os
import random
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import psycopg
import pytest
from django.conf import settings
from django.db import connections
from psycopg import sql

from sahulat.foundation.keys.public import ensure_keys
from sahulat.project.postgres.cluster import Cluster
from sahulat.project.postgres.template import TEMPLATE, template_cluster

hypothesis.settings.register_profile("sahulat", deadline=None, print_blob=True, database=None)
hypothesis.settings.load_profile("sahulat")


@dataclass(frozen=True, slots=True)
class Database:
    """One database of the run's cluster."""

    sockets: Path
    name: str

    def address(self, role: str = "sahulat_app") -> str:
        """A libpq URL for a role: sahulat_app, sahulat_owner or postgres (the superuser)."""
        return f"postgresql://{role}@/{self.name}?host={self.sockets}"

    def connect(self, role: str = "sahulat_app") -> "psycopg.Connection[tuple[object, ...]]":
        """A connection beside Django's, in autocommit; close it, or use it as a context."""
        return psycopg.connect(self.address(role), autocommit=True)

    @property
    def environment(self) -> dict[str, str]:
        """What a child process needs in its environment to work on this database, with this run's state folder."""
        return {
            **os.environ,
            "DATABASE_URL": self.address("sahulat_owner"),
            "DATABASE_APP_URL": self.address("sahulat_app"),
            "SAHULAT_STATE": str(settings.SAHULAT_STATE),
            "SAHULAT_DEMO": "1",
            "DJANGO_SETTINGS_MODULE": "sahulat.project.settings.under_test",
        }


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--seed", type=int, default=None, help="repeat a run with the seed that it printed")
    parser.addoption("--without-database", action="store_true", help="leave out every test that needs a database")


_NEED_A_DATABASE = frozenset({"run_database", "django_db_setup", "committed", "db", "transactional_db"})


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--without-database"):
        return
    wanting = [
        item
        for item in items
        if item.get_closest_marker("django_db") or _NEED_A_DATABASE.intersection(getattr(item, "fixturenames", ()))
    ]
    config.hook.pytest_deselected(items=wanting)
    items[:] = [item for item in items if item not in set(wanting)]


def pytest_configure(config: pytest.Config) -> None:
    given = config.getoption("--seed")
    seed = given if given is not None else int(os.environ.get("SAHULAT_SEED") or random.SystemRandom().randrange(2**32))
    os.environ["SAHULAT_SEED"] = str(seed)
    config.option.hypothesis_seed = getattr(config.option, "hypothesis_seed", None) or str(seed)


def pytest_report_header(config: pytest.Config) -> str:
    return f"seed: {os.environ['SAHULAT_SEED']} (repeat with --seed {os.environ['SAHULAT_SEED']})"


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    """This run's seed mixed with the test's own name: fresh in each run, printed in the header."""
    return random.Random(f"{os.environ['SAHULAT_SEED']}:{request.node.nodeid}").randrange(2**32)


@pytest.fixture(autouse=True)
def _seeded(seed: int) -> None:
    random.seed(seed)


@pytest.fixture(scope="session", autouse=True)
def _keys() -> None:
    """The run's state folder gets its keys and its demo CA, as at an installation's first start."""
    ensure_keys(now=datetime.now(UTC))


class _RunCluster:
    """Starts the run's cluster on the first wish; under xdist in each worker, since the copy takes a moment only."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        self.cluster: Cluster | None = None

    def started(self) -> Cluster:
        if self.cluster is None:
            self.folder = Path(tempfile.mkdtemp(prefix="sahulat-db-"))
            self.cluster = template_cluster(self.folder)
        return self.cluster

    def stop(self) -> None:
        if self.cluster is not None:
            self.cluster.stop()
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)


_run_cluster = _RunCluster()


def pytest_unconfigure(config: pytest.Config) -> None:
    _run_cluster.stop()


def _clone(cluster: Cluster, name: str) -> Database:
    with psycopg.connect(cluster.address(), autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY OWNER sahulat_owner").format(
                sql.Identifier(name), sql.Identifier(TEMPLATE)
            )
        )
    return Database(cluster.sockets, name)


def _point_django_at(database: Database) -> None:
    connections["default"].close()
    connections["default"].settings_dict.update(
        NAME=database.name, HOST=str(database.sockets), PORT="5432", USER="sahulat_app", PASSWORD="", CONN_MAX_AGE=0
    )


@pytest.fixture(scope="session")
def run_database() -> Database:
    """The database of this test process; made once, rolled back after each test that is marked django_db."""
    return _clone(_run_cluster.started(), f"run_{os.getpid()}")


@pytest.fixture(scope="session")
def django_db_setup(run_database: Database, django_db_blocker: object) -> None:
    """Replaces pytest-django's: no CREATE DATABASE and no migrations in the run, and never as the owner."""
    _point_django_at(run_database)


_clones = iter(range(1, 1_000_000))


@pytest.fixture
def committed(django_db_setup: None, run_database: Database, django_db_blocker: object) -> Iterator[Database]:
    """A fresh clone with real commits, for races, kills and dispatchers. Don't mark such a test with django_db."""
    database = _clone(_run_cluster.started(), f"committed_{os.getpid()}_{next(_clones)}")
    _point_django_at(database)
    try:
        with django_db_blocker.unblock():  # type: ignore[attr-defined]
            yield database
    finally:
        _point_django_at(run_database)
        with psycopg.connect(_run_cluster.started().address(), autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database.name)))
