"""Killing the parts of a running installation, and waiting until it serves again."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from tests.runtime.installations import Installation, wait_for

VICTIMS = ("supervisor", "web server", "web worker", "worker", "database", "database backend")
POINTS = (
    "save_page:before_commit",
    "save_page:after_commit",
    "submit_application:before_commit",
    "submit_application:after_commit",
    "send_back:before_commit",
    "mend:after_commit",
    "forward:before_commit",
    "forward:after_commit",
    "step_up:after_commit",
    "approve:before_commit",
    "approve:after_commit",
    "record_issued:before_commit",
    "record_issued:after_commit",
    "dispatch:before_commit",
    "dispatch:after_commit",
    "sequence:before_commit",
    "sequence:after_commit",
    "claim:after_commit",
)
POINT_PATIENCE = 40.0
RECOVERY = 60.0
LEFT = 10.0


@dataclass(frozen=True, slots=True)
class Kill:
    """What was killed, and how long it took until the platform answered again."""

    number: int
    what: str
    seconds: float


@dataclass(slots=True)
class Killer:
    """Kills by a seed: half at named points of the program, half whoever it draws, at some instant."""

    installation: Installation
    crash_file: Path
    seed: int
    words: tuple[str, ...] = ()
    kills: list[Kill] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    usual: dict[str, int] = field(default_factory=lambda: {"web worker": 2, "supervisor": 0, "database backend": 0})
    draw: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.draw = random.Random(self.seed)

    def plan(self, number: int) -> Iterator[str]:
        """`number` things to kill, points and victims in turn drawn, each as often as any other."""
        points, victims = self._drawn(POINTS, number // 2), self._drawn(VICTIMS, number - number // 2)
        mixed = [*points, *victims]
        self.draw.shuffle(mixed)
        yield from mixed

    def _drawn(self, things: tuple[str, ...], number: int) -> list[str]:
        rounds = -(-number // len(things))
        return [each for _ in range(rounds) for each in self.draw.sample(things, len(things))][:number]

    def kill(self, what: str) -> Kill:
        """Kill it, wait until the platform serves again and the part is back, note how long that took.

        A point that nobody comes to in time is noted as missed, and somebody drawn is killed instead.
        """
        time.sleep(self.draw.uniform(0.05, 0.8))
        if what not in VICTIMS and not self._killed_at(what):
            self.missed.append(what)
            what = self.draw.choice(VICTIMS)
        began = self._kill_victim(what) if what in VICTIMS else time.monotonic()
        if self._supervisor_is_dead():
            self.installation.start(*self.words)
        else:
            wait_for(self.installation.is_ready, RECOVERY)
            wait_for(lambda: what not in VICTIMS or self._number_of(what) >= self.usual.get(what, 1), RECOVERY)
        kill = Kill(len(self.kills) + 1, what, time.monotonic() - began)
        self.kills.append(kill)
        return kill

    def _supervisor_is_dead(self) -> bool:
        process = self.installation.process
        return process is None or process.poll() is not None

    def _kill_victim(self, what: str) -> float:
        victim = wait_for(lambda: self._find(what), 20)
        assert isinstance(victim, psutil.Process)
        began = time.monotonic()
        victim.kill()
        if what == "supervisor":
            assert self.installation.process is not None
            self.installation.process.wait(10)
            self._wait_until_nothing_is_left()
        else:
            wait_for(lambda: not victim.is_running() or victim.status() == psutil.STATUS_ZOMBIE, 10)
        return began

    def _wait_until_nothing_is_left(self) -> None:
        deadline = time.monotonic() + LEFT
        while left := self.installation.processes():
            if time.monotonic() > deadline:
                raise AssertionError(f"left after the supervisor's death: {[each.cmdline() for each in left]}")
            time.sleep(0.02)

    def _killed_at(self, point: str) -> bool:
        """Whoever comes to that point next kills itself. False when nobody came in time."""
        self.crash_file.with_suffix(".new").write_text(point, encoding="utf-8")
        self.crash_file.with_suffix(".new").rename(self.crash_file)
        deadline = time.monotonic() + POINT_PATIENCE
        while self.crash_file.exists():
            if time.monotonic() > deadline:
                self.crash_file.unlink(missing_ok=True)
                return False
            time.sleep(0.01)
        return True

    def _number_of(self, what: str) -> int:
        return sum(_kind(each) == what for each in self.installation.processes())

    def _find(self, what: str) -> psutil.Process | None:
        if what == "supervisor":
            assert self.installation.process is not None
            return psutil.Process(self.installation.process.pid)
        found = [each for each in self.installation.processes() if _kind(each) == what]
        return self.draw.choice(found) if found else None


def _kind(process: psutil.Process) -> str:
    try:
        words = " ".join(process.cmdline())
        parent = process.parent()
        above = " ".join(parent.cmdline()) if parent is not None else ""
    except psutil.Error:
        return ""
    if "granian" in words or "granian" in above:
        return "web worker" if "granian" in above else "web server"
    if words.startswith("postgres: ") and "sahulat_app" in words:
        return "database backend"
    if "postgres" in words and " -D" in words:
        return "database"
    return "worker" if words.endswith("command_line worker") else ""


def table(kills: list[Kill]) -> str:
    """What was killed how often, and how long it took in seconds until the platform answered and the part was back."""
    lines = [f"{'killed':<34} {'times':>5} {'median':>7} {'longest':>8}"]
    for what in sorted({kill.what for kill in kills}):
        times = sorted(kill.seconds for kill in kills if kill.what == what)
        lines.append(f"{what:<34} {len(times):>5} {times[len(times) // 2]:>7.2f} {times[-1]:>8.2f}")
    return "\n".join(lines)
