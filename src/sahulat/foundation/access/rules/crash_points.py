"""Named points at which a test may kill this very process, as `kill -9` would.

Inert unless the environment names a file in SAHULAT_CRASH_FILE and that file holds the point's name. The file
is removed before the kill, so the process that comes back lives.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path

VARIABLE = "SAHULAT_CRASH_FILE"


def crash_point(name: str) -> None:
    """Kill this process here if the crash file holds `name`; otherwise do nothing."""
    file = os.environ.get(VARIABLE)
    if not file:
        return
    try:
        wanted = Path(file).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return
    if wanted == name:
        Path(file).unlink(missing_ok=True)
        os.kill(os.getpid(), signal.SIGKILL)
