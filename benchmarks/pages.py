"""Pages per second and how long a reader waits: home, form pages, an inbox of 100,000 cases."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from benchmarks.figures import Figure
from benchmarks.installations import BenchFailed, Installation, Seed, free_port, stop
from benchmarks.load import Load, ask
from sahulat.project.commands.web import server_command
from sahulat.project.configuration import ROOT
from sahulat.project.database_addresses import DATABASE
from sahulat.project.postgres.installation import cluster_of

CASES, FEW_CASES = 100_000, 5_000
CLIENTS = 4
FLOOR = "a bare Django view that reads one row, served alike"
RATED = ("home", "home in Urdu", "inbox")


def measure(seed: Seed, *, quick: bool) -> Iterator[Figure]:
    """Fill an office, serve, ask."""
    cases, seconds = (FEW_CASES, 1.5) if quick else (CASES, 4.0)
    with seed.copy() as installation:
        with installation.database_running():
            start = time.perf_counter()
            installation.inside("many_cases", count=cases)
            _analyze(installation)
            filled = time.perf_counter() - start
            served = installation.no_demo()
            readers = served.inside("readers")
        yield Figure("cases filled in", filled, "s", note=f"{cases:,} cases by COPY")
        yield from _counts(readers)
        with served.running():
            floor = _floor(served, seconds)
            yield from _pages(served, readers, floor, seconds, f"{CLIENTS} clients, {cases:,} cases")


def _analyze(installation: Installation) -> None:
    cluster = cluster_of(installation.configuration)
    with psycopg.connect(cluster.address(database=DATABASE), autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def _counts(readers: Any) -> Iterator[Figure]:
    for name, counted in readers["queries"].items():
        note = f"{counted['in_database'] * 1000:.0f} ms of {counted['seconds'] * 1000:.0f} ms in the database"
        yield Figure(f"queries: {name}", counted["queries"], "queries", note=note)


def _pages(installation: Installation, readers: Any, floor: Load, seconds: float, note: str) -> Iterator[Figure]:
    for name, (path, who) in readers["pages"].items():
        rated = name in RATED or name.startswith("form page")
        headers = {"Cookie": readers["cookies"][who]}
        load = ask(
            installation.port, [path], seconds=seconds if rated else seconds / 2, clients=CLIENTS, headers=headers
        )
        if rated:
            yield Figure(
                f"{name}: rate", load.rate, "pages/s", FLOOR, floor.rate, f"{note}, {load.largest / 1000:.0f} kB"
            )
        yield Figure(f"{name}: p95", load.p(0.95), "ms", FLOOR, floor.p(0.95), note)


def _floor(installation: Installation, seconds: float) -> Load:
    with served_floor(installation) as port:
        return ask(port, ["/"], seconds=seconds, clients=CLIENTS)


@contextmanager
def served_floor(installation: Installation) -> Iterator[int]:
    """The bare view under the same server's settings, on a port of its own, while the database runs."""
    port = free_port()
    command = server_command(installation.configuration)
    command[-1] = "benchmarks.floor_site:application"
    command[command.index("--port") + 1] = str(port)
    environment = {
        **installation.environment,
        "BENCH_DATABASE": installation.database(),
        "BENCH_CODE": "pk-punjab-multan",
    }
    environment.pop("DJANGO_SETTINGS_MODULE")
    process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
    try:
        _wait(port, process)
        yield port
    finally:
        stop(process)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.perf_counter() + 30
    while time.perf_counter() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise BenchFailed("the bare view does not answer")
