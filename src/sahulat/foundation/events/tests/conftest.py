"""Keys for the MACs of what these tests record, and a table for the effects of their handler."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from sahulat.foundation.events.tests.occasions import painter
from sahulat.foundation.keys.testing import make_keys


@pytest.fixture(autouse=True)
def _keys() -> None:
    make_keys(datetime(2026, 11, 1, tzinfo=UTC))


@pytest.fixture
def walls(committed: Any) -> Iterator[Any]:
    """A database of one's own where the handler's effects are kept in a table."""
    with committed.connect("sahulat_owner") as owner:
        owner.execute("CREATE TABLE tests_heard (wall text, coat int, number int GENERATED ALWAYS AS IDENTITY)")
        owner.execute("GRANT ALL ON tests_heard TO sahulat_app")
    painter.forget()
    yield committed
    painter.forget()
