"""The supervisor of one installation: database, web and worker, none of which outlives it.

It holds the state folder's lock and the port, starts the database first and stops it last, starts again whatever
dies, and leaves the rest to the kernel: each child dies with it, however it dies.
"""

import contextlib
import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import IO
from urllib.parse import urlsplit

from sahulat.project.configuration import Configuration
from sahulat.project.metrics import FOLDER_VARIABLE
from sahulat.project.postgres.cluster import Cluster, DatabaseFailed
from sahulat.project.postgres.installation import cluster_of, start_embedded
from sahulat.project.postgres.roles import ensure_application_role
from sahulat.project.postgres.template import fingerprint
from sahulat.project.processes import before_exec
from sahulat.project.resetting import NoDemo, forget_demo
from sahulat.project.state import READY_FILE, READY_VARIABLE, RESET_FILE, AlreadyRunning, hold, prepare_state
from sahulat.project.terminal import Terminal
from sahulat.project.watching import Watcher

_log = logging.getLogger("sahulat.supervisor")
TICK = 0.05  # seconds between looks at the children
STEADY_AFTER = 30.0  # seconds alive after which a child's earlier deaths are forgiven
LONGEST_PAUSE = 10.0
PREPARED_FILE = "sahulat-prepared"  # in the data folder, so that it goes where the data goes
LOG_ROTATED_AT = 20_000_000  # bytes


