"""Keys for the MACs of what these tests record, and a table for the effects of their handler."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection

from sahulat.foundation.events.tests.occasions import painter
from sahulat.foundation.keys.testing import make_keys


@pytest.fixture(autouse=True)
def _keys() -> None:
    make_keys(datetime(2026, 11, 1, tzinfo=UTC))


HEARD = "TABLE tests_heard (wall text, coat int, number int GENERATED ALWAYS AS IDENTITY)"


@pytest.fixture
def walls(db: None) -> Iterator[None]:
    """A table for the handler's effects, in a transaction that is rolled back."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY {HEARD}")
    painter.forget()
    yield
    painter.forget()


@pytest.fixture
def committed_walls(committed: Any) -> Iterator[Any]:
    """The same in a database of one's own, with real commits."""
    with committed.connect("sahulat_owner") as owner:
        owner.execute(f"CREATE {HEARD}")
        owner.execute("GRANT ALL ON tests_heard TO sahulat_app")
    painter.forget()
    yield committed
    painter.forget()
