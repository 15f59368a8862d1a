"""Notices saved source files, for `make dev`: by looking at their times, which needs no library."""

import os
import time
from dataclasses import dataclass, field
from pathlib import Path

_KINDS = (".py", ".html", ".yaml", ".bpmn", ".typ", ".mo", ".toml", ".css", ".js")
_SKIPPED = frozenset({"__pycache__", "tests", "node_modules", ".git", "var"})
EVERY = 0.7  # seconds


@dataclass(slots=True)
class Watcher:
    """Looks at the times of all source files below some folders."""

    folders: tuple[Path, ...]
    _seen: dict[str, float] = field(default_factory=dict)
    _looked: float = 0.0

    def __post_init__(self) -> None:
        """Start from how things are now."""
        self._seen = self._times()

    def changed(self) -> bool:
        """Whether anything was saved, made or removed since the last time this said so."""
        now = time.monotonic()
        if now - self._looked < EVERY:
            return False
        self._looked = now
        times = self._times()
        different = times != self._seen
        self._seen = times
        return different

    def _times(self) -> dict[str, float]:
        found = {}
        for folder in self.folders:
            for place, inner, files in os.walk(folder):
                inner[:] = [name for name in inner if name not in _SKIPPED]
                for name in files:
                    if name.endswith(_KINDS):
                        path = f"{place}/{name}"
                        found[path] = os.stat(path).st_mtime
        return found
