"""The demo's clock: the machine's time plus an offset that a visitor may push forward.

The offset lives in a file of the state folder, replaced by rename, so that web and worker move together at the next
look and a crash leaves the old or the new offset, never half of one.
"""

from __future__ import annotations

import json
import os
from datetime import datetime, timedelta
from pathlib import Path

from sahulat.kernel.clock import SystemClock

NAME = "demo-clock.json"


class PushedClock:
    """A Clock that runs ahead of the machine's by the seconds in a file; a missing file means none."""

    def __init__(self, state: Path) -> None:
        self._path = state / NAME
        self._seen: tuple[int, int] = (0, 0)
        self._ahead = timedelta()

    def now(self) -> datetime:
        """The demo's instant, aware, in UTC."""
        return SystemClock().now() + self.ahead()

    def ahead(self) -> timedelta:
        """How far the demo runs ahead; reads the file only when it was replaced."""
        try:
            about = os.stat(self._path)
        except FileNotFoundError:
            return timedelta()
        if (about.st_mtime_ns, about.st_ino) != self._seen:
            self._ahead = timedelta(seconds=json.loads(self._path.read_text(encoding="ascii"))["ahead_seconds"])
            self._seen = (about.st_mtime_ns, about.st_ino)
        return self._ahead

    def push(self, by: timedelta) -> datetime:
        """Move the demo forward and return its new instant. Raises ValueError for a step back."""
        if by < timedelta():
            raise ValueError("a clock is pushed forward only")
        beside = self._path.with_name(f"{NAME}.{os.getpid()}")
        with beside.open("w", encoding="ascii") as file:
            json.dump({"ahead_seconds": int((self.ahead() + by).total_seconds())}, file)
            file.flush()
            os.fsync(file.fileno())
        beside.rename(self._path)
        return self.now()

    def forget(self) -> None:
        """Go back to the machine's time; only when the demo's data is thrown away with it."""
        self._path.unlink(missing_ok=True)
