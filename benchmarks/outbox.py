"""How fast events are handed out and audit entries chained."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.figures import Figure
from benchmarks.installations import Seed


def measure(seed: Seed, *, quick: bool) -> Iterator[Figure]:
    """Record some thousand events of one handler each, then work them off."""
    events = 1_000 if quick else 5_000
    with seed.copy() as installation, installation.database_running():
        found = installation.inside("outbox", events=events)
    note = f"{events:,} events, one handler each"
    yield Figure(
        "dispatcher", found["dispatched"], "events/s",
        "bare SQL: pick, a savepoint and a statement each, delete", found["floor_dispatched"], note,
    )  # fmt: skip
    yield Figure(
        "sequencer", found["sequenced"], "entries/s", "bare SQL: delete and insert in one statement, no hashes",
        found["floor_sequenced"], f"{events:,} entries: MACs checked, Merkle leaves, signed checkpoints",
    )  # fmt: skip
    yield Figure("recorded", found["recorded"], "transactions/s", note="audit row, to-do, event, pending; fsync on")
