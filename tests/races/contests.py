"""Two at once, not by luck: the first is held on the wire just before it ends, the second must come up against it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connections

from tests.races.states import States
from tests.races.wire import Hold, Wire

COMMIT = "COMMIT"
_WAITERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'client backend' AND cardinality(pg_blocking_pids(pid)) > 0
"""
_PATIENCE = 20.0


@dataclass(slots=True)
class Party:
    """Somebody who does one thing on a connection of their own, and what came of it."""

    act: Callable[[], Any]
    way: Path
    result: Any = None
    refused: Exception | None = None
    _thread: threading.Thread = field(init=False)

    def start(self) -> None:
        """Begin."""
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Wait until it is over."""
        self._thread.join(_PATIENCE)
        assert not self._thread.is_alive(), "one of the two never came to an end"

    @property
    def is_over(self) -> bool:
        """Whether it has come to an end."""
        return not self._thread.is_alive()

    def _run(self) -> None:
        own = connections["default"]
        own.settings_dict = {**own.settings_dict, "HOST": str(self.way)}
        try:
            self.result = self.act()
        except Exception as refused:  # noqa: BLE001 - the test looks at it
            self.refused = refused
        finally:
            own.close()


def meet(
    states: States, wire: Wire, first: Callable[[], Any], second: Callable[[], Any], *, hold: str = COMMIT
) -> tuple[Party, Party]:
    """Let `first` run up to the statement that begins with `hold`, then `second` until it waits, then both."""
    states.lead_django()
    wire.hold = Hold(hold)
    one, other = Party(first, wire.folder), Party(second, states.sockets)
    try:
        one.start()
        wire.hold.wait()
        other.start()
        _wait_until_blocked(states, other)
    finally:
        wire.hold.release()
    one.end()
    other.end()
    return one, other


def pass_by(
    states: States, wire: Wire, first: Callable[[], Any], second: Callable[[], Any], *, hold: str = COMMIT
) -> tuple[Party, Party]:
    """As `meet`, where the second need not wait: it runs to its end while the first is held."""
    states.lead_django()
    wire.hold = Hold(hold)
    one, other = Party(first, wire.folder), Party(second, states.sockets)
    try:
        one.start()
        wire.hold.wait()
        other.start()
        other.end()
    finally:
        wire.hold.release()
    one.end()
    return one, other


def _wait_until_blocked(states: States, other: Party) -> None:
    deadline = time.monotonic() + _PATIENCE
    while states.superuser.execute(_WAITERS).fetchone() == (0,):
        assert not other.is_over, f"the second did not wait for the first: {other.result or other.refused!r}"
        assert time.monotonic() < deadline, "the second never came to the lock"
        time.sleep(0.005)
