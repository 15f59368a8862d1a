"""Installations for measuring: each in a short temporary folder, on a free port, gone afterwards."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sahulat.project.configuration import DEMO_MARK, ROOT, Configuration, read_configuration
from sahulat.project.database_addresses import connection_text
from sahulat.project.postgres.installation import database_running

SAHULAT = (sys.executable, "-m", "sahulat.project.command_line")
PATIENCE = 600


class BenchFailed(Exception):
    """What was to be measured did not run; the text ends with what it said."""


@dataclass(frozen=True, slots=True)
class Installation:
    """A state folder and a port, with the environment for programs that work on them."""

    state: Path
    port: int
    demo: bool = True

    def no_demo(self) -> Installation:
        """The same one, served as a real installation: without the demo's phone, door and clock on each page."""
        (self.state / DEMO_MARK).unlink(missing_ok=True)
        return replace(self, demo=False)

    @property
    def environment(self) -> dict[str, str]:
        """What a program needs to work on this installation."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("SAHULAT_", "DATABASE_"))}
        return {
            **kept,
            "SAHULAT_STATE": str(self.state),
            "SAHULAT_PORT": str(self.port),
            "SAHULAT_DEMO": "1" if self.demo else "0",
            "DJANGO_SETTINGS_MODULE": "sahulat.project.settings",
            "PYTHONPATH": os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", ""))).rstrip(os.pathsep),
        }

    @property
    def configuration(self) -> Configuration:
        """Its typed configuration."""
        return read_configuration(self.environment)

    def database(self, role: str = "application") -> str:
        """Where its database answers, as libpq takes it."""
        return connection_text(self.configuration, role)

    @contextmanager
    def database_running(self) -> Iterator[None]:
        """Its PostgreSQL alone, without web and worker, inside this block."""
        with database_running(self.configuration):
            yield

    def command(self, *words: str) -> float:
        """Run `sahulat <words>` to its end; its seconds. Raises BenchFailed."""
        start = time.perf_counter()
        self._run([*SAHULAT, *words])
        return time.perf_counter() - start

    def inside(self, module: str, **arguments: object) -> Any:
        """Run benchmarks.inside.<module> with Django on this installation's running database; what it answers."""
        command = [sys.executable, "-m", "benchmarks.inside", module, json.dumps(arguments)]
        return json.loads(self._run(command).splitlines()[-1])

    def _run(self, command: list[str]) -> str:
        done = subprocess.run(
            command, env=self.environment, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
        if done.returncode != 0:
            raise BenchFailed(f"{' '.join(command[1:])}:\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
        return done.stdout

    @contextmanager
    def running(self, *words: str, web_workers: int = 2) -> Iterator[float]:
        """`sahulat run` inside this block; gives the seconds until it was ready. Raises BenchFailed."""
        log = self.state.parent / "run.log"
        environment = {**self.environment, "SAHULAT_WEB_WORKERS": str(web_workers)}
        start = time.perf_counter()
        with log.open("w", encoding="utf-8") as out:
            process = subprocess.Popen(
                [*SAHULAT, "run", *words], env=environment, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT
            )
        try:
            while "Sahulat is ready" not in log.read_text(encoding="utf-8", errors="replace"):
                if process.poll() is not None or time.perf_counter() - start > PATIENCE:
                    raise BenchFailed(f"sahulat run {' '.join(words)}:\n{log.read_text(encoding='utf-8')[-4000:]}")
                time.sleep(0.02)
            yield time.perf_counter() - start
        finally:
            stop(process)


def stop(process: subprocess.Popen[Any]) -> None:
    """As Ctrl-C does; insists after half a minute."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_port() -> int:
    """A port that nothing answers on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A short folder (sockets have short names), removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="sb-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def new_installation() -> Iterator[Installation]:
    """An installation with nothing in it yet."""
    with temporary_folder() as folder:
        yield Installation(folder / "s", free_port())


class Seed:
    """A demo country loaded once in a run of the benches, and copied by each that needs one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def loaded(self) -> bool:
        """Whether there is one to copy."""
        return (self._folder / "whole").exists()

    def keep(self, installation: Installation) -> None:
        """Keep a stopped installation's state for copying."""
        _copy(installation.state, self._folder / "s")
        (self._folder / "whole").touch()

    @contextmanager
    def copy(self) -> Iterator[Installation]:
        """An installation of one's own with the demo country in it."""
        if not self.loaded:
            with new_installation() as installation:
                with installation.database_running():
                    installation.command("migrate", "--quiet")
                    installation.command("demo", "--seed", "7", "prepare")
                self.keep(installation)
        with new_installation() as mine:
            _copy(self._folder / "s", mine.state)
            yield mine


def _copy(source: Path, target: Path) -> None:
    left = {"lock", "socket", "metrics"}
    shutil.copytree(source, target, ignore=lambda _, names: left.intersection(names))
