"""Whole installations for tests: a state folder, a port, a supervisor in a process of its own."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from sahulat.project.configuration import ROOT

COMMAND = [sys.executable, "-m", "sahulat.project.command_line"]


@dataclass(frozen=True)
class Answer:
    """What the web side answered."""

    status: int
    headers: Mapping[str, str]
    body: str


def free_port() -> int:
    """A port that nobody has just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(what: Callable[[], object], seconds: float = 30) -> object:
    """Poll until `what()` is true; fails the test when it never is."""
    deadline = time.monotonic() + seconds
    while not (found := what()):
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {seconds} s in vain")
        time.sleep(0.02)
    return found


@dataclass
class Installation:
    """One state folder; at most one supervisor of it is ours."""

    state: Path
    port: int = field(default_factory=free_port)
    extra: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[str] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """What its processes find in their environment."""
        kept = {
            k: v for k, v in os.environ.items() if not k.startswith(("SAHULAT_", "DATABASE_", "DJANGO_", "PYTEST_"))
        }
        return {
            **kept,
            "SAHULAT_STATE": str(self.state),
            "SAHULAT_PORT": str(self.port),
            "SAHULAT_WEB_WORKERS": "1",
            **self.extra,
        }

    def command(self, *words: str, timeout: float = 120) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        return subprocess.run(
            [*COMMAND, *words],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )

    def start(self, *words: str, **more: object) -> None:
        """Start the supervisor and wait until it answers."""
        log = (self.state.parent / f"{self.state.name}.log").open("a")
        self.process = subprocess.Popen(
            [*COMMAND, "run", *words],
            env=self.environment,
            cwd=ROOT,
            stdout=log,
            stderr=log,
            text=True,
            **more,  # type: ignore[call-overload]
        )
        log.close()
        wait_for(self.is_ready, 60)

    def is_ready(self) -> bool:
        """Whether it answers; fails when the supervisor ended."""
        assert self.process is not None
        assert self.process.poll() is None, self.log()
        answer = self.get("/healthz")
        return answer is not None and answer.status == 200

    def log(self) -> str:
        """What it said."""
        return (self.state.parent / f"{self.state.name}.log").read_text()

    def get(self, path: str, **headers: str) -> Answer | None:
        """One request; None where nobody listens."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path, headers={"Host": "localhost", **headers})
            response = connection.getresponse()
            return Answer(
                response.status,
                {k.lower(): v for k, v in response.headers.items()},
                response.read().decode(errors="replace"),
            )
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def processes(self) -> list[psutil.Process]:
        """Every process of this installation, wherever it hangs in the tree."""
        found = []
        for process in psutil.process_iter():
            try:
                inside = process.environ().get("SAHULAT_STATE") == str(self.state)
                inside = inside or process.cwd() == str(self.state / "database")
                if inside and process.status() != psutil.STATUS_ZOMBIE:
                    found.append(process)
            except psutil.Error:
                continue
        return found

    def named(self, part: str) -> list[psutil.Process]:
        """Those whose command line holds `part`."""
        return [process for process in self.processes() if part in " ".join(_words(process))]

    def stop(self, sign: int = signal.SIGINT) -> int:
        """Ask the supervisor to stop; its exit code."""
        assert self.process is not None
        self.process.send_signal(sign)
        return self.process.wait(40)

    def nothing_is_left(self) -> bool:
        """Whether no process of it lives."""
        return not self.processes()

    def end(self) -> None:
        """Whatever happened: end it, and forget it."""
        for process in self.processes():
            try:
                process.kill()
            except psutil.Error:
                continue
        if self.process is not None:
            self.process.wait(10)
        shutil.rmtree(self.state, ignore_errors=True)


def _words(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def result(done: subprocess.CompletedProcess[str]) -> object:
    """The JSON on a command's standard output; fails when the command did."""
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)
