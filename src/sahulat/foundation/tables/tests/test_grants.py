"""The application's rights, and tables that only grow."""

from __future__ import annotations

import pytest

from sahulat.foundation.tables.public import append_only_tables


@pytest.mark.django_db
def test_the_audit_and_the_events_are_append_only() -> None:
    assert {"audit_row", "audit_chain", "audit_checkpoint", "events_event"} <= set(append_only_tables())
