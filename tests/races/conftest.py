"""The stages of the journey: each is made once per run, when a test first wants it, and gone back to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections

from sahulat.kernel import clock
from sahulat.kernel.clock import FixedClock
from sahulat.project.postgres.template import TEMPLATE
from tests.races.journey import NOW
from tests.races.stages import Stages
from tests.races.states import States
from tests.races.wire import Wire, wire_to


@pytest.fixture(scope="session")
def _stages(django_db_setup: None, run_database: Any, django_db_blocker: Any) -> Iterator[Stages]:
    name = f"races_{os.getpid()}"
    with run_database.connect("postgres") as superuser:
        superuser.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} STRATEGY FILE_COPY OWNER sahulat_owner")
    states = States(run_database.sockets, name)
    yield Stages(states)
    states.close()
    with run_database.connect("postgres") as superuser:
        superuser.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def stages(_stages: Stages, run_database: Any, django_db_blocker: Any) -> Iterator[Stages]:
    """The journey's states; the clock stands, and afterwards Django is back on its own database."""
    before = clock.install(FixedClock(NOW))
    try:
        with django_db_blocker.unblock():
            yield _stages
    finally:
        clock.install(before)
        connections["default"].close()
        connections["default"].settings_dict.update(NAME=run_database.name, HOST=str(run_database.sockets))


@pytest.fixture
def wire(run_database: Any) -> Iterator[Wire]:
    """A wire to the run's server."""
    with wire_to(run_database.sockets) as made:
        yield made
