"""`kill -9` of every part of a running platform while people work: what was acknowledged stays, and happens once."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from sahulat.project.configuration import ROOT
from tests.races.killing import Killer, table
from tests.races.ledger import check_everything, wait_until_quiet
from tests.races.life import Acknowledged, Office, Worker
from tests.runtime.installations import Installation

pytestmark = pytest.mark.runtime
CRASH_FILE = "SAHULAT_CRASH_FILE"


@pytest.fixture
def installation() -> Iterator[Installation]:
    """A new platform with two web workers, not yet started."""
    folder = Path(tempfile.mkdtemp(prefix="sahulat-kill-"))
    made = Installation(folder / "s", extra={"SAHULAT_WEB_WORKERS": "2", CRASH_FILE: str(folder / "crash")})
    try:
        yield made
    finally:
        made.end()
        shutil.rmtree(folder, ignore_errors=True)


def test_six_kills_lose_nothing_and_double_nothing(installation: Installation, seed: int) -> None:
    installation.start()
    _live_and_kill(installation, seed, kills=6, threads=2, offices=2)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_fifty_kills_of_the_demo_lose_nothing_and_double_nothing(installation: Installation, seed: int) -> None:
    """The whole demo country; its own actors go on working between our people."""
    installation.extra["SAHULAT_DEMO"] = "1"
    began = time.monotonic()
    for words in (("migrate",), ("demo", "prepare")):
        done = installation.command(*words, timeout=900)
        assert done.returncode == 0, done.stdout + done.stderr
    print(f"demo country after {time.monotonic() - began:.1f} s")
    installation.start("--demo")
    _live_and_kill(installation, seed, "--demo", kills=50, threads=4, offices=12)


def _live_and_kill(installation: Installation, seed: int, *words: str, kills: int, threads: int, offices: int) -> None:
    began = time.monotonic()
    stop, done, met = threading.Event(), Acknowledged(), Counter[str]()
    places = _fill(installation, offices)
    print(f"{offices} offices after {time.monotonic() - began:.1f} s, seed {seed}")
    workers = [Worker(installation.port, places[n::threads], done, stop, met=met) for n in range(threads)]
    started = [threading.Thread(target=worker.run, daemon=True) for worker in workers]
    for thread in started:
        thread.start()
    killer = Killer(installation, Path(installation.extra[CRASH_FILE]), seed, words)
    for what in killer.plan(kills):
        kill = killer.kill(what)
        print(f"{kill.number:>3} {kill.what:<34} {kill.seconds:6.2f} s")
        _nobody_failed(workers, installation)
    stop.set()
    for thread in started:
        thread.join(120)
        assert not thread.is_alive(), "a client is still waiting"
    _nobody_failed(workers, installation)
    print(table(killer.kills))
    print(f"points that nobody came to in time: {killer.missed or 'none'}")
    print(f"acknowledged: {done.counts()}; answers met: {dict(sorted(met.items()))}")
    waited = wait_until_quiet(installation)
    check_everything(installation, done)
    assert installation.stop() == 0
    assert installation.nothing_is_left()
    print(f"all handled {waited:.1f} s after the last kill; {time.monotonic() - began:.1f} s in all, seed {seed}")
    broken = [each for each in met if each.startswith("5") and each not in ("502", "503")]
    assert not broken, f"{broken}\n{_errors(installation)}"


def _fill(installation: Installation, offices: int) -> list[Office]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.races.filling", str(offices)],
        env=installation.environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    places = json.loads(done.stdout.splitlines()[-1])
    return [Office(number, district, tehsil) for number, (district, tehsil) in enumerate(places)]


def _errors(installation: Installation) -> str:
    """The errors that the platform logged, the last few."""
    said = installation.log() + (installation.state / "log" / "platform.log").read_text(encoding="utf-8")
    lines = [line for line in said.splitlines() if '"level": "error"' in line or not line.startswith(("{", " "))]
    return "\n".join(line[:3000] for line in lines[-40:])


def _nobody_failed(workers: list[Worker], installation: Installation) -> None:
    for worker in workers:
        if worker.failure is not None:
            raise AssertionError(f"a client failed; the platform said:\n{_errors(installation)}") from worker.failure