@dataclass(slots=True)
class Child:
    """A process that should run: how it is started, how patiently it is stopped, how often it died lately."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    patience: float
    log: IO[bytes] | None = None
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0.0
    deaths: int = 0
    not_before: float = 0.0

    def start(self) -> None:
        """Start in a process group of its own, so that Ctrl-C reaches the supervisor alone."""
        self.process = subprocess.Popen(
            self.command, env=dict(self.environment), stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log,
            process_group=0, preexec_fn=before_exec(signal.SIGKILL),
        )  # fmt: skip
        self.started = time.monotonic()

    def look(self) -> None:
        """Start it again if it died: at once the first two times, then ever later."""
        now = time.monotonic()
        if self.process is not None and self.process.poll() is not None:
            status = self.process.returncode
            self.process = None
            self.deaths = 1 if now - self.started > STEADY_AFTER else self.deaths + 1
            pause = pause_after(self.deaths)
            self.not_before = now + pause
            _log.warning("a process died and is started again", extra={"child": self.name, "status": status})
        if self.process is None and now >= self.not_before:
            self.start()

    def stop(self) -> None:
        """End it, if it runs."""
        if self.process is not None:
            end(self.process, self.name, self.patience)
            self.process = None

    def renew(self, ready: Path, keep_waiting: Callable[[], bool]) -> None:
        """Start its successor, and end it when the successor has said that it is ready: nobody waits meanwhile.

        Both web servers share the port for that moment.
        """
        old = self.process
        ready.unlink(missing_ok=True)
        self.start()
        while not ready.exists() and keep_waiting() and self.process is not None and self.process.poll() is None:
            time.sleep(TICK)
        if old is not None:
            end(old, self.name, self.patience)


def end(process: "subprocess.Popen[bytes]", name: str, patience: float) -> None:
    """Ask, wait, then insist on the whole process group."""
    group = process.pid
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            _log.warning("a process did not stop in time and is killed", extra={"child": name})
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)
    process.wait()


def pause_after(deaths: int) -> float:
    """Seconds to wait before the next start after so many deaths in a row: 0, 0, 0.5, 1, 2 ... 10."""
    return 0.0 if deaths <= 2 else min(0.25 * 2 ** (deaths - 2), LONGEST_PAUSE)


def hold_port(address: str, port: int) -> socket.socket:
    """Refuse a port that is taken, and keep other installations off it while we live.

    The web server shares its port with any process that asks, so a second one would silently take half the requests.
    The abstract socket is ours until the kernel takes it back. Raises AlreadyRunning.
    """
    taken = AlreadyRunning(f"Port {port} is taken. Stop what uses it, or choose another with --port (or SAHULAT_PORT).")
    claim = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        claim.bind(f"\0sahulat/port/{port}")
    except OSError as error:
        claim.close()
        raise taken from error
    probe = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        probe.bind((address, port))
    except OSError as error:
        claim.close()
        raise taken from error
    finally:
        probe.close()
    return claim


@dataclass(slots=True)
class Supervisor:
    """Runs one installation until it is told to stop."""

    configuration: Configuration
    terminal: Terminal
    watcher: Watcher | None = None
    show_logs: bool = False
    stopping: bool = False
    children: list[Child] = field(default_factory=list)
    cluster: Cluster | None = None
    database_deaths: int = 0
    database_started: float = 0.0
    claim: socket.socket | None = None

    def run(self) -> int:
        """Start everything, keep it running, stop it in order. Returns the exit code. Raises AlreadyRunning."""
        prepare_state(self.configuration)
        hold(self.configuration.state / "lock")
        self.claim = hold_port(self.configuration.address, self.configuration.port)
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sign, self._asked_to_stop)
        try:
            self._start()
            while not self.stopping:
                self._look()
                self._reload_after_saving()
                self._start_demo_anew()
                time.sleep(TICK)
        finally:
            self._stop()
        return 0

    def _asked_to_stop(self, sign: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _start(self) -> None:
        start = time.monotonic()
        if self.configuration.embedded:
            with self.terminal.step("database"):
                self._mend_tell(cluster_of(self.configuration))
                self.cluster = start_embedded(self.configuration)
                self.database_started = time.monotonic()
        else:
            ensure_application_role(self.configuration)
        if self.configuration.demo and self._reset_file.exists():
            self._forget_demo()
        if not self._is_prepared():
            self._prepare("demo country")
        if self.stopping:
            return
        self._reset_file.unlink(missing_ok=True)
        self.children = self._wanted_children()
        with self.terminal.step("web and worker"):
            for child in self.children:
                child.start()
            self._wait_until_ready()
        if not self.stopping:
            self.terminal.say(f"\nSahulat is ready after {time.monotonic() - start:.1f} s: {self.configuration.origin}")
            if not self.show_logs:
                self.terminal.say(f"Ctrl-C stops it and loses nothing. Its log: {self.log_file}")

    def _prepare(self, demo: str) -> None:
        """Bring the database up to the code and, in a demo, load the country; then note that this was done."""
        with self.terminal.step("migrations"):
            self._once("migrate", "--quiet")
        if self.configuration.demo and not self.stopping:
            with self.terminal.step(demo):
                self._once("demo", "prepare")
        if self.cluster is not None and not self.stopping:
            (self.cluster.data / PREPARED_FILE).write_text(self._preparation(), encoding="ascii")

    def _is_prepared(self) -> bool:
        """Whether this very code prepared this very data folder this month: then a start needs no migrating."""
        if self.cluster is None:
            return False
        note = self.cluster.data / PREPARED_FILE
        return note.exists() and note.read_text(encoding="ascii") == self._preparation()

    def _preparation(self) -> str:
        return f"{fingerprint()} {'demo' if self.configuration.demo else 'real'}"

    def _mend_tell(self, cluster: Cluster) -> None:
        for mended in cluster.mend():
            self.terminal.complain(f"mended: {mended}")

    def _once(self, *words: str) -> None:
        done = Child(words[0], self._sahulat(*words), self._environment(), patience=5)
        done.start()
        while done.process is not None and done.process.poll() is None:
            if self.stopping:
                done.stop()
                return
            time.sleep(0.01)
        if done.process is not None and done.process.returncode != 0:
            raise DatabaseFailed(f"`sahulat {' '.join(words)}` failed (exit code {done.process.returncode})")

    def _sahulat(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "sahulat.project.command_line", *words]

    def _environment(self) -> dict[str, str]:
        metrics = self.configuration.state / "metrics"
        return {
            **os.environ,
            "SAHULAT_STATE": str(self.configuration.state),
            "SAHULAT_DEMO": "1" if self.configuration.demo else "0",
            "SAHULAT_DEBUG": "1" if self.configuration.debug else "0",
            "SAHULAT_PORT": str(self.configuration.port),
            "SAHULAT_ORIGIN": self.configuration.origin,
            "SAHULAT_FILES_ORIGIN": self.configuration.files_origin,
            "SAHULAT_DIES_WITH_PARENT": "1",
            FOLDER_VARIABLE: str(metrics),
            READY_VARIABLE: str(self._ready_file),
        }

    def _wanted_children(self) -> list[Child]:
        metrics = self.configuration.state / "metrics"
        shutil.rmtree(metrics, ignore_errors=True)
        metrics.mkdir()
        environment = self._environment()
        return [
            Child("web", self._sahulat("web"), environment, patience=6, log=self._log()),
            Child("worker", self._sahulat("worker"), environment, patience=15, log=self._log()),
        ]

    def _log(self) -> IO[bytes] | None:
        """Where web and worker write: our own standard error if asked to, else a file of the state folder."""
        if self.show_logs:
            return None
        path = self.log_file
        if path.exists() and path.stat().st_size > LOG_ROTATED_AT:
            path.rename(path.with_name(f"{path.name}.1"))
        return path.open("ab")

    @property
    def log_file(self) -> Path:
        """JSON lines of web and worker."""
        return self.configuration.state / "log" / "platform.log"

    def _wait_until_ready(self) -> None:
        address = f"http://{self.configuration.address}:{self.configuration.port}/healthz"
        asked = urllib.request.Request(address, headers={"Host": urlsplit(self.configuration.origin).netloc})
        deadline = time.monotonic() + 60
        while not self.stopping:
            self._look()
            try:
                with urllib.request.urlopen(asked, timeout=5):  # noqa: S310 - http, see above
                    return
            except (urllib.error.URLError, OSError) as error:
                if time.monotonic() > deadline:
                    raise DatabaseFailed(f"the web server does not answer: {error}") from error
                time.sleep(TICK)

    def _look(self) -> None:
        cluster = self.cluster
        if cluster is not None and (cluster.server is None or cluster.server.poll() is not None):
            self._restart_database(cluster)
        for child in self.children:
            child.look()

    def _reload_after_saving(self) -> None:
        if self.watcher is not None and self.watcher.changed():
            self.terminal.say("  ↻ saved: web and worker start again")
            web, worker = self.children
            worker.stop()
            web.renew(self._ready_file, lambda: not self.stopping)
            web.deaths = worker.deaths = 0

    @property
    def _ready_file(self) -> Path:
        return self.configuration.state / READY_FILE

    @property
    def _reset_file(self) -> Path:
        return self.configuration.state / RESET_FILE

    def _forget_demo(self) -> None:
        if self.cluster is not None:
            (self.cluster.data / PREPARED_FILE).unlink(missing_ok=True)
        forget_demo(self.configuration)

    def _start_demo_anew(self) -> None:
        """A visitor asked for it. The web side goes on answering "starting" until the marker is gone, and then loads
        its workers anew; a crash in between begins again from the marker."""
        if not (self.configuration.demo and self._reset_file.exists()):
            return
        web, worker = self.children
        worker.stop()
        try:
            self._forget_demo()
        except NoDemo as error:
            self.terminal.complain(str(error))
            return
        self._prepare("demo country, anew")
        web.renew(self._ready_file, lambda: not self.stopping)
        self._reset_file.unlink(missing_ok=True)

    def _restart_database(self, cluster: Cluster) -> None:
        steady = time.monotonic() - self.database_started > STEADY_AFTER
        self.database_deaths = 1 if steady else self.database_deaths + 1
        _log.warning("the database died and is started again", extra={"child": "database"})
        time.sleep(pause_after(self.database_deaths))
        try:
            cluster.start()
        except DatabaseFailed as error:
            _log.error("the database does not start", extra={"child": "database", "reason": str(error)})
        self.database_started = time.monotonic()

    def _stop(self) -> None:
        for child in self.children:
            child.stop()
        if self.cluster is not None:
            self.cluster.stop()
