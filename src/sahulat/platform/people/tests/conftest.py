"""Keys for the MACs of what these tests record."""

from datetime import UTC, datetime

import pytest

from sahulat.foundation.keys.testing import make_keys


@pytest.fixture(autouse=True)
def _keys() -> None:
    make_keys(datetime(2026, 11, 1, tzinfo=UTC))
